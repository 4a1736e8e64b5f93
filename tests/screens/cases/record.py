"""A record: what happened to it, what is written about it, what is made from it; its form."""

from playwright.async_api import expect

from tests.browser.product import Person
from tests.screens.screen import Screen, sees
from tests.screens.screens import board, create, record
from tests.screens.tampering import change_answer, fail, hold

ACTIVITY = "**/api/data/*/*/activity*"


async def composing(person: Person) -> None:
    """A note half written, kept as a draft."""
    await record(person)
    text = person.page.get_by_role("region", name="Registrar").get_by_role("textbox").first
    await text.fill("Prefere manhã. Quer parcelar em 6x e pediu retorno na quinta.")
    await sees(person, "Rascunho guardado")


async def compose_refused(person: Person) -> None:
    """An appointment written without what it needs."""
    await record(person)
    box = person.page.get_by_role("region", name="Registrar")
    await box.get_by_role("tab", name="Agendamento").click()
    await box.get_by_role("button", name="Salvar").click()
    await expect(box.get_by_role("alert").first).to_be_visible()


async def one_kind(person: Person) -> None:
    """Only the moves between stages."""
    await record(person)
    chips = person.page.get_by_role("group", name="Mostrar")
    await chips.get_by_role("button", name="Etapas").click()
    await sees(person, "moveu de")


async def fields(person: Person) -> None:
    """The fields of a record, on a phone a tab of their own; one is searched."""
    await record(person)
    if person.is_phone:
        await person.page.get_by_role("tab", name="Resumo").click()
    await person.page.get_by_label("Buscar campo").fill("contato")
    contact = person.page.get_by_role("button", name="Editar Último contato")
    await expect(contact).to_be_visible()
    await expect(person.page.get_by_role("button", name="Editar Bairro")).to_have_count(0)


async def activity_loading(person: Person) -> None:
    """The record is there, its activity on the way."""
    await hold(person.page, ACTIVITY)
    await _open(person)
    await expect(person.page.locator("[role=tabpanel] [aria-busy=true]").first).to_be_visible()


async def activity_failed(person: Person) -> None:
    """Activity cannot be read; the rest of the record works."""
    await fail(person.page, ACTIVITY)
    await _open(person)
    await sees(person, "Não deu para ler a atividade")


def _nothing(body: dict[str, object]) -> None:
    body["data"] = []
    body["kinds"] = []
    body["page"] = {"next": None, "has_next": False}


async def activity_empty(person: Person) -> None:
    """Nothing happened yet."""
    await change_answer(person.page, ACTIVITY, _nothing)
    await _open(person)
    await sees(person, "Ainda não há atividade")


async def _open(person: Person) -> None:
    await board(person)
    await person.page.locator("[data-card] a").first.click()
    await expect(person.page.get_by_role("region", name="Registrar")).to_be_visible()


async def action(person: Person) -> None:
    """An appointment made from the record, its lead filled in."""
    await record(person)
    button = person.page.get_by_role("button", name="Agendar avaliação").first
    await (button.tap() if person.is_phone else button.click())
    await expect(person.page.get_by_role("dialog").get_by_label("Assunto")).to_be_visible()


async def duplicate(person: Person) -> None:
    """A number that another lead has."""
    await create(person)
    asked = "/api/data/leads?fields=whatsapp&limit=1&filter=whatsapp is not empty"
    found = await person.ask(asked)
    dialog = person.page.get_by_role("dialog")
    await dialog.get_by_label("Nome do lead").fill("Camila Rezende Duarte")
    whatsapp = dialog.get_by_label("WhatsApp")
    await whatsapp.fill(found["data"][0]["whatsapp"].removeprefix("+55"))
    await whatsapp.press("Tab")
    await sees(person, "Já existe")


async def leaving(person: Person) -> None:
    """A form left half filled."""
    await create(person)
    await person.page.get_by_role("dialog").get_by_label("Nome do lead").fill("Lívia Prado")
    await person.page.keyboard.press("Escape")
    await sees(person, "Sair sem criar?")


async def restored(person: Person) -> None:
    """The draft that was kept, gone on with."""
    await leaving(person)
    await person.page.get_by_role("button", name="Guardar rascunho").click()
    await expect(person.page.get_by_role("dialog")).to_have_count(0)
    button = person.page.get_by_role("button", name="Criar lead").locator("visible=true").first
    await (button.tap() if person.is_phone else button.click())
    await sees(person, "Continuamos do rascunho")


SCREENS = (
    Screen(
        key="record-composing", title="Ficha, nota", reach=composing, reference="08-lead-record"
    ),
    Screen(
        key="record-compose-refused",
        title="Ficha, agendamento incompleto",
        reach=compose_refused,
        reference="08-lead-record",
    ),
    Screen(
        key="record-one-kind", title="Ficha, só etapas", reach=one_kind, reference="08-lead-record"
    ),
    Screen(key="record-fields", title="Ficha, campos", reach=fields, reference="08-lead-record"),
    Screen(key="activity-loading", title="Atividade chegando", reach=activity_loading),
    Screen(
        key="activity-failed",
        title="Atividade, falha",
        reach=activity_failed,
        reference="16-states",
        allowed=("500",),
    ),
    Screen(
        key="activity-empty", title="Atividade vazia", reach=activity_empty, reference="16-states"
    ),
    Screen(key="record-action", title="Agendar", reach=action, reference="15-create-form"),
    Screen(
        key="create-duplicate",
        title="Criar, já existe",
        reach=duplicate,
        reference="15-create-form",
    ),
    Screen(key="create-leaving", title="Criar, sair", reach=leaving, reference="15-create-form"),
    Screen(
        key="create-restored",
        title="Criar, rascunho",
        reach=restored,
        reference="15-create-form",
    ),
)
