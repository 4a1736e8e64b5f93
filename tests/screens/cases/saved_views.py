"""Saved views: the list, what is done with one, and what was changed on screen."""

from playwright.async_api import expect

from tests.browser.product import Person
from tests.screens.screen import Screen, go, sees
from tests.screens.screens import LIST, list_drawn

CHANGED = f"{LIST}?sort=name"


async def view_list(person: Person) -> None:
    """The views of the entity, in groups."""
    await go(person, LIST)
    await list_drawn(person)
    await person.page.get_by_role("button", name="Visão:").click()
    await expect(person.page.get_by_role("region", name="Da clínica")).to_be_visible()


async def view_changed(person: Person) -> None:
    """A view that is not as it was saved."""
    await go(person, CHANGED)
    await list_drawn(person)


async def view_new(person: Person) -> None:
    """Name and readers of a new view; without a name it is refused in its place."""
    await view_changed(person)
    await person.page.get_by_role("button", name="Visão:").click()
    await person.page.get_by_role("button", name="Salvar como nova visão…").click()
    dialog = person.page.get_by_role("dialog", name="Nova visão")
    await dialog.get_by_role("radio", name="Perfis que eu escolher").click()
    await dialog.get_by_role("button", name="Salvar").click()
    await expect(dialog.get_by_text("Dê um nome à visão.")).to_be_visible()


async def view_gone(person: Person) -> None:
    """A view that was deleted, by its address."""
    await go(person, f"{LIST.rpartition('/')[0]}/~01890a5d-ac96-774b-bcce-b302099a8057")
    await sees(person, "Esta visão não existe mais")


SCREENS = [
    Screen(key="view-list", title="Lista de visões", reach=view_list),
    Screen(key="view-changed", title="Visão alterada", reach=view_changed),
    Screen(key="view-new", title="Nova visão, sem nome", reach=view_new),
    Screen(key="view-gone", title="Visão apagada", reach=view_gone),
]
