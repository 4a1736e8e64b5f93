"""The palette, the keys, the languages and the menu: by keyboard, and seen by axe."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import expect

from tests.browser.product import Person, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def test_the_palette_finds_records_places_and_commands(visit: Visit) -> None:
    """A record by its name, a place by its own, a form that opens; then the record is recent."""
    async with visit() as person:
        await person.sign_in("admin")
        page = person.page
        await person.ask("/api/data/leads", "POST", {"name": "Quirino Paletado"})
        await page.keyboard.press("Control+k")
        box = page.get_by_role("combobox", name="Buscar ou executar")
        await expect(box).to_be_focused()
        assert await person.violations() == []
        await box.fill("quirino")
        hit = page.get_by_role("option", name="Quirino Paletado")
        await expect(hit).to_have_attribute("aria-selected", "true")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Quirino Paletado")).to_be_visible()

        await page.keyboard.press("Control+k")
        await box.fill("lista tarefas")
        await page.keyboard.press("Escape")
        await expect(box).to_have_count(0)
        await page.keyboard.press("Control+k")
        await expect(page.get_by_text("Ações em Quirino Paletado")).to_be_visible()
        await box.fill("criar lead")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Criar lead")
        await form.get_by_label("Nome do lead").fill("Feito pela Paleta")
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_role("heading", name="Feito pela Paleta")).to_be_visible()

        await page.keyboard.press("Control+k")
        recent = page.get_by_role("option", name="Quirino Paletado")
        await expect(recent).to_have_attribute("aria-selected", "true")
        await box.fill("zzqqxx")
        await expect(page.get_by_text("Nada encontrado para “zzqqxx”").first).to_be_visible()
        await box.fill("agenda")
        await page.get_by_role("option", name="Agenda").first.click()
        await page.wait_for_url("**/m/appointments/**")
        assert person.complaints == []


async def test_the_palette_on_a_phone(visit: Visit) -> None:
    """From the menu, over the whole screen."""
    async with visit(width="phone") as person:
        await person.sign_in("admin")
        page = person.page
        await page.get_by_role("button", name="Menu").tap()
        await page.get_by_role("button", name="Buscar ou executar").tap()
        palette = page.locator("[data-slot=palette]")
        await expect(palette.get_by_role("combobox")).to_be_focused()
        size = await palette.bounding_box()
        assert size is not None
        assert (size["width"], size["height"]) == (390, 844)
        assert await person.violations() == []
        await palette.get_by_role("button", name="Fechar").tap()
        await expect(palette).to_have_count(0)


async def test_letters_go_to_places_and_the_language_is_kept(visit: Visit) -> None:
    """G and a letter; English for this account, on every screen and after a reload."""
    async with visit() as person:
        await person.sign_in("admin")
        page = person.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        await page.keyboard.press("g")
        await page.keyboard.press("a")
        await page.wait_for_url("**/m/appointments/**")
        await page.get_by_role("button", name="Administradora Demo").click()
        await page.get_by_role("menuitemradio", name="English").click()
        try:
            await expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
            await settles(lambda: page.evaluate("document.documentElement.lang"), "en")
            await page.reload()
            await expect(page.get_by_role("button", name="Search or run")).to_be_visible()
        finally:
            await person.ask("/api/session", "PATCH", {"locale": "pt-BR"})
        await page.reload()
        await expect(page.get_by_role("button", name="Buscar ou executar")).to_be_visible()


async def test_a_row_under_the_pointer_stays_while_the_counts_move(visit: Visit) -> None:
    """A new row waits under “1 novo”; a changed cell follows at once, in its place."""
    async with visit() as first, visit() as second:
        await first.sign_in("admin")
        await second.sign_in("admin")
        made = await first.ask("/api/data/leads", "POST", {"name": "Aaa Ficou"})
        page = second.page
        await page.goto(f"{second.url}/m/leads/all?sort=name")
        row = page.locator("[data-record]").filter(has_text="Aaa Ficou")
        await row.hover()
        before = await row.bounding_box()
        await first.ask("/api/data/leads", "POST", {"name": "Aaa Antes"})
        pill = page.get_by_role("button", name="1 novo")
        await expect(pill).to_be_visible()
        lead = made["data"]["id"]
        await first.ask(f"/api/data/leads/{lead}", "PATCH", {"whatsapp": "(11) 90412-7783"})
        await expect(row).to_contain_text("90412-7783")
        assert await row.bounding_box() == before
        await expect(page.get_by_text("Aaa Antes")).to_have_count(0)
        await pill.click()
        await expect(page.get_by_text("Aaa Antes").first).to_be_visible()
        await expect(pill).to_have_count(0)
