"""Steps that several journeys take."""

import re
from typing import Any

from playwright.async_api import Locator, expect

from tests.browser.product import Person, settles


async def make_lead(person: Person, name: str, **values: Any) -> str:
    """A new lead; its id."""
    made = await person.ask("/api/data/leads", "POST", {"name": name, **values})
    return made["data"]["id"]


async def lead(person: Person, lead_id: str, fields: str) -> dict[str, Any]:
    """What the server has of a lead."""
    return (await person.ask(f"/api/data/leads/{lead_id}?fields={fields}"))["data"]


async def becomes(person: Person, lead_id: str, **wanted: Any) -> None:
    """Wait until a lead has these values."""

    async def read() -> dict[str, Any]:
        found = await lead(person, lead_id, ",".join(wanted))
        return {name: found[name] for name in wanted}

    await settles(read, wanted)


async def go(person: Person, path: str) -> None:
    """Open an address and wait for what is there."""
    await person.page.goto(f"{person.url}{path}")
    await expect(person.page.locator("main h1").first).to_be_visible()
    await expect(person.page.locator("main [aria-busy=true]")).to_have_count(0)


async def open_lead(person: Person, lead_id: str, name: str) -> None:
    """The page of a lead."""
    await go(person, f"/r/leads/{lead_id}")
    await expect(person.page.get_by_role("heading", name=name)).to_be_visible()


async def choose(person: Person, form: Locator, field: str, option: str) -> None:
    """Take an option of a field, as one who searches for it."""
    await form.get_by_role("combobox", name=field, exact=True).click()
    await person.page.get_by_role("option", name=option).first.click()


def notices(person: Person) -> Locator:
    """Where results are told."""
    return person.page.get_by_role("region", name="Avisos")


def card(person: Person, name: str) -> Locator:
    """A card of a board."""
    return person.page.locator("[data-card]").filter(has_text=name)


def column(person: Person, name: str) -> Locator:
    """A column of a board."""
    return person.page.get_by_role("region", name=re.compile(f"^{name}"))


def is_clean(person: Person, *allowed: str) -> bool:
    """Nothing was said to the console but of refusals that were meant."""
    return not [said for said in person.complaints if not any(each in said for each in allowed)]
