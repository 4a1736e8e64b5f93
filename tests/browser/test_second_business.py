"""A business nobody wrote code for: its definitions arrive, people work with it, and it leaves."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from playwright.async_api import Locator, Route, expect

from tests.browser.packages import install, open_view, package_files, taken_back
from tests.browser.product import Person, drag, settles

Visit = Callable[..., AbstractAsyncContextManager[Person]]


def menu(person: Person) -> Locator:
    """The main menu."""
    return person.page.get_by_role("navigation", name="Menu principal")


def notices(person: Person) -> Locator:
    """Where results are told."""
    return person.page.get_by_role("region", name="Avisos")


async def stage_of(person: Person, name: str) -> str:
    """The stage of the animal of a name."""
    found = await person.ask(f"/api/data/vet_animals?fields=name,vaccination&search={name}")
    return found["data"][0]["vaccination"]


async def add_animal(person: Person, name: str, debt: str) -> None:
    """Through the form, as the front desk would."""
    await person.page.keyboard.press("c")
    dialog = person.page.get_by_role("dialog")
    await dialog.get_by_label("Nome").fill(name)
    await dialog.get_by_label(re.compile("^Tutor")).fill("Sandra Lemos")
    await dialog.get_by_label("Saldo devedor").fill(debt)
    await person.page.keyboard.press("Control+Enter")
    opened = person.page.get_by_role("heading", name=name)
    await expect(opened).to_be_visible()  # the new record, at the side
    await person.page.keyboard.press("Escape")
    await expect(opened).not_to_be_visible()


async def test_a_veterinary_clinic_is_installed_worked_and_taken_away(visit: Visit) -> None:
    """Menu, list, board, form, drag and gate come from the package; a rollback takes it away."""
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            installed = await install(person, package_files("pets"))
            assert installed["state"] == "published"
            await person.page.get_by_label("Buscar em Leads").fill(
                "ana"
            )  # any answer tells the news
            await menu(person).get_by_role("link", name="Animais").click()
            await expect(person.page.get_by_role("heading", name="Animais")).to_be_visible()
            await expect(
                person.page.get_by_role("button", name="Criar animal").last
            ).to_be_visible()

            await open_view(person, "Quadro")
            await expect(
                person.page.get_by_role("button", name="Criar animal").first
            ).to_be_visible()
            await add_animal(person, "Pipoca", "120,00")
            await expect(person.page.get_by_role("heading", name="A vacinar")).to_be_visible()
            await drag(person.page, "Pipoca", "Primeira dose")
            await expect(
                notices(person).get_by_text("Pipoca foi para Primeira dose")
            ).to_be_visible()
            await settles(lambda: stage_of(person, "Pipoca"), "first_dose")

            person.complaints.clear()
            await drag(person.page, "Pipoca", "Completa")
            await expect(person.page.get_by_text("Há saldo em aberto.").first).to_be_visible()
            assert await stage_of(person, "Pipoca") == "first_dose"
            assert [said for said in person.complaints if "422" not in said] == []
            await person.page.keyboard.press("Escape")

            found = await person.ask("/api/data/vet_animals?search=Pipoca")
            await person.page.goto(f"{person.url}/m/vet_animals/all")
            await expect(person.page.get_by_role("rowheader", name="Pipoca")).to_be_visible()
            paid = await person.ask(
                f"/api/data/vet_animals/{found['data'][0]['id']}",
                "PATCH",
                {"debt": "0.00", "version": found["data"][0]["version"]},
            )
            assert paid["data"]["debt"] == "0.00"
            await person.page.goto(f"{person.url}/m/vet_animals/board")
            await drag(person.page, "Pipoca", "Completa")
            await settles(lambda: stage_of(person, "Pipoca"), "complete")

        await person.page.goto(person.url)
        await expect(menu(person).get_by_role("link", name="Leads", exact=True)).to_be_visible()
        await expect(menu(person).get_by_role("link", name="Animais")).to_have_count(0)


async def test_what_this_build_lacks_shows_a_card_in_its_place(visit: Visit) -> None:
    """A kind of view, a widget and an editor from the future: the rest of the page lives."""
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            installed = await install(person, package_files("future"))
            assert installed["state"] == "published"
            made = await person.ask("/api/data/ftr_scans", "POST", {"name": "Tórax"})

            await person.page.goto(f"{person.url}/m/ftr_scans")
            card = person.page.locator("[data-slot=error-card]")
            await expect(card).to_contain_text("hologram")
            await expect(person.page.get_by_role("button", name="Criar exame")).to_be_visible()
            await open_view(person, "Todos os exames")
            await expect(person.page.get_by_role("rowheader", name="Tórax")).to_be_visible()

            await person.page.route("**/api/model", editor_from_the_future)
            await person.page.goto(f"{person.url}/r/ftr_scans/{made['data']['id']}")
            await expect(person.page.get_by_role("heading", name="Tórax")).to_be_visible()
            await expect(person.page.get_by_text("scanner").first).to_be_visible()
            await person.page.get_by_role("tab", name="Imagem").click()
            await expect(card).to_contain_text("hologram")
            await menu(person).get_by_role("link", name="Leads", exact=True).click()
            await expect(person.page.locator("[data-card]").first).to_be_visible()
            assert person.complaints == []


async def editor_from_the_future(route: Route) -> None:
    """The model, its second field edited by something that this build does not have."""
    answer = await route.fetch()
    model = await answer.json()
    for field in model["entities"]["ftr_scan"]["fields"]:
        if field["name"] == "finding":
            field["editor"] = "scanner"
    await route.fulfill(response=answer, json=model)
