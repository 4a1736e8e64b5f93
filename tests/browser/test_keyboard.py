"""Everything without a pointer: sign in, list, record, board, shortcuts; the focus can be seen."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from playwright.async_api import expect

from tests.browser.product import PASSWORD, Person, settles

Visit = Callable[..., AbstractAsyncContextManager[Person]]
# The focused element, or the part of it that the focus is on, has an outline or a ring.
SHOWN = """() => {
  const seen = node => {
    const style = getComputedStyle(node)
    const box = node.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && (
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
      || style.boxShadow !== 'none')
  }
  const focused = document.activeElement
  if (!focused || focused === document.body) return 'nothing has the focus'
  const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
  const around = [focused, active, focused.parentElement, focused.closest('[data-card]')]
  return around.some(node => node && seen(node)) || focused.outerHTML.slice(0, 200)
}"""


async def press(person: Person, *keys: str) -> None:
    """Press keys one after the other; after each the focus must be visible."""
    for key in keys:
        await person.page.keyboard.press(key)
        await settles(lambda: person.page.evaluate(SHOWN), True)


async def tab_to(person: Person, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(40):
        await press(person, "Tab")
        if name in await focused_name(person):
            return
    raise AssertionError(f"Tab does not reach {name}")


async def focused_name(person: Person) -> str:
    """What the focused element is called."""
    return await person.page.evaluate(
        "() => { const n = document.activeElement;"
        " return n.getAttribute('aria-label') || n.labels?.[0]?.textContent || n.textContent }"
    )


async def stage_of(person: Person, name: str) -> Any:
    """The stage of a lead."""
    found = await person.ask(f"/api/data/leads?fields=name,stage&search={name}")
    return found["data"][0]["stage"]


async def on_board(person: Person, name: str) -> None:
    """A new lead, its card on the board with the focus, reached by keys from the search."""
    await person.sign_in("admin")
    await person.ask("/api/data/leads", "POST", {"name": name})
    await person.page.goto(f"{person.url}/m/leads/board")
    await expect(person.page.locator("[data-card]").first).to_be_visible()
    await person.page.keyboard.press("/")
    await person.page.keyboard.type(name)
    await expect(person.page.locator("[data-card]")).to_have_count(1)
    await tab_to(person, name)


async def test_sign_in_read_and_edit_without_a_pointer(visit: Visit) -> None:
    """Login, list by J and K, Enter, a field changed in place, and back."""
    async with visit() as person:
        page = person.page
        await page.goto(person.url)
        await expect(page.get_by_label("E-mail")).to_be_focused()
        await page.keyboard.type("admin@demo.local")
        await press(person, "Tab")
        await page.keyboard.type(PASSWORD)
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/m/**")
        await page.goto(f"{person.url}/m/leads/all")
        await expect(page.get_by_role("rowheader").nth(4)).to_be_visible()
        grid = page.get_by_role("grid")
        for _ in range(30):
            await press(person, "Tab")
            if await grid.evaluate("node => node === document.activeElement"):
                break
        await press(person, "j", "j", "k", "j")
        name = await page.get_by_role("rowheader").nth(2).inner_text()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/r/leads/**")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(name.split("\n")[-1])

        await tab_to(person, "Bairro")
        await press(person, "Enter")
        await page.keyboard.press("Control+a")
        await page.keyboard.type("Vila Nova")
        await page.keyboard.press("Enter")
        lead = page.url.rsplit("/", 1)[-1]

        async def district() -> Any:
            return (await person.ask(f"/api/data/leads/{lead}?fields=district"))["data"]["district"]

        await settles(district, "Vila Nova")
        await page.go_back()
        await page.wait_for_url("**/m/leads/all")
        await expect(page.get_by_role("rowheader").first).to_be_visible()


async def test_a_card_is_lifted_moved_and_dropped(visit: Visit) -> None:
    """Space lifts, arrows carry, Space drops; Escape leaves it where it was."""
    async with visit() as person:
        await on_board(person, "Teclas Levantada")
        await press(person, "Space", "ArrowRight", "Escape")
        assert await stage_of(person, "Teclas Levantada") == "new"
        await press(person, "Space", "ArrowRight", "Space")
        await settles(lambda: stage_of(person, "Teclas Levantada"), "active")
        await settles(lambda: focused_name(person), "Teclas Levantada")
        await settles(lambda: person.page.evaluate(SHOWN), True)
        assert person.complaints == []


async def test_the_move_menu_opens_with_m(visit: Visit) -> None:
    """M, the stages by arrows or Tab, Enter; the focus returns to the card."""
    async with visit() as person:
        await on_board(person, "Teclas Menu")
        await person.page.keyboard.press("m")
        dialog = person.page.get_by_role("dialog")
        await expect(dialog).to_be_visible()
        await tab_to(person, "Ativos")
        await person.page.keyboard.press("Enter")
        await settles(lambda: stage_of(person, "Teclas Menu"), "active")
        await expect(dialog).not_to_be_visible()


async def test_the_question_mark_lists_the_keys_of_the_screen(visit: Visit) -> None:
    """The sheet names what works here, and Escape closes it."""
    async with visit() as person:
        await person.sign_in("admin")
        await expect(person.page.locator("[data-card]").first).to_be_visible()
        await person.page.keyboard.press("?")
        dialog = person.page.get_by_role("dialog", name="Atalhos do teclado")
        for words in ("Criar lead", "Buscar em Leads", "Mostrar os atalhos", "Mover o cartão"):
            await expect(dialog.get_by_text(words).first).to_be_visible()
        await press(person, "Tab", "Shift+Tab")
        await person.page.keyboard.press("Escape")
        await expect(dialog).not_to_be_visible()


async def test_on_a_phone_a_card_has_mover_para(visit: Visit) -> None:
    """Tap, choose, done: no drag is needed."""
    async with visit(width="phone") as person:
        await person.sign_in("admin")
        await person.ask("/api/data/leads", "POST", {"name": "Toque Teste"})
        await person.page.reload()
        card = person.page.locator("[data-card]").filter(has_text="Toque Teste")
        await card.get_by_role("button", name="Mover Toque Teste para…").tap()
        await person.page.get_by_role("dialog").get_by_role("button", name="Ativos").tap()
        await settles(lambda: stage_of(person, "Toque Teste"), "active")
        assert person.complaints == []
