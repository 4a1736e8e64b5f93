"""The shell: palette, menu, user menu, saves that wait, rows that wait."""

from playwright.async_api import Route, expect

from tests.browser.product import Person
from tests.screens.screen import Screen, go, sees
from tests.screens.screens import LIST, board, list_drawn, record
from tests.screens.tampering import fail, hold

SEARCH = "**/api/search*"
PALETTE = "[data-slot=palette]"


async def palette(person: Person) -> None:
    """What it offers before anything is typed, on a record."""
    await record(person)
    await open_palette(person)


async def open_palette(person: Person) -> None:
    """With its keys, on a phone from the menu."""
    if person.is_phone:
        await go(person, LIST)
        await list_drawn(person)
        await person.page.get_by_role("button", name="Menu").tap()
        await person.page.get_by_role("button", name="Buscar ou executar").tap()
    else:
        await person.page.keyboard.press("Control+k")
    await expect(person.page.locator(PALETTE).get_by_role("option").first).to_be_visible()


async def typed(person: Person, text: str) -> None:
    """The palette over the board, with something typed."""
    await board(person)
    await open_palette(person)
    await person.page.get_by_role("combobox", name="Buscar ou executar").fill(text)


async def palette_found(person: Person) -> None:
    """Records by name."""
    await typed(person, "beatriz")
    await expect(person.page.get_by_role("option", name="Beatriz").first).to_be_visible()


async def palette_command(person: Person) -> None:
    """Commands whose names begin so stand first."""
    await typed(person, "criar")
    await expect(person.page.get_by_role("option", name="Criar lead")).to_be_visible()


async def palette_nothing(person: Person) -> None:
    """No record and no command."""
    await typed(person, "zzqqxx")
    await sees(person, "Nada encontrado para")


async def palette_failed(person: Person) -> None:
    """Records cannot be searched; commands still work."""
    await fail(person.page, SEARCH)
    await typed(person, "agenda")
    await sees(person, "Não deu para procurar registros")


async def palette_searching(person: Person) -> None:
    """Records on their way."""
    await hold(person.page, SEARCH)
    await typed(person, "agenda")
    await expect(person.page.get_by_role("option", name="Agenda").first).to_be_visible()


async def menu_open(person: Person) -> None:
    """The menu with its words; on a phone the sheet."""
    await board(person)
    if person.is_phone:
        await person.page.get_by_role("button", name="Menu").tap()
        await expect(person.page.get_by_role("button", name="Sair")).to_be_visible()
        return
    await person.page.keyboard.press("[")
    await expect(person.page.get_by_role("button", name="Recolher o menu")).to_be_visible()


async def user_menu(person: Person) -> None:
    """Theme, language, keys and the way out."""
    await menu_open(person)
    if not person.is_phone:
        await person.page.get_by_role("button", name="Conta e tema").click()
        await expect(person.page.get_by_role("menuitem", name="Sair")).to_be_visible()


async def save_waits(person: Person) -> None:
    """The server does not answer a save."""

    async def nobody(route: Route) -> None:
        if route.request.method == "GET":
            await route.continue_()
        else:
            await route.abort()

    await record(person)
    if person.is_phone:
        await person.page.get_by_role("tab", name="Resumo").click()
    await person.page.route("**/api/data/**", nobody)
    await person.page.route("**/api/ready", lambda route: route.abort())
    await person.page.get_by_role("button", name="Editar Bairro").first.click()
    await person.page.get_by_role("textbox", name="Bairro").fill("Pinheiros")
    await person.page.keyboard.press("Enter")
    await sees(person, "espera para ser salva")


async def rows_wait(person: Person) -> None:
    """A row that came while the pointer is on another."""
    await go(person, f"{LIST}?sort=name")
    await list_drawn(person)
    if person.is_phone:
        return  # nothing hovers on a phone: rows come at once
    row = person.page.locator("[role=row][data-row]").first
    await row.hover()
    made = await person.ask("/api/data/leads", "POST", {"name": "Aaa Nova"})
    await sees(person, "1 novo")
    await person.ask(f"/api/data/leads/{made['data']['id']}", "DELETE")


SCREENS = (
    Screen(key="palette", title="Paleta", reach=palette, reference="14-palette"),
    Screen(key="palette-found", title="Paleta, registros", reach=palette_found,
           reference="14-palette"),
    Screen(key="palette-command", title="Paleta, comandos", reach=palette_command,
           reference="14-palette"),
    Screen(key="palette-nothing", title="Paleta, nada", reach=palette_nothing,
           reference="14-palette"),
    Screen(key="palette-failed", title="Paleta, falha", reach=palette_failed,
           reference="14-palette", allowed=("500",)),
    Screen(key="palette-searching", title="Paleta, procurando", reach=palette_searching,
           reference="14-palette"),
    Screen(key="menu-open", title="Menu aberto", reach=menu_open, reference="06-leads-timeline"),
    Screen(key="user-menu", title="Conta, tema e idioma", reach=user_menu),
    Screen(key="save-waits", title="Alteração que espera", reach=save_waits,
           reference="16-states", allowed=("ERR_FAILED",)),
    Screen(key="rows-wait", title="Linha que espera", reach=rows_wait, reference="04-leads-list"),
)  # fmt: skip
