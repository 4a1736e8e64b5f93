"""Journeys of a seller: a lead comes, is talked to, is booked, and is closed."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import expect

from tests.browser.journeys import (
    becomes,
    card,
    choose,
    column,
    is_clean,
    lead,
    make_lead,
    notices,
    open_lead,
)
from tests.browser.product import Person, drag, settles

pytestmark = pytest.mark.browser
Visit = Callable[..., AbstractAsyncContextManager[Person]]


async def test_a_lead_is_made_from_the_board_and_a_draft_is_kept(visit: Visit) -> None:
    """Half a form is closed and found again; saved, its card stands in the first column."""
    async with visit() as person:
        await person.sign_in("vendedor")
        page = person.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        await column(person, "Novos leads").get_by_role("button", name="Criar").first.click()
        form = page.get_by_role("dialog", name="Criar lead")
        await form.get_by_label("Nome do lead").fill("Lívia do Quadro")
        await form.get_by_label("WhatsApp").fill("11 90777-1234")
        await choose(person, form, "Canal", "Instagram")
        assert await person.violations() == []
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Guardar rascunho").click()
        await expect(form).not_to_be_visible()

        await page.keyboard.press("c")
        await expect(form.get_by_label("Nome do lead")).to_have_value("Lívia do Quadro")
        await page.keyboard.press("Control+Enter")
        await expect(form).not_to_be_visible()
        await expect(column(person, "Novos leads").get_by_text("Lívia do Quadro")).to_be_visible()
        found = await person.ask("/api/data/leads?fields=channel,whatsapp,owner&search=do Quadro")
        (row,) = found["data"]
        assert (row["channel"], row["whatsapp"]) == ("instagram", "+5511907771234")
        assert row["owner"]["title"] == "Caio Batista"
        assert is_clean(person)


async def test_a_lead_is_closed_with_what_the_stage_asks_for(visit: Visit) -> None:
    """The gate names what is missing, refuses zero, and keeps what was filled in."""
    async with visit() as person:
        await person.sign_in("gestor")
        bare = await make_lead(person, "Fechada Jornada", stage="new")
        await person.ask(f"/api/data/leads/{bare}/move", "POST", {"stage": "active"})
        page = person.page
        await page.goto(f"{person.url}/m/leads/board?q=Fechada Jornada")
        await expect(card(person, "Fechada Jornada")).to_be_visible()
        await drag(page, "Fechada Jornada", "Fechados")
        gate = page.get_by_role("dialog")
        for name in ("Procedimento", "Valor do serviço", "Local do atendimento"):
            await expect(gate.get_by_text(name).first).to_be_visible()
        assert await person.violations() == []
        await choose(person, gate, "Procedimento", "Skinbooster")
        await page.keyboard.press("Escape")  # the list of options
        await gate.get_by_label("Valor do serviço").fill("0")
        await choose(person, gate, "Local do atendimento", "Moema")
        await page.keyboard.press("Control+Enter")
        await expect(gate.get_by_text("precisa ser maior que zero").first).to_be_visible()
        assert (await lead(person, bare, "stage"))["stage"] == "active"
        await gate.get_by_label("Valor do serviço").fill("1.350,00")
        await page.keyboard.press("Control+Enter")
        await becomes(person, bare, stage="closed", service_value="1350.00")
        await expect(notices(person).get_by_text("foi para Fechados")).to_be_visible()
        assert is_clean(person, "422")


async def test_a_record_is_edited_talked_about_and_given_a_task(visit: Visit) -> None:
    """A field in its place, a comment and a task from the composer; all of it in the activity."""
    async with visit() as person:
        await person.sign_in("gestor")
        made = await make_lead(person, "Ficha Jornada")
        page = person.page
        await open_lead(person, made, "Ficha Jornada")
        await page.get_by_role("button", name=re.compile("^Editar Bairro")).click()
        await page.get_by_role("textbox", name="Bairro").fill("Perdizes")
        await page.keyboard.press("Enter")
        await becomes(person, made, district="Perdizes")

        composer = page.get_by_role("region", name="Registrar")
        await composer.get_by_role("tab", name="Comentário").click()
        await composer.get_by_role("textbox", name="Comentário").fill("Prefere falar à noite")
        await page.keyboard.press("Control+Enter")
        activity = page.get_by_role("region", name="Atividade")
        await expect(activity.get_by_text("Prefere falar à noite")).to_be_visible()
        await composer.get_by_role("tab", name="Tarefa").click()
        await composer.get_by_role("textbox", name="Tarefa").fill("Ligar depois das 19 h")
        await composer.get_by_label("Prazo").fill("27/11/2030 19:30")
        await composer.get_by_role("button", name="Salvar").click()
        await expect(activity.get_by_text("Ligar depois das 19 h")).to_be_visible()
        await expect(activity.get_by_text("Perdizes").first).to_be_visible()
        await expect(activity.locator(".opacity-60")).to_have_count(0)  # on their way no more
        assert await person.violations() == []
        tasks = await person.ask(f"/api/data/leads/{made}?with=tasks,comments")
        (task,) = tasks["data"]["tasks"]["data"]
        (comment,) = tasks["data"]["comments"]["data"]
        assert (task["title"], task["due_at"]) == (
            "Ligar depois das 19 h",
            "2030-11-27T22:30:00+00:00",
        )
        assert comment["body"] == "Prefere falar à noite"
        assert is_clean(person)


async def test_an_evaluation_is_booked_from_the_lead(visit: Visit) -> None:
    """The lead is filled in already, and the doctor is busy from then on."""
    async with visit() as person:
        await person.sign_in("gestor")
        made = await make_lead(person, "Agendada Jornada")
        page = person.page
        await open_lead(person, made, "Agendada Jornada")

        form = page.get_by_role("dialog", name="Agendar avaliação")

        async def book(starts: str, ends: str) -> None:
            await page.get_by_role("button", name="Agendar avaliação").first.click()
            await expect(form.get_by_role("combobox", name="Lead")).to_contain_text(
                "Agendada Jornada"
            )
            await choose(person, form, "Profissional", "Dra. Lúcia Arantes")
            await choose(person, form, "Unidade", "Moema")
            await form.get_by_label("Início").fill(starts)
            await form.get_by_label("Fim").fill(ends)
            await page.keyboard.press("Control+Enter")

        await book("26/11/2030 10:00", "26/11/2030 10:30")
        await expect(form).not_to_be_visible()

        async def booked() -> list[str]:
            found = await person.ask(f"/api/data/leads/{made}?with=appointments")
            return [row["starts_at"] for row in found["data"]["appointments"]["data"]]

        await settles(booked, ["2030-11-26T13:00:00+00:00"])
        await book("26/11/2030 10:15", "26/11/2030 10:45")
        await expect(form.get_by_text("já está ocupado").first).to_be_visible()
        assert await booked() == ["2030-11-26T13:00:00+00:00"]
        await form.get_by_label("Início").fill("26/11/2030 10:30")
        await page.keyboard.press("Control+Enter")
        await expect(form).not_to_be_visible()
        await page.get_by_role("tab", name=re.compile(r"^Agenda\b(?!m)")).click()
        await expect(page.get_by_role("link", name=re.compile("Avaliação"))).to_have_count(2)
        assert is_clean(person, "422")
