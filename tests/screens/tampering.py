"""Answers of the API changed on their way to the browser: states a healthy clinic never shows."""

import asyncio
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, Route

JSON = dict[str, Any]
VIEW_DATA = "**/api/views/*/data*"


async def change_answer(page: Page, pattern: str, change: Callable[[JSON], None]) -> None:
    """Change the body of every answer to a pattern of URLs, in place."""

    async def pass_on(route: Route) -> None:
        answer = await route.fetch()
        body = await answer.json()
        change(body)
        await route.fulfill(response=answer, json=body)

    await page.route(pattern, pass_on)


async def hold(page: Page, pattern: str) -> None:
    """Never answer."""

    async def keep(route: Route) -> None:
        await asyncio.Event().wait()

    await page.route(pattern, keep)


async def fail(page: Page, pattern: str) -> None:
    """Answer like a server that broke down."""
    body = {
        "type": "about:blank",
        "title": "Erro interno",
        "status": 500,
        "code": "internal",
        "detail": "",
        "errors": [],
    }

    async def refuse(route: Route) -> None:
        await route.fulfill(
            status=500, json=body, headers={"content-type": "application/problem+json"}
        )

    await page.route(pattern, refuse)


def unknown_view_kind(model: JSON) -> None:
    """The board becomes a kind of view that this application does not have."""
    view = next(each for each in model["entities"]["lead"]["views"] if each["key"] == "lead.board")
    view["kind"] = "hologram"


def unknown_widget(model: JSON) -> None:
    """The record's first tab gains a widget that this application does not have."""
    layouts = model["entities"]["lead"]["layouts"]
    record = next(each for each in layouts if each["kind"] == "record")
    item = {"widget": "hologram", "options": {}}
    record["tabs"].append({"key": "x", "label": "Holograma", "sections": [{"items": [item]}]})


def frozen(session: JSON) -> None:
    """The clinic takes no writes."""
    session["clinic"]["mode"] = "frozen"


def no_rows(answer: JSON) -> None:
    """A view without records."""
    if "columns" in answer:
        for column in answer["columns"]:
            column |= {"cards": [], "count": {"value": 0, "capped": False}, "measures": {}}
    else:
        answer |= {"data": [], "count": {"value": 0, "capped": False}}
    answer["page"] = {"next": None, "has_next": False}
