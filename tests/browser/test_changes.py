"""Throwing away and taking back, looking back, and what others do while one looks on."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from playwright.async_api import Route, expect

from tests.browser.product import Person, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def make_lead(person: Person, name: str) -> str:
    """A new lead; its id."""
    made = await person.ask("/api/data/leads", "POST", {"name": name})
    return made["data"]["id"]


async def names(person: Person, query: str) -> list[str]:
    """The names a list of leads has."""
    found = await person.ask(f"/api/data/leads?fields=name&{query}")
    return [row["name"] for row in found["data"]]


async def open_lead(person: Person, lead: str, name: str) -> None:
    """Go to the page of a lead."""
    await person.page.goto(f"{person.url}/r/leads/{lead}")
    await expect(person.page.get_by_role("heading", name=name)).to_be_visible()


async def remove(person: Person) -> None:
    """Excluir, from the menu of the open record."""
    await person.page.get_by_role("button", name="Mais ações").click()
    await person.page.get_by_role("menuitem", name="Excluir").click()
    await expect(person.page.get_by_text("foi para a lixeira")).to_be_visible()


async def test_a_deleted_record_comes_back_by_undo_and_from_the_trash(visit: Visit) -> None:
    """Ctrl+Z first, the trash the second time; then it is deleted for good."""
    async with visit() as person:
        await person.sign_in("admin")
        lead = await make_lead(person, "Apagada Teste")
        page = person.page
        await open_lead(person, lead, "Apagada Teste")
        await remove(person)
        assert await names(person, "search=Apagada") == []
        await page.keyboard.press("Control+z")
        await settles(lambda: names(person, "search=Apagada"), ["Apagada Teste"])

        await open_lead(person, lead, "Apagada Teste")
        await remove(person)
        await page.goto(f"{person.url}/m/leads/all")
        await page.get_by_role("button", name="Mais ações").click()
        await page.get_by_role("menuitem", name="Lixeira").click()
        await page.get_by_role("button", name="Restaurar Apagada Teste").click()
        await settles(lambda: names(person, "search=Apagada"), ["Apagada Teste"])
        await expect(page.get_by_text("A lixeira está vazia")).to_be_visible()

        await open_lead(person, lead, "Apagada Teste")
        await remove(person)
        await page.goto(f"{person.url}/t/leads")
        await page.get_by_role("button", name="Apagar de vez: Apagada Teste").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_text("não pode mais ser restaurado")).to_be_visible()
        assert await person.violations() == []
        await dialog.get_by_role("button", name="Apagar de vez").click()
        await expect(page.get_by_text("A lixeira está vazia")).to_be_visible()
        assert await names(person, "trash=only") == []
        assert person.complaints == []


async def test_a_refused_purge_stays_and_says_why(visit: Visit) -> None:
    """A procedure that leads point to cannot be deleted for good; it is restored instead."""
    async with visit() as person:
        await person.sign_in("admin")
        used = await person.ask('/api/data/leads?fields=procedures&filter=stage = "closed"&limit=1')
        procedure = used["data"][0]["procedures"][0]
        await person.ask(f"/api/data/procedures/{procedure['id']}", "DELETE")
        page = person.page
        await page.goto(f"{person.url}/t/procedures")
        await page.get_by_role("button", name=f"Apagar de vez: {procedure['title']}").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Apagar de vez").click()
        await expect(dialog.get_by_text("ainda apontam para este")).to_be_visible()
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name=f"Restaurar {procedure['title']}").click()
        await expect(page.get_by_text("A lixeira está vazia")).to_be_visible()


async def test_history_tells_each_change_and_takes_one_back(visit: Visit) -> None:
    """Two changes of one record; the first is undone without the second."""
    async with visit() as person:
        await person.sign_in("admin")
        lead = await make_lead(person, "História Teste")
        await person.ask(f"/api/data/leads/{lead}", "PATCH", {"district": "Moema"})
        await person.ask(f"/api/data/leads/{lead}", "PATCH", {"city": "Santos"})
        page = person.page
        await open_lead(person, lead, "História Teste")
        await page.get_by_role("tab", name="Histórico").click()
        history = page.get_by_role("region", name="Histórico")
        await expect(history.get_by_role("listitem")).to_have_count(3)
        entry = history.get_by_role("listitem").filter(has_text="Moema")
        await expect(entry).to_contain_text("Administradora Demo")
        await entry.get_by_role("button", name="Desfazer esta mudança").click()
        await expect(history.get_by_role("listitem")).to_have_count(4)

        async def places() -> Any:
            read = await person.ask(f"/api/data/leads/{lead}?fields=district,city")
            return read["data"]["district"], read["data"]["city"]

        assert await places() == (None, "Santos")
        assert await person.violations() == []
        # Changed again since: the undo of the first change says which field is in the way.
        await person.ask(f"/api/data/leads/{lead}", "PATCH", {"district": "Lapa"})
        await page.reload()
        await page.get_by_role("tab", name="Histórico").click()
        oldest = history.get_by_role("listitem").filter(has_text="vazio").filter(has_text="Moema")
        await oldest.last.get_by_role("button", name="Desfazer esta mudança").click()
        await expect(page.get_by_text("Bairro já mudou de novo depois")).to_be_visible()
        assert await places() == ("Lapa", "Santos")


async def test_what_one_does_another_sees(visit: Visit) -> None:
    """A card appears and moves, an open record follows and keeps what is typed, then is gone."""
    async with visit() as first, visit() as second:
        await first.sign_in("admin")
        await second.sign_in("gestor")
        page = second.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        await page.mouse.move(300, 20)  # not on a card: nothing waits
        lead = await make_lead(first, "Ao Vivo Teste")
        card = page.locator("[data-card]").filter(has_text="Ao Vivo Teste")
        await expect(card).to_be_visible()
        await card.hover()
        await first.ask(f"/api/data/leads/{lead}/move", "POST", {"stage": "active"})
        await page.get_by_role("button", name="1 mudança").click()
        await page.mouse.move(300, 20)
        column = page.locator("section").filter(
            has=page.get_by_role("heading", name="Ativos", exact=False)
        )
        await expect(column.get_by_text("Ao Vivo Teste")).to_be_visible()

        await open_lead(second, lead, "Ao Vivo Teste")
        await page.get_by_role("button", name="Bairro").first.click()
        await page.get_by_role("textbox", name="Bairro").fill("Pinhei")
        await first.ask(f"/api/data/leads/{lead}", "PATCH", {"city": "Campinas"})
        await expect(page.get_by_text("Campinas").first).to_be_visible()
        await expect(page.get_by_text("O que você está digitando foi mantido")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Bairro")).to_have_value("Pinhei")
        await page.keyboard.press("Escape")

        await first.ask(f"/api/data/leads/{lead}", "DELETE")
        await expect(page.get_by_text("Este registro não está mais à vista")).to_be_visible()
        assert second.complaints == []


async def test_what_happens_before_the_stream_opens_is_told(visit: Visit) -> None:
    """A page whose stream opens late, and a second tab of the same browser: neither misses it."""
    async with visit() as first, visit() as second:
        await first.sign_in("admin")
        let_through = asyncio.Event()

        async def late(route: Route) -> None:
            await let_through.wait()
            await route.continue_()

        await second.page.route("**/api/events*", late)
        await second.sign_in("gestor")
        page = second.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        await page.mouse.move(300, 20)
        await make_lead(first, "Antes do Fluxo")
        card = page.locator("[data-card]").filter(has_text="Antes do Fluxo")
        await page.wait_for_timeout(1500)
        await expect(card).to_have_count(0)
        let_through.set()
        await expect(card).to_be_visible()

        tab = await second.context.new_page()
        listens = asyncio.Event()

        async def slow(route: Route) -> None:
            await listens.wait()
            await route.continue_()

        await tab.route("**/live-*.js", slow)  # the part that listens loads late
        await tab.goto(page.url)
        await expect(tab.locator("[data-card]").first).to_be_visible()
        await tab.mouse.move(300, 20)
        await make_lead(first, "Antes da Aba")
        await expect(page.locator("[data-card]").filter(has_text="Antes da Aba")).to_be_visible()
        other = tab.locator("[data-card]").filter(has_text="Antes da Aba")
        await expect(other).to_have_count(0)
        listens.set()
        await expect(other).to_be_visible()
