"""Journeys of people who are not alone, and of one who has only a phone."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import expect

from tests.browser.journeys import becomes, card, go, is_clean, make_lead, open_lead
from tests.browser.product import Person

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def test_two_people_change_the_same_field(visit: Visit) -> None:
    """Who saves last is told whose words would be lost; nothing typed is gone."""
    async with visit() as first, visit() as second:
        await first.sign_in("admin")
        await second.sign_in("gestor")
        made = await make_lead(first, "Disputada Jornada", district="Moema")
        page = second.page
        await open_lead(second, made, "Disputada Jornada")
        await page.get_by_role("button", name=re.compile("^Editar Bairro")).click()
        field = page.get_by_role("textbox", name="Bairro")
        await field.fill("Pinheiros")
        await first.ask(f"/api/data/leads/{made}", "PATCH", {"district": "Lapa"})
        await expect(page.get_by_text("Lapa").first).to_be_visible()
        await expect(field).to_have_value("Pinheiros")
        await page.keyboard.press("Enter")
        told = page.get_by_role("alert").filter(has_text="Outra pessoa mudou Bairro")
        await expect(told).to_contain_text("Pinheiros")
        assert await second.violations() == []
        await told.get_by_role("button", name="Manter a minha").click()
        await becomes(first, made, district="Pinheiros")
        await page.get_by_role("tab", name="Histórico").click()
        history = page.get_by_role("region", name="Histórico")
        await expect(history.get_by_text("Lapa").first).to_be_visible()
        assert is_clean(second, "409")


async def test_a_card_moved_by_somebody_else_moves_here_too(visit: Visit) -> None:
    """Dropped in one browser, painted in the other, without a reload."""
    async with visit() as first, visit() as second:
        await first.sign_in("admin")
        await second.sign_in("gestor")
        made = await make_lead(first, "Levada Jornada")
        for person in (first, second):
            await go(person, "/m/leads/board?q=Levada Jornada")
            await expect(card(person, "Levada Jornada")).to_be_visible()
        await second.page.mouse.move(300, 20)
        await first.ask(f"/api/data/leads/{made}/move", "POST", {"stage": "active"})
        column = second.page.get_by_role("region", name=re.compile("^Ativos"))
        await expect(column.get_by_text("Levada Jornada")).to_be_visible()
        assert is_clean(second)


async def test_a_day_on_the_phone(visit: Visit) -> None:
    """Find a lead, move it, open it, change it, and note a call: all by thumb."""
    async with visit(width="phone") as person:
        await person.sign_in("vendedor")
        me = (await person.ask("/api/session"))["member"]["id"]
        made = await make_lead(person, "Celular Jornada", owner=me)
        page = person.page
        await go(person, "/m/leads/board?q=Celular Jornada")
        await expect(card(person, "Celular Jornada")).to_be_visible()
        assert await person.violations() == []
        await page.get_by_role("button", name="Mover Celular Jornada para…").tap()
        await page.get_by_role("dialog").get_by_role("button", name="Ativos").tap()
        await becomes(person, made, stage="active")

        await open_lead(person, made, "Celular Jornada")
        await page.get_by_role("tab", name=re.compile("^Resumo")).tap()
        await page.get_by_role("button", name=re.compile("^Editar Cidade")).tap()
        await page.get_by_role("textbox", name="Cidade").fill("Santos")
        await page.keyboard.press("Enter")
        await becomes(person, made, city="Santos")

        await page.get_by_role("tab", name="Atividade").tap()
        composer = page.get_by_role("region", name="Registrar")
        await composer.get_by_role("tab", name="Ligação").tap()
        await composer.get_by_role("textbox", name="Ligação").fill("Atendeu, quer vir sábado")
        await composer.get_by_role("button", name="Salvar").tap()
        await expect(
            page.get_by_role("region", name="Atividade").get_by_text("Atendeu, quer vir sábado")
        ).to_be_visible()
        await expect(page.locator("main .opacity-60")).to_have_count(0)  # on their way no more
        assert await person.violations() == []
        fits = "() => document.documentElement.scrollWidth <= innerWidth"
        assert await page.evaluate(fits)
        assert is_clean(person)
