"""A veterinary clinic of its own: its package arrives through the API, and people work with it.

Not a line of code knows these entities: menu, forms, board, list, timeline and record come from the
package of `tests/packages/veterinary`.
"""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.packages import install, package_files
from tests.browser.product import PASSWORD, Person, drag, run_command, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]

CLINIC, NAME = "bichos", "Clínica dos Bichos"
VET, DESK = "ana@bichos.local", "rui@bichos.local"
TAKEN = "Este horário já está ocupado"


@pytest.fixture(scope="module")
async def clinic(product: str, product_folder: Path) -> str:
    """A clinic with one administrator, who is its vet; the address of the product."""
    words = ("--clinic", CLINIC, "--clinic-name", NAME, "--email", VET, "--name", "Dra. Ana Terra")
    await run_command(product_folder, "admin", "create", *words, said=f"{PASSWORD}\n")
    return product


def menu(person: Person) -> Locator:
    """The main menu."""
    return person.page.get_by_role("navigation", name="Menu principal")


async def open_form(person: Person, path: str) -> Locator:
    """The form of a new record, by its key."""
    await person.page.goto(f"{person.url}/m/{path}")
    await expect(person.page.locator("main [aria-busy=true]")).to_have_count(0)
    await expect(person.page.get_by_role("button", name=re.compile("^Criar")).first).to_be_visible()
    await person.page.keyboard.press("c")
    dialog = person.page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    return dialog


async def choose(person: Person, dialog: Locator, field: str, option: str) -> None:
    """Take an option of a field, as one who searches for it."""
    await dialog.get_by_role("combobox", name=field).click()
    await person.page.get_by_role("option", name=option).first.click()


async def save(person: Person) -> None:
    """Send the form; the new record stands open."""
    await person.page.keyboard.press("Control+Enter")
    await expect(person.page.get_by_text(re.compile("^Criado")).first).to_be_visible()


async def rows(person: Person, query: str) -> list[dict[str, Any]]:
    """What the API has."""
    return (await person.ask(f"/api/data/{query}"))["data"]


async def add_visit(person: Person, reason: str, starts: str, ends: str) -> Locator:
    """Fill the form of a visit of Pipoca; not sent yet."""
    dialog = await open_form(person, "vet_visits/upcoming")
    await dialog.get_by_label("Motivo").fill(reason)
    await choose(person, dialog, "Animal", "Pipoca")
    await dialog.get_by_label("Início").fill(starts)
    await dialog.get_by_label("Fim").fill(ends)
    return dialog


async def test_the_package_is_installed_through_the_api(clinic: str, visit: Visit) -> None:
    """The menu is there with the next answer, the clinic of the demo knows nothing of it."""
    async with visit() as person, visit() as other:
        await person.sign_in(VET)
        installed = await install(person, package_files("veterinary"))
        assert installed["state"] == "published"
        await person.page.reload()
        for name in ("Consultas", "Animais", "Vacinas", "Tutores"):
            await expect(menu(person).get_by_role("link", name=name)).to_be_visible()
        await other.sign_in("admin")
        await expect(menu(other).get_by_role("link", name="Leads", exact=True)).to_be_visible()
        await expect(menu(other).get_by_role("link", name="Tutores")).to_have_count(0)
        assert person.complaints == []


async def test_an_owner_and_an_animal_are_registered(clinic: str, visit: Visit) -> None:
    """By form; the animal finds its owner in a search."""
    async with visit() as person:
        await person.sign_in(VET)
        dialog = await open_form(person, "vet_owners/all")
        await dialog.get_by_label("Nome").fill("Sandra Lemos")
        await dialog.get_by_label("Telefone").fill("(11) 90555-1234")
        await save(person)
        for name, species in (("Pipoca", "Cão"), ("Mingau", "Gato")):
            dialog = await open_form(person, "vet_animals/all")
            await dialog.get_by_label("Nome").fill(name)
            await choose(person, dialog, "Tutor", "Sandra Lemos")
            await choose(person, dialog, "Espécie", species)
            await save(person)
        found = await rows(person, "vet_animals?fields=name,owner,species&sort=name")
        assert [(row["name"], row["owner"]["title"], row["species"]) for row in found] == [
            ("Mingau", "Sandra Lemos", "cat"),
            ("Pipoca", "Sandra Lemos", "dog"),
        ]
        owner = found[0]["owner"]["id"]
        await person.page.goto(f"{person.url}/r/vet_owners/{owner}")
        await person.page.get_by_role("tab", name="Animais").click()
        await expect(person.page.get_by_text("Mingau")).to_be_visible()
        assert person.complaints == []


