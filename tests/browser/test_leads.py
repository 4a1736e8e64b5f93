"""The main journey: sign in, work the board, add a lead, break a rule, read a record."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.product import Person, drag, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def stage_of(person: Person, name: str) -> str:
    """The stage of the lead of a name, from the API."""
    found = await person.ask(f"/api/data/leads?fields=name,stage&search={name}")
    return found["data"][0]["stage"]


async def test_a_card_is_dragged_to_another_stage_and_back(visit: Visit) -> None:
    """The move is stored, said in a toast, and undone from it."""
    async with visit() as person:
        await person.sign_in("admin")
        made = await person.ask("/api/data/leads", "POST", {"name": "Arrastada Teste"})
        assert made["data"]["stage"] == "new"
        await person.page.reload()
        await expect(person.page.get_by_text("Arrastada Teste")).to_be_visible()
        notices = person.page.get_by_role("region", name="Avisos")
        await drag(person.page, "Arrastada Teste", "Ativos")
        await expect(notices.get_by_text("Arrastada Teste foi para Ativos")).to_be_visible()
        await settles(lambda: stage_of(person, "Arrastada"), "active")
        await person.page.get_by_role("button", name="Desfazer").click()
        await expect(notices.get_by_text("foi para Ativos")).not_to_be_visible()
        await settles(lambda: stage_of(person, "Arrastada"), "new")
        assert person.complaints == []


async def test_a_blocked_move_is_explained_and_filled_in(visit: Visit) -> None:
    """Without procedure and value a lead enters no negotiation; the dialog asks for both."""
    async with visit() as person:
        await person.sign_in("admin")
        await person.ask("/api/data/leads", "POST", {"name": "Bloqueada Teste"})
        await person.page.reload()
        await drag(person.page, "Bloqueada Teste", "Em negociação")
        dialog = person.page.get_by_role("dialog")
        await expect(dialog).to_be_visible()
        await expect(dialog.get_by_text("Valor do serviço").first).to_be_visible()
        await expect(dialog.get_by_text("Procedimento").first).to_be_visible()
        await person.page.keyboard.press("Escape")
        assert await stage_of(person, "Bloqueada") == "new"


async def test_a_lead_is_added_by_keyboard(visit: Visit) -> None:
    """`C`, a name, Ctrl+Enter: the card stands in the first column."""
    async with visit() as person:
        await person.sign_in("admin")
        await expect(person.page.get_by_role("heading", name="Novos leads").first).to_be_visible()
        await person.page.keyboard.press("c")
        dialog = person.page.get_by_role("dialog")
        await dialog.get_by_label("Nome do lead").fill("Nova Pelo Teclado")
        await person.page.keyboard.press("Control+Enter")
        await expect(dialog).not_to_be_visible()
        await expect(person.page.get_by_text("Nova Pelo Teclado").first).to_be_visible()
        assert await stage_of(person, "Teclado") == "new"
        assert person.complaints == []


async def test_a_broken_rule_is_said_on_its_field(visit: Visit) -> None:
    """A campaign lead without its campaign: the message stands in the form, nothing is stored."""
    async with visit() as person:
        await person.sign_in("admin")
        await expect(person.page.get_by_role("heading", name="Novos leads").first).to_be_visible()
        await person.page.keyboard.press("c")
        dialog = person.page.get_by_role("dialog")
        await dialog.get_by_label("Nome do lead").fill("Regra Quebrada")
        await dialog.get_by_label("Canal").click()
        await person.page.get_by_role("option", name="Campanha").click()
        await person.page.keyboard.press("Control+Enter")
        await expect(dialog.get_by_text("Informe a campanha de origem.").first).to_be_visible()
        found = await person.ask("/api/data/leads?fields=name&search=Quebrada")
        assert found["data"] == []


async def test_a_record_is_read_and_changed_in_place(visit: Visit) -> None:
    """From the list to the record page; a field is edited and stored."""
    async with visit() as person:
        await person.sign_in("admin")
        made = await person.ask("/api/data/leads", "POST", {"name": "Ficha Aberta"})
        await person.page.goto(f"{person.url}/r/lead/{made['data']['id']}")
        await expect(person.page.get_by_role("heading", name="Ficha Aberta")).to_be_visible()
        await person.page.get_by_role("button", name="Bairro").first.click()
        await person.page.get_by_role("textbox", name="Bairro").fill("Moema")
        await person.page.keyboard.press("Enter")

        async def district() -> Any:
            read = await person.ask(f"/api/data/leads/{made['data']['id']}?fields=district")
            return read["data"]["district"]

        await settles(district, "Moema")
        assert person.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
async def test_screens_are_accessible(visit: Visit, theme: str, width: str) -> None:
    """axe finds nothing on board, list and record; nothing leaves the origin; no console error."""
    async with visit(theme=theme, width=width) as person:
        await person.sign_in("vendedor")
        rows = await person.ask("/api/data/leads?fields=name&limit=1&sort=-created_at")
        for path in ("/m/leads/board", "/m/leads/all", f"/r/leads/{rows['data'][0]['id']}"):
            await person.page.goto(person.url + path)
            await person.page.wait_for_load_state("load")
            await expect(
                person.page.locator("[data-card], [data-row], main h1").first
            ).to_be_visible()
            await expect(person.page.locator("[aria-busy=true]")).to_have_count(0)
            await person.page.wait_for_timeout(400)
            assert (path, await person.violations()) == (path, [])
        assert person.complaints == []
