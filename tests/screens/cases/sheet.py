"""List with groups, an open cell and chosen rows; sheet with a range, faults and a new row; on a
phone both are cards.
"""

from playwright.async_api import expect

from tests.browser.product import Person
from tests.screens.cases.kinds import failed, loading
from tests.screens.screen import Screen, go, sees

LIST, SHEET = "/m/leads/all", "/m/leads/all?as=sheet"
CARD = "main ul li a"


async def opened(person: Person, path: str) -> bool:
    """The rows are there; True where they are a grid."""
    await go(person, path)
    drawn = person.page.locator(f"[data-row], {CARD}")
    await expect(drawn.first).to_be_visible()
    return not person.is_phone


async def press(person: Person, *keys: str) -> None:
    """With the focus in the grid."""
    await person.page.locator("[role=grid], [role=treegrid]").focus()
    for key in keys:
        await person.page.keyboard.press(key)


async def paste(person: Person, text: str) -> None:
    """As from a spreadsheet."""
    await person.page.evaluate(
        """text => {
          const data = new DataTransfer()
          data.setData('text/plain', text)
          const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true})
          document.querySelector('[role=grid]').dispatchEvent(event)
        }""",
        text,
    )


async def list_grouped(person: Person) -> None:
    """Rows under heads, the second one closed."""
    if not await opened(person, f"{LIST}?group=stage"):
        return
    heads = person.page.locator("[role=row][data-group]")
    await expect(heads.first).to_be_visible()
    await heads.first.click()
    await expect(heads.first).to_have_attribute("aria-expanded", "false")


async def list_cell_open(person: Person) -> None:
    """The options of a field in its cell."""
    if not await opened(person, LIST):
        return
    await person.page.locator('[data-row="4"] [data-col="2"]').click()
    await expect(person.page.get_by_role("option").first).to_be_visible()


async def list_cell_wrong(person: Person) -> None:
    """What was typed is no amount: it stays, with the reason."""
    if not await opened(person, f"{LIST}?columns=name,service_value,whatsapp"):
        return
    await person.page.locator('[data-row="2"] [data-col="1"]').click()
    await person.page.locator("[data-slot=cell-editor] input").fill("abc")
    await person.page.keyboard.press("Enter")
    await expect(person.page.locator("[data-slot=cell-editor] [role=alert]")).to_be_visible()


async def list_selected(person: Person) -> None:
    """Three rows and what can be done with them."""
    if not await opened(person, LIST):
        return
    await press(person, "x", "ArrowDown", "x", "ArrowDown", "x")
    await expect(person.page.get_by_role("toolbar", name="Registros selecionados")).to_be_visible()


async def sheet_range(person: Person) -> None:
    """Cells of three rows, and their sum below."""
    if not await opened(person, f"{SHEET}&columns=name,service_value,channel,whatsapp"):
        return
    await press(person, "ArrowRight", *["Shift+ArrowDown"] * 4, "Shift+ArrowRight")
    await sees(person, "Seleção de 5 por 2")


async def sheet_faults(person: Person) -> None:
    """A paste of which two cells cannot be read; nothing of it is saved."""
    if not await opened(person, f"{SHEET}&columns=name,service_value,channel,whatsapp"):
        return
    await press(person, "ArrowRight")
    await paste(person, "mil\tTelepatia")
    await sees(person, "2 células com erro")
    await press(person, "ArrowRight", "ArrowLeft")
    await expect(person.page.locator("[data-slot=cell-fault]")).to_be_visible()


async def sheet_end(person: Person) -> None:
    """The last rows, and the one to be filled in."""
    if not await opened(person, SHEET):
        return
    await press(person, "Control+End", "Home")
    await sees(person, "Nova linha")


SCREENS = (
    Screen(key="list-grouped", title="Lista agrupada", reach=list_grouped),
    Screen(
        key="list-cell", title="Lista, célula aberta", reach=list_cell_open,
        reference="04-leads-list",
    ),
    Screen(key="list-cell-wrong", title="Lista, valor recusado", reach=list_cell_wrong),
    Screen(
        key="list-selected", title="Lista, linhas selecionadas", reach=list_selected,
        reference="04-leads-list",
    ),
    Screen(key="sheet-range", title="Planilha, intervalo", reach=sheet_range),
    Screen(key="sheet-faults", title="Planilha, colagem com erros", reach=sheet_faults),
    Screen(key="sheet-end", title="Planilha, nova linha", reach=sheet_end),
    Screen(key="sheet-loading", title="Planilha chegando", reach=loading(SHEET)),
    Screen(
        key="sheet-failed", title="Planilha que não veio", reach=failed(SHEET), allowed=("500",)
    ),
)  # fmt: skip