async def test_a_vet_sees_one_animal_at_a_time(clinic: str, visit: Visit) -> None:
    """A visit over another is refused where the times stand; what was typed is still there."""
    async with visit() as person:
        await person.sign_in(VET)
        await add_visit(person, "Tosse há três dias", "25/11/2030 10:00", "25/11/2030 10:30")
        await save(person)
        dialog = await add_visit(
            person, "Coceira depois do banho", "25/11/2030 10:15", "25/11/2030 10:45"
        )
        await person.page.keyboard.press("Control+Enter")
        await expect(dialog.get_by_text(TAKEN).first).to_be_visible()
        await expect(dialog.get_by_label("Motivo")).to_have_value("Coceira depois do banho")
        assert await person.violations() == []
        assert [said for said in person.complaints if "422" not in said] == []
        assert len(await rows(person, "vet_visits?fields=reason")) == 1

        await dialog.get_by_label("Início").fill("25/11/2030 10:30")
        await save(person)
        found = await rows(person, "vet_visits?fields=reason,vet&sort=starts_at")
        assert [(row["reason"], row["vet"]["title"]) for row in found] == [
            ("Tosse há três dias", "Dra. Ana Terra"),
            ("Coceira depois do banho", "Dra. Ana Terra"),
        ]


async def test_a_vaccine_is_moved_on_the_board(clinic: str, visit: Visit) -> None:
    """By hand to the next stage; the last one asks for the batch first."""
    async with visit() as person:
        await person.sign_in(VET)
        animal = (await rows(person, "vet_animals?fields=name&search=Pipoca"))[0]["id"]
        sent = {"name": "Múltipla, 1ª dose", "animal": animal, "price": "120.00"}
        await person.ask("/api/data/vet_doses", "POST", sent)

        async def stage() -> str:
            return (await rows(person, "vet_doses?fields=stage"))[0]["stage"]

        await menu(person).get_by_role("link", name="Vacinas").click()
        await expect(person.page.locator("[data-card]")).to_have_count(1)
        await drag(person.page, "Múltipla", "Tutor avisado")
        await settles(stage, "told")
        await drag(person.page, "Múltipla", "Aplicada")
        dialog = person.page.get_by_role("dialog")
        await dialog.get_by_label("Lote").fill("L-2207")
        await person.page.keyboard.press("Control+Enter")
        await settles(stage, "given")
        await expect(dialog).not_to_be_visible()
        person.complaints[:] = [said for said in person.complaints if "422" not in said]
        assert person.complaints == []


async def test_animals_are_filtered_split_and_drawn_along_time(clinic: str, visit: Visit) -> None:
    """The same records as a filtered list, beside their record, and as bars over days."""
    async with visit() as person:
        await person.sign_in(VET)
        page = person.page
        await page.goto(f'{person.url}/m/vet_animals/all?filter=species = "cat"')
        await expect(page.get_by_role("rowheader", name="Mingau")).to_be_visible()
        await expect(page.get_by_role("rowheader", name="Pipoca")).to_have_count(0)

        await page.goto(f"{person.url}/m/vet_animals/desk")
        await page.get_by_role("link", name=re.compile("^Pipoca")).click()
        await expect(page.get_by_role("heading", name="Pipoca")).to_be_visible()
        await expect(page.get_by_role("heading", name="Mingau")).to_have_count(0)
        assert await person.violations() == []

        await page.goto(f"{person.url}/m/vet_visits/line?at=2030-11-25")
        await expect(page.get_by_text("Tosse há três dias").first).to_be_visible()
        assert await person.violations() == []
        assert person.complaints == []


async def test_the_front_desk_has_its_own_menu_and_may_not_write_health(
    clinic: str, product_folder: Path, visit: Visit
) -> None:
    """A role of the package: no leads, no administration, allergies to read only."""
    words = ("--clinic", CLINIC, "--email", DESK, "--name", "Rui Prado", "--role", "vet_desk")
    await run_command(product_folder, "admin", "create", *words, said=f"{PASSWORD}\n")
    async with visit() as person:
        await person.sign_in(DESK)
        await expect(menu(person).get_by_role("link", name="Animais")).to_be_visible()
        await expect(menu(person).get_by_role("link", name="Leads")).to_have_count(0)
        animal = (await rows(person, "vet_animals?fields=name&search=Pipoca"))[0]
        refused = await person.ask(
            f"/api/data/vet_animals/{animal['id']}", "PATCH", {"allergies": "Pólen"}
        )
        assert refused["code"] == "invalid"
        assert refused["errors"][0]["path"] == "allergies"
