"""Journeys of one who works many records at once: filters, saved views, the sheet, the palette."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import expect

from tests.browser.journeys import becomes, go, is_clean, lead, make_lead, notices
from tests.browser.product import Person, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def test_a_filter_is_built_saved_and_found_again(visit: Visit) -> None:
    """By chips, not by text; the view stands in the menu in another browser of the same person."""
    async with visit() as person, visit() as elsewhere:
        await person.sign_in("gestor")
        page = person.page
        await go(person, "/m/leads/all")
        await page.get_by_role("button", name="Filtrar").click()
        await page.get_by_role("option", name="Canal", exact=True).click()
        await page.get_by_role("option", name="Indicação", exact=True).click()
        await page.keyboard.press("Escape")
        chip = page.get_by_role("button", name=re.compile("^Canal é"))
        await expect(chip).to_contain_text("Indicação")
        wanted = await person.ask(
            '/api/data/leads?fields=name&count=exact&limit=1&filter=channel = "referral"'
        )
        total = f"{wanted['count']['value']} leads"
        await expect(page.get_by_text(total).first).to_be_visible()
        assert await person.violations() == []
        await page.get_by_role("button", name="Salvar como nova").click()
        dialog = page.get_by_role("dialog", name="Nova visão")
        await dialog.get_by_label("Nome").fill("Indicadas da jornada")
        await dialog.get_by_role("button", name="Salvar").click()
        await expect(page.get_by_role("button", name="Visão: Indicadas da jornada")).to_be_visible()

        await elsewhere.sign_in("gestor")
        await go(elsewhere, "/m/leads/all")
        other = elsewhere.page
        await other.get_by_role("button", name=re.compile("^Visão:")).click()
        await other.get_by_role("link", name="Indicadas da jornada").click()
        await expect(other.get_by_role("button", name=re.compile("^Canal é"))).to_be_visible()
        await expect(other.get_by_text(total).first).to_be_visible()
        await other.get_by_role("radio", name="Kanban").click()
        await expect(other.locator("[data-card]").first).to_be_visible()
        await expect(other.get_by_text(total).first).to_be_visible()
        assert is_clean(person)
        assert is_clean(elsewhere)


async def test_a_cell_of_the_sheet_is_changed_and_taken_back(visit: Visit) -> None:
    """Arrows, typing, Enter; Ctrl+Z brings the old value back."""
    async with visit() as person:
        await person.sign_in("gestor")
        made = await make_lead(person, "Planilha Jornada", district="Moema")
        page = person.page
        await go(person, "/m/leads/sheet?q=Planilha Jornada")
        row = page.get_by_role("row").filter(has_text="Planilha Jornada")
        await row.get_by_role("rowheader").click()
        focused = "() => document.activeElement?.getAttribute('aria-activedescendant') ?? null"
        for _ in range(4):
            await page.keyboard.press("ArrowRight")
        await page.keyboard.type("11 90888-4321")
        await page.keyboard.press("Enter")
        await becomes(person, made, whatsapp="+5511908884321")
        await page.keyboard.press("Control+z")
        await becomes(person, made, whatsapp=None)
        assert await person.violations() == []
        assert await page.evaluate(f"{focused} !== null")
        assert is_clean(person)


async def test_many_are_moved_at_once_and_taken_back_at_once(visit: Visit) -> None:
    """Two boxes, one move, one notice, one undo."""
    async with visit() as person:
        await person.sign_in("gestor")
        ids = [await make_lead(person, f"Juntas Jornada {number}") for number in (1, 2)]
        page = person.page
        await go(person, "/m/leads/all?q=Juntas Jornada")
        for number in (1, 2):
            await page.get_by_role("checkbox", name=f"Selecionar Juntas Jornada {number}").click()
        bar = page.get_by_role("toolbar", name="Registros selecionados")
        await expect(bar.get_by_text("2 selecionados")).to_be_visible()
        assert await person.violations() == []
        await bar.get_by_role("button", name="Mover para").click()
        await page.get_by_role("menuitem", name="Ativos").click()
        for each in ids:
            await becomes(person, each, stage="active")
        await notices(person).get_by_role("button", name="Desfazer").click()
        for each in ids:
            await becomes(person, each, stage="new")
        assert is_clean(person)


async def test_the_palette_leads_to_a_record(visit: Visit) -> None:
    """Ctrl+K, a part of the name without its accent, Enter."""
    async with visit() as person:
        await person.sign_in("gestor")
        made = await make_lead(person, "Zulmira Conceição Jornada")
        page = person.page
        await go(person, "/m/tasks/all")
        await page.keyboard.press("Control+k")
        palette = page.get_by_role("dialog", name="Buscar ou executar")
        await palette.get_by_role("combobox").fill("zulmira conceicao")
        found = palette.get_by_role("option", name=re.compile("Zulmira")).first
        await expect(found).to_be_visible()
        assert await person.violations() == []
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/r/leads/{made}")
        await expect(page.get_by_role("heading", name="Zulmira Conceição Jornada")).to_be_visible()
        await page.keyboard.press("Control+k")
        await expect(palette.get_by_text("Ações em Zulmira Conceição Jornada")).to_be_visible()
        await page.keyboard.press("Escape")
        await go(person, "/m/tasks/all")
        await page.keyboard.press("Control+k")
        await expect(found).to_be_visible()  # among those opened last
        await page.keyboard.press("Escape")
        assert (await lead(person, made, "stage"))["stage"] == "new"
        assert is_clean(person)


async def test_the_same_records_in_every_kind_of_view(visit: Visit) -> None:
    """One filter, six shapes, one count."""
    async with visit() as person:
        await person.sign_in("gestor")
        for number in range(3):
            await make_lead(person, f"Seis Jornada {number}", channel="other")
        page = person.page
        await go(person, "/m/leads/board?q=Seis Jornada")
        for kind in ("Kanban", "Lista", "Planilha", "Grade", "Linha do tempo", "Divisão"):
            await page.get_by_role("radio", name=kind, exact=True).click()
            await expect(page.get_by_role("radio", name=kind, exact=True)).to_be_checked()
            for number in range(3):
                await expect(
                    page.locator("main").get_by_text(f"Seis Jornada {number}").first
                ).to_be_visible()

            async def told() -> bool:
                return await page.get_by_text("3 leads").count() > 0

            await settles(told, True)
            assert (kind, await person.violations()) == (kind, [])
        assert is_clean(person)
