"""The bar of a view: conditions, order, display, and what is done to many records at once."""

from urllib.parse import quote

from playwright.async_api import Locator, expect

from tests.browser.product import Person
from tests.screens.screen import Screen, go, sees
from tests.screens.screens import LIST, list_drawn

FILTER = "channel in ('site'; 'whatsapp') and last_days(created_at; 60) and owner != $me"
FREE = "stage = 'new' and (city = 'Santos' or service_value > 1000)"


def _popup(person: Person) -> Locator:
    return person.page.locator("[data-slot=popover]")


async def _list_with(person: Person, text: str) -> None:
    await go(person, f"{LIST}?filter={quote(text)}")
    await expect(person.page.get_by_role("toolbar").first).to_be_visible()


async def _tools(person: Person) -> None:
    """On a phone filters and display are one sheet; elsewhere they stand in the bar."""
    if person.is_phone:
        await person.page.get_by_role("button", name="filtro").first.click()
        await sees(person, "Ver resultados")


async def chips(person: Person) -> None:
    """Conditions in words: one of several, the last days, not mine."""
    await _list_with(person, FILTER)
    await _tools(person)
    await expect(person.page.locator("[data-chip]", has_text="Eu")).to_be_visible()


async def condition(person: Person) -> None:
    """A condition being edited: operator and options."""
    await chips(person)
    await person.page.locator("[data-chip]", has_text="Canal").click()
    await expect(_popup(person).get_by_role("listbox").get_by_role("option").first).to_be_visible()


async def field_picker(person: Person) -> None:
    """Which field to filter by, with search."""
    await go(person, LIST)
    await list_drawn(person)
    await _tools(person)
    await person.page.get_by_role("button", name="Filtrar", exact=True).click()
    await expect(_popup(person).get_by_role("listbox").get_by_role("option").first).to_be_visible()


async def free_text(person: Person) -> None:
    """What no chip can edit is text, and the server says what is wrong with it."""
    await _list_with(person, FREE)
    await _tools(person)
    await person.page.locator("[data-chip]", has_text="Avançado").click()
    await person.page.get_by_label("Filtro em texto").fill("city = = 'Santos'")
    await person.page.get_by_role("button", name="Aplicar").click()
    await expect(_popup(person).get_by_role("alert")).to_be_visible()


async def order(person: Person) -> None:
    """Several keys, the first counting most."""
    await go(person, f"{LIST}?sort=-service_value,name")
    await list_drawn(person)
    await _tools(person)
    await person.page.get_by_role("button", name="Ordenar").first.click()
    await expect(person.page.get_by_role("list", name="Ordenar")).to_be_visible()


async def _display(person: Person, section: str) -> None:
    await go(person, LIST)
    await list_drawn(person)
    await _tools(person)
    if not person.is_phone:
        await person.page.get_by_role("button", name="Exibição").click()
    await person.page.get_by_role("button", name=section).click()


async def columns(person: Person) -> None:
    """Columns shown and hidden, and their order."""
    await _display(person, "Colunas")
    await expect(person.page.get_by_role("list", name="À mostra")).to_be_visible()


async def totals(person: Person) -> None:
    """What is counted under the view."""
    await _display(person, "Totais")
    await expect(person.page.get_by_label("Conta de Valor do serviço")).to_be_visible()


async def colors(person: Person) -> None:
    """Colour rules, each with its condition."""
    await _display(person, "Cores")
    await person.page.get_by_role("button", name="Adicionar regra de cor").click()
    await expect(person.page.get_by_role("list", name="Cores")).to_be_visible()


async def selected(person: Person) -> None:
    """Three records chosen: the bar of what can be done to them. A phone chooses none."""
    await go(person, LIST)
    await list_drawn(person)
    if person.is_phone:
        return
    for index in range(3):
        row = person.page.locator("[role=row][data-row]").nth(index)
        await row.get_by_role("checkbox").click()
    await sees(person, "3 selecionados")
    await expect(person.page.get_by_role("button", name="Mover para")).to_be_visible()


async def refused(person: Person) -> None:
    """A move of all that is possible for none: which records stand in the way of what."""
    await selected(person)
    if person.is_phone:
        return
    await person.page.keyboard.press("m")
    await person.page.get_by_role("menuitem", name="Fechados").click()
    await sees(person, "Nada mudou")


SCREENS = (
    Screen(key="toolbar-chips", title="Filtro em palavras", reach=chips,
           reference="04-leads-list"),
    Screen(key="toolbar-condition", title="Condição aberta", reach=condition),
    Screen(key="toolbar-fields", title="Escolher o campo do filtro", reach=field_picker),
    Screen(key="toolbar-text", title="Filtro em texto, recusado", reach=free_text,
           allowed=("422",)),
    Screen(key="toolbar-order", title="Ordem de vários campos", reach=order),
    Screen(key="toolbar-columns", title="Colunas", reach=columns),
    Screen(key="toolbar-totals", title="Totais", reach=totals),
    Screen(key="toolbar-colors", title="Regras de cor", reach=colors),
    Screen(key="toolbar-selected", title="Registros selecionados", reach=selected,
           reference="04-leads-list"),
    Screen(key="toolbar-refused", title="Mudança de vários, recusada", reach=refused,
           allowed=("422",)),
)  # fmt: skip
