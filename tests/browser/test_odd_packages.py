"""Packages nobody thought of: very many fields, an editor from elsewhere, a field that goes while a
view shows it, very long and right-to-left words. The screens stay usable, nothing is lost.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.packages import install, taken_back
from tests.browser.product import Person

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]
Field = dict[str, Any]

TYPES = ("text", "integer", "date", "boolean", "money", "email", "long_text", "datetime")
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
LONG = ("Anamnese " * 445).strip()  # 4,004 letters
NAME = LONG[:255].strip()  # as long as a text may be
ARABIC = "عيادة الأسنان"


def field(name: str, **more: Any) -> Field:
    """A field with its name as label."""
    return {"name": name, "type": "text", "label": {"pt-BR": name.capitalize()}, **more}


def package(fields: Iterable[Field], version: str = "1.0.0", **more: Any) -> dict[str, str]:
    """A package with one entity, `odd_form`, its title first."""
    own = [field("name", required=True, searchable=True), *fields]
    manifest = {"key": "odd", "namespace": "odd", "version": version, "label": {"pt-BR": "Odd"}}
    entity = {
        "entity": "odd_form",
        "plural": "odd_forms",
        "label": {"pt-BR": "Ficha"},
        "label_plural": {"pt-BR": "Fichas"},
        "title": "name",
        "fields": own,
        **more,
    }
    menu = [{"key": "odd_forms", "entity": "odd_form", "label": {"pt-BR": "Fichas"}}]
    return {
        "app.yaml": json.dumps(manifest),
        "entities/odd_form.yaml": json.dumps(entity),
        "menu.yaml": json.dumps({"menu": menu}),
    }


async def installed(person: Person, files: dict[str, str]) -> None:
    """Install or upgrade, which must work."""
    answer = await install(person, files)
    assert answer["state"] == "published", answer


async def test_a_form_of_two_hundred_fields(visit: Visit) -> None:
    """It opens, is filled in at its end, saved, and read again."""
    many = [
        field(f"f{number:03d}", type=TYPES[number % len(TYPES)])
        | ({"currency": "BRL"} if TYPES[number % len(TYPES)] == "money" else {})
        for number in range(200)
    ]
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            await installed(person, package(many))
            page = person.page
            await page.goto(f"{person.url}/m/odd_forms")
            await expect(page.get_by_role("button", name="Criar ficha").first).to_be_visible()
            await page.keyboard.press("c")
            form = page.get_by_role("dialog")
            await form.get_by_label("Name").fill("Duzentos")
            last = form.get_by_label("F192", exact=True)
            await last.scroll_into_view_if_needed()
            await last.fill("o último texto")
            assert await person.violations() == []
            await page.keyboard.press("Control+Enter")
            await expect(page.get_by_role("heading", name="Duzentos")).to_be_visible()
            found = (await person.ask("/api/data/odd_forms?fields=name,f192"))["data"]
            assert [(row["name"], row["f192"]) for row in found] == [("Duzentos", "o último texto")]
            await page.goto(f"{person.url}/r/odd_forms/{found[0]['id']}")
            await expect(page.get_by_text("o último texto")).to_be_visible()
            assert await page.evaluate(FITS)
            assert person.complaints == []


async def test_an_editor_from_elsewhere_and_a_widget_nobody_has(visit: Visit) -> None:
    """The field is edited as its type is; the widget's place says what is missing."""
    scan = {"field": "finding", "options": {"editor": "scanner"}}
    layout = {
        "name": "default",
        "kind": "record",
        "tabs": [
            {"label": {"pt-BR": "Dados"}, "sections": [{"items": ["name", scan]}]},
            {"label": {"pt-BR": "Imagem"}, "sections": [{"items": [{"widget": "hologram"}]}]},
        ],
    }
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            await installed(person, package([field("finding")], layouts=[layout]))
            made = await person.ask("/api/data/odd_forms", "POST", {"name": "Tórax"})
            page = person.page
            await page.goto(f"{person.url}/r/odd_forms/{made['data']['id']}")
            await page.get_by_role("button", name="Finding").first.click()
            await page.get_by_role("textbox", name="Finding").fill("nada")
            await page.keyboard.press("Enter")
            await expect(page.get_by_text("nada").first).to_be_visible()
            await page.get_by_role("tab", name="Imagem").click()
            await expect(page.locator("[data-slot=error-card]")).to_contain_text("hologram")
            assert person.complaints == []


async def test_a_view_over_a_field_that_went(visit: Visit) -> None:
    """The saved view goes on without it, and says what it leaves out."""
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            await installed(person, package([field("colour"), field("size")]))
            await person.ask("/api/data/odd_forms", "POST", {"name": "Fica", "size": "grande"})
            saved = await person.ask(
                "/api/views",
                "POST",
                {
                    "entity": "odd_form",
                    "label": "Por cor",
                    "kind": "list",
                    "columns": ["name", "colour", "size"],
                    "sort": "colour",
                },
            )
            key = saved["data"]["key"]
            await installed(person, package([field("size")], version="1.1.0"))
            page = person.page
            await page.goto(f"{person.url}/m/odd_forms/{key.split('.', 1)[1]}")
            await expect(page.get_by_role("rowheader", name="Fica")).to_be_visible()
            await expect(page.get_by_role("gridcell", name="grande")).to_be_visible()
            await expect(page.get_by_role("columnheader", name="Colour")).to_have_count(0)
            assert await person.violations() == []
            told = await person.ask("/api/views")
            (view,) = [each for each in told["data"] if each["key"] == key]
            assert "colour" in json.dumps(view["problems"])
            assert person.complaints == []


@pytest.mark.parametrize("width", ["desktop", "phone"])
async def test_very_long_and_right_to_left_words(visit: Visit, width: str) -> None:
    """They are kept to the letter and break no screen."""
    async with visit(width=width) as person:
        await person.sign_in("admin")
        async with taken_back(person):
            await installed(person, package([field("note", type="long_text")]))
            told = await person.ask("/api/data/odd_forms", "POST", {"name": LONG})
            assert [(each["path"], each["code"]) for each in told["errors"]] == [
                ("name", "too_long")
            ]
            person.complaints.clear()
            ids = [
                (await person.ask("/api/data/odd_forms", "POST", sent))["data"]["id"]
                for sent in ({"name": NAME, "note": ARABIC}, {"name": ARABIC, "note": LONG})
            ]
            page = person.page
            await page.goto(f"{person.url}/m/odd_forms")
            await expect(page.get_by_text(ARABIC).first).to_be_visible()
            assert await page.evaluate(FITS)
            assert await person.violations() == []
            for each, name in zip(ids, (NAME, ARABIC), strict=True):
                await page.goto(f"{person.url}/r/odd_forms/{each}")
                await expect(page.get_by_role("heading", name=name[:40]).first).to_be_visible()
                assert await page.evaluate(FITS)
                assert await person.violations() == []
                read = await person.ask(f"/api/data/odd_forms/{each}?fields=name")
                assert read["data"]["name"] == name
            assert person.complaints == []
