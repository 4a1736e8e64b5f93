"""A board by the options of a field, a column through a link, and a record one may only look at."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from playwright.async_api import expect

from tests.browser.packages import install, open_view, package_files, taken_back
from tests.browser.product import Person, drag, settles

Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def test_cards_of_a_board_by_options_take_and_lose_their_value(visit: Visit) -> None:
    async with visit() as person:
        await person.sign_in("admin")
        async with taken_back(person):
            await install(person, package_files("plans"))
            ana = await person.ask("/api/data/fis_therapists", "POST", {"name": "Ana Terra"})
            sent = {"name": "Ombro", "therapist": ana["data"]["id"], "price": "150.00"}
            made = await person.ask("/api/data/fis_plans", "POST", sent)
            path = f"/api/data/fis_plans/{made['data']['id']}?fields=phase"

            async def phase() -> str | None:
                return (await person.ask(path))["data"]["phase"]

            await person.page.reload()
            await open_view(person, "Quadro de planos")
            await expect(
                person.page.get_by_role("region", name=re.compile("^Sem valor"))
            ).to_be_visible()
            await drag(person.page, "Ombro", "Em tratamento")
            await settles(phase, "active")
            await person.ask(
                path.split("?")[0], "PATCH", {"price": "90.00"}
            )  # somebody else, elsewhere
            await drag(person.page, "Ombro", "Alta")
            await settles(phase, "release")
            await drag(person.page, "Ombro", "Sem valor")
            await settles(phase, None)
            assert person.complaints == []

            await person.page.goto(f"{person.url}/m/fis_plans/all")
            head = person.page.get_by_role("columnheader", name=re.compile("Terapeuta: Nome"))
            await expect(head).to_be_visible()
            await expect(person.page.get_by_role("gridcell", name="Ana Terra")).to_be_visible()
            await head.click()
            await expect(person.page).to_have_url(re.compile(r"sort=therapist\.name"))
            await expect(person.page.get_by_role("gridcell", name="Ana Terra")).to_be_visible()


async def test_a_colleagues_record_says_why_it_cannot_be_edited(visit: Visit) -> None:
    async with visit() as person:
        await person.sign_in("vendedor")
        me = (await person.ask("/api/session"))["member"]["id"]
        found = await person.ask(f"/api/data/leads?fields=name&limit=1&owner[ne]={me}")
        lead = found["data"][0]
        await person.page.goto(f"{person.url}/r/leads/{lead['id']}")
        await expect(person.page.get_by_role("heading", name=lead["name"])).to_be_visible()
        await expect(person.page.get_by_text("Só leitura: o seu perfil não altera")).to_be_visible()
        await expect(person.page.locator("[data-slot=attribute]")).to_have_count(0)
