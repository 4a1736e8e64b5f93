"""The session ends, the server dies, an answer is lost: nothing typed is lost or done twice."""

import re
import signal
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.browser.product import PASSWORD, Person, Server, meet, run_server, settles
from tests.folders import reachable_folder

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
async def server() -> AsyncGenerator[Server]:
    """A product of this module's own: it is killed."""
    with reachable_folder() as folder:
        async with run_server(folder) as started:
            yield started


async def open_new_lead(person: Person, name: str) -> str:
    """A new lead on its page; its id."""
    made = await person.ask("/api/data/leads", "POST", {"name": name})
    lead = made["data"]["id"]
    await person.page.goto(f"{person.url}/r/leads/{lead}")
    await expect(person.page.get_by_role("heading", name=name)).to_be_visible()
    return lead


async def type_district(page: Page, text: str) -> None:
    """Open the field in its place and type, without saving."""
    await page.get_by_role("button", name=re.compile("^Editar Bairro")).click()
    await page.get_by_role("textbox", name="Bairro").fill(text)


async def district(person: Person, lead: str) -> Any:
    """What is saved, and in how many versions."""
    read = await person.ask(f"/api/data/leads/{lead}?fields=district")
    return read["data"]["district"], read["data"]["version"]


async def sign_in_again(page: Page) -> None:
    """In the dialog over the page."""
    dialog = page.get_by_role("dialog", name="Sua sessão terminou")
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Senha", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()


async def test_a_session_that_ends_in_mid_edit_loses_nothing(
    server: Server, browser: Browser
) -> None:
    """A field and a whole form, saved after signing in over them."""
    async with meet(browser, server.url) as person:
        await person.sign_in("admin")
        page = person.page
        lead = await open_new_lead(person, "Sessão Campo")
        await type_district(page, "Perdizes")
        await person.context.clear_cookies()
        await page.keyboard.press("Enter")
        await sign_in_again(page)
        await expect(page.get_by_text("Perdizes").first).to_be_visible()
        await settles(lambda: district(person, lead), ("Perdizes", 2))

        await page.goto(f"{person.url}/m/leads/all")
        await page.get_by_role("button", name="Criar lead").first.click()
        form = page.get_by_role("dialog", name="Criar lead")
        await form.get_by_label("Nome do lead").fill("Sessão Formulário")
        await person.context.clear_cookies()
        await page.keyboard.press("Control+Enter")
        await sign_in_again(page)
        await expect(form).to_be_hidden()
        found = await person.ask("/api/data/leads?fields=name&search=Sessão Formulário")
        assert [row["name"] for row in found["data"]] == ["Sessão Formulário"]


async def test_a_server_that_dies_in_mid_edit_gets_the_save_when_it_is_back(
    server: Server, browser: Browser
) -> None:
    """The save waits, said plainly; what could not be read meanwhile fills by itself."""
    async with meet(browser, server.url) as person:
        await person.sign_in("admin")
        page = person.page
        lead = await open_new_lead(person, "Servidor Morto")
        await type_district(page, "Lapa")
        await server.end(signal.SIGKILL)
        await page.keyboard.press("Enter")
        banner = page.locator("[data-slot=banner]")
        await expect(banner).to_contain_text("Sem resposta do servidor")
        await expect(banner).to_contain_text("1 alteração espera para ser salva")
        await expect(page.get_by_text("Lapa").first).to_be_visible()
        assert await person.violations() == []
        await banner.get_by_role("button", name="Tentar de novo").click()
        await expect(banner).to_contain_text("1 alteração espera")
        await server.start()
        await expect(banner).to_have_count(0)
        await settles(lambda: district(person, lead), ("Lapa", 2))

        await server.end(signal.SIGKILL)
        await page.get_by_role("link", name="Agenda", exact=True).first.click()
        await expect(page.get_by_text("Sem resposta do servidor").first).to_be_visible()
        await server.start()
        await expect(banner).to_have_count(0)
        rows = page.locator("[role=row][data-row], [data-card], main ul li a")
        await expect(rows.first).to_be_visible()


async def test_an_answer_that_is_lost_is_no_second_change(server: Server, browser: Browser) -> None:
    """The server did it, the line broke: the same save again under its key is the same change."""
    async with meet(browser, server.url) as person:
        await person.sign_in("admin")
        page = person.page
        lead = await open_new_lead(person, "Resposta Perdida")
        keys: list[str | None] = []

        async def lose_first(route: Route) -> None:
            if route.request.method != "PATCH":
                await route.continue_()
                return
            keys.append(await route.request.header_value("idempotency-key"))
            if len(keys) == 1:
                await route.fetch()
                await route.abort()
            else:
                await route.continue_()

        await page.route(f"**/api/data/*/{lead}", lose_first)
        await type_district(page, "Pinheiros")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Salvo: Bairro").first).to_be_visible()
        assert len(keys) == 2
        assert keys[0] is not None
        assert keys[0] == keys[1]
        assert await district(person, lead) == ("Pinheiros", 2)
        history = await person.ask(f"/api/data/leads/{lead}/history")
        assert [entry["op"] for entry in history["data"]] == ["update", "create"]
