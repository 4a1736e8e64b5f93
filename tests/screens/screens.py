"""Every screen and state of the staff app: how a person gets there, and the drawing it follows."""

from playwright.async_api import expect

from tests.browser.product import Person
from tests.screens.screen import Screen, go, sees
from tests.screens.tampering import (
    VIEW_DATA,
    change_answer,
    fail,
    frozen,
    hold,
    no_rows,
    unknown_view_kind,
    unknown_widget,
)

BOARD, LIST = "/m/leads/board", "/m/leads/all"
BARE_LEAD = "Beatriz Sampaio"  # without procedure and value: no stage but the first takes her
NO_RECORD = "/r/leads/00000000-0000-7000-8000-000000000000"


async def login(person: Person) -> None:
    """The first thing anybody sees."""
    await go(person, "/")
    await sees(person, "Entrar")


async def login_refused(person: Person) -> None:
    """A wrong password."""
    await login(person)
    await person.page.get_by_label("E-mail").fill("gestor@demo.local")
    await person.page.get_by_label("Senha", exact=True).fill("errada")
    await person.page.keyboard.press("Enter")
    await expect(person.page.get_by_role("alert").first).to_be_visible()


async def board(person: Person) -> None:
    """The pipeline of leads."""
    await go(person, BOARD)
    await expect(person.page.locator("[data-card]").first).to_be_visible()


async def list_of_leads(person: Person) -> None:
    """All leads as rows."""
    await go(person, LIST)
    await list_drawn(person)


async def list_drawn(person: Person) -> None:
    """Wait for the rows, in either width."""
    rows = person.page.locator("[role=row][data-row], main ul li a")
    await expect(rows.first).to_be_visible()


async def lead_with(person: Person, condition: str) -> str:
    """The oldest lead that meets a condition: the same for every picture."""
    found = await person.ask(f"/api/data/leads?fields=name&sort=created_at&filter={condition}")
    return found["data"][0]["id"]


async def record(person: Person) -> None:
    """A lead in negotiation."""
    await go(person, BOARD)
    lead = await lead_with(person, 'stage = "negotiation"')
    await go(person, f"/r/leads/{lead}")
    await expect(person.page.get_by_role("region", name="Registrar")).to_be_visible()
    await expect(person.page.locator("time").first).to_be_visible()


async def record_missing(person: Person) -> None:
    """A record that does not exist, or that this person may not see."""
    await go(person, NO_RECORD)
    await expect(person.page.get_by_role("button", name="Voltar").last).to_be_visible()


async def create(person: Person) -> None:
    """The form of a new lead, refused once."""
    await board(person)
    button = person.page.get_by_role("button", name="Criar lead").locator("visible=true").first
    await (button.tap() if person.is_phone else button.click())
    dialog = person.page.get_by_role("dialog")
    await expect(dialog.get_by_label("Nome do lead")).to_be_visible()


async def create_refused(person: Person) -> None:
    """The same, saved too early."""
    await create(person)
    await person.page.keyboard.press("Control+Enter")
    await expect(person.page.get_by_role("dialog").locator("[aria-invalid=true]")).to_be_visible()


async def move_menu(person: Person) -> None:
    """Where a card can go."""
    await board(person)
    card = person.page.locator("[data-card]").first
    if person.is_phone:
        await card.get_by_role("button").tap()
    else:
        await card.hover()
        await card.get_by_role("button").click()
    await sees(person, "Mover para")


async def gate(person: Person) -> None:
    """What a stage asks for before it takes a lead."""
    await go(person, BOARD)
    found = await person.ask(f"/api/data/leads?fields=name&search={BARE_LEAD}")
    if not found["data"]:
        made = await person.ask("/api/data/leads", "POST", {"name": BARE_LEAD})
        found["data"].append(made["data"])
    await go(person, f"/r/leads/{found['data'][0]['id']}")
    await expect(person.page.get_by_role("heading", name=BARE_LEAD)).to_be_visible()
    stages = person.page.get_by_role("button", name="Em negociação")
    if await stages.count() == 0:
        await person.page.get_by_role("button", name="Novos leads").click()
    await stages.first.click()
    await expect(person.page.get_by_role("dialog").get_by_label("Valor do serviço")).to_be_visible()


async def not_found(person: Person) -> None:
    """An address that leads nowhere."""
    await go(person, "/m/nothing/here")
    await sees(person, "Esta página não existe")


async def error_card_view(person: Person) -> None:
    """A view of a kind that this application does not have."""
    await change_answer(person.page, "**/api/model", unknown_view_kind)
    await go(person, BOARD)
    await sees(person, "hologram")


async def error_card_widget(person: Person) -> None:
    """A block that this application does not have, in the place of one tab."""
    await change_answer(person.page, "**/api/model", unknown_widget)
    await record(person)
    await person.page.get_by_role("tab", name="Holograma").click()
    await sees(person, "hologram")


async def list_empty(person: Person) -> None:
    """A module without records."""
    await change_answer(person.page, VIEW_DATA, no_rows)
    await go(person, LIST)
    await expect(person.page.get_by_role("button", name="Criar lead").last).to_be_visible()


async def board_empty(person: Person) -> None:
    """The same as a board."""
    await change_answer(person.page, VIEW_DATA, no_rows)
    await go(person, BOARD)
    await sees(person, "Nada nesta etapa" if person.is_phone else "Ainda não há nada")


async def list_filtered_empty(person: Person) -> None:
    """A search without hits."""
    await go(person, f"{LIST}?q=zzzzqq")
    await expect(person.page.get_by_role("button", name="Limpar")).not_to_have_count(0)


async def loading(person: Person, path: str, held: str) -> None:
    """A screen whose data are on their way."""
    await hold(person.page, held)
    await go(person, path)
    await expect(person.page.locator("main [aria-busy=true]").first).to_be_visible()


async def board_loading(person: Person) -> None:
    """The board before its cards."""
    await loading(person, BOARD, VIEW_DATA)


async def list_loading(person: Person) -> None:
    """The list before its rows."""
    await loading(person, LIST, VIEW_DATA)


async def record_loading(person: Person) -> None:
    """The record before its fields."""
    await loading(person, NO_RECORD, "**/api/data/lead*/*")


async def server_error(person: Person) -> None:
    """A server that broke down while a view was read."""
    await fail(person.page, VIEW_DATA)
    await go(person, BOARD)
    await expect(person.page.get_by_role("button", name="Tentar de novo")).to_be_visible()


async def offline(person: Person) -> None:
    """The connection went away; what was there stays."""
    await board(person)
    await person.context.set_offline(True)
    await sees(person, "Sem internet")


async def offline_list(person: Person) -> None:
    """A view opened without a connection."""
    await board(person)
    await person.context.set_offline(True)
    search = person.page.get_by_label("Buscar em Leads")
    await search.fill("ana")
    await expect(person.page.get_by_role("button", name="Tentar de novo")).to_be_visible()


async def session_ended(person: Person) -> None:
    """The session ended while a form was filled in."""
    await create(person)
    await person.page.get_by_role("dialog").get_by_label("Nome do lead").fill("Lívia Prado")
    await person.context.clear_cookies()
    await person.page.keyboard.press("Control+Enter")
    await sees(person, "Sua sessão terminou")


async def clinic_frozen(person: Person) -> None:
    """A clinic that takes no writes."""
    await change_answer(person.page, "**/api/session", frozen)
    await board(person)
    await sees(person, "Somente leitura")
    await expect(person.page.get_by_role("button", name="Criar lead")).to_have_count(0)


async def agenda_list(person: Person) -> None:
    """Appointments as rows."""
    await go(person, "/m/appointments/all")
    await list_drawn(person)


async def agenda_board(person: Person) -> None:
    """Appointments by status."""
    await go(person, "/m/appointments/board")
    await expect(person.page.locator("[data-card]").first).to_be_visible()


async def procedures(person: Person) -> None:
    """What the clinic does, with its prices."""
    await go(person, "/m/procedures")
    await list_drawn(person)


async def history(person: Person) -> None:
    """What became of a lead."""
    await record(person)
    lead = person.page.url.rsplit("/", 1)[-1]
    read = await person.ask(f"/api/data/leads/{lead}?fields=district")
    other = "Moema" if read["data"]["district"] != "Moema" else "Lapa"
    await person.ask(f"/api/data/leads/{lead}", "PATCH", {"district": other})
    await person.page.get_by_role("tab", name="Histórico").click()
    await sees(person, "Desfazer esta mudança")


async def record_gone(person: Person) -> None:
    """A lead that was deleted while it was open."""
    await go(person, BOARD)
    made = await person.ask("/api/data/leads", "POST", {"name": "Rascunho de teste"})
    path = f"/api/data/leads/{made['data']['id']}"
    await go(person, f"/r/leads/{made['data']['id']}")
    await expect(person.page.get_by_role("heading", name="Rascunho de teste")).to_be_visible()
    await expect(person.page.locator("time").first).to_be_visible()  # its activity is read too
    await person.ask(path, "DELETE")
    await sees(person, "não está mais à vista")


async def trash(person: Person) -> None:
    """What was deleted."""
    await go(person, BOARD)
    made = await person.ask("/api/data/leads", "POST", {"name": "Rascunho de teste"})
    await person.ask(f"/api/data/leads/{made['data']['id']}", "DELETE")
    await go(person, "/t/leads")
    await sees(person, "Restaurar")


async def trash_empty(person: Person) -> None:
    """A trash with nothing in it."""
    await go(person, "/t/appointments")
    await sees(person, "A lixeira está vazia")


async def purge(person: Person) -> None:
    """Before a lead is deleted for good."""
    await trash(person)
    button = person.page.get_by_role("button", name="Apagar de vez").first
    await (button.tap() if person.is_phone else button.click())
    await expect(person.page.get_by_role("dialog")).to_be_visible()


async def shortcuts(person: Person) -> None:
    """The keys of a screen."""
    await board(person)
    await person.page.keyboard.press("?")
    await expect(person.page.get_by_role("dialog")).to_be_visible()


SCREENS = (
    Screen(key="login", title="Entrar", reach=login, reference="01-login", is_guest=True),
    Screen(
        key="login-refused",
        title="Senha errada",
        reach=login_refused,
        reference="01-login",
        is_guest=True,
        allowed=("401",),
    ),
    Screen(key="board", title="Quadro", reach=board, reference="03-leads-kanban"),
    Screen(key="list", title="Lista", reach=list_of_leads, reference="04-leads-list"),
    Screen(key="record", title="Ficha", reach=record, reference="08-lead-record"),
    Screen(key="create", title="Criar", reach=create, reference="15-create-form"),
    Screen(
        key="create-refused",
        title="Criar, incompleto",
        reach=create_refused,
        reference="15-create-form",
    ),
    Screen(key="move-menu", title="Mover para", reach=move_menu, reference="09-stage-gate"),
    Screen(key="gate", title="O que a etapa pede", reach=gate, reference="09-stage-gate"),
    Screen(key="agenda-list", title="Agenda, lista", reach=agenda_list, reference="04-leads-list"),
    Screen(
        key="agenda-board", title="Agenda, quadro", reach=agenda_board, reference="03-leads-kanban"
    ),
    Screen(key="procedures", title="Procedimentos", reach=procedures, reference="04-leads-list"),
    Screen(key="history", title="Histórico", reach=history, reference="08-lead-record"),
    Screen(
        key="record-gone",
        title="Excluído enquanto aberto",
        reach=record_gone,
        allowed=("404",),  # what is told of its making may be read after it went
    ),
    Screen(key="trash", title="Lixeira", reach=trash, reference="04-leads-list"),
    Screen(key="trash-empty", title="Lixeira vazia", reach=trash_empty, reference="16-states"),
    Screen(key="purge", title="Apagar de vez", reach=purge, reference="09-stage-gate"),
    Screen(key="shortcuts", title="Atalhos", reach=shortcuts, reference="14-palette"),
    Screen(key="not-found", title="Página inexistente", reach=not_found, reference="16-states"),
    Screen(
        key="record-missing",
        title="Registro inexistente",
        reach=record_missing,
        reference="16-states",
        allowed=("404",),
    ),
    Screen(
        key="error-card-view",
        title="Visão desconhecida",
        reach=error_card_view,
        reference="16-states",
    ),
    Screen(
        key="error-card-widget",
        title="Bloco desconhecido",
        reach=error_card_widget,
        reference="16-states",
    ),
    Screen(key="list-empty", title="Lista vazia", reach=list_empty, reference="16-states"),
    Screen(key="board-empty", title="Quadro vazio", reach=board_empty, reference="16-states"),
    Screen(
        key="list-filtered-empty",
        title="Busca sem resultado",
        reach=list_filtered_empty,
        reference="16-states",
    ),
    Screen(key="board-loading", title="Quadro chegando", reach=board_loading),
    Screen(key="list-loading", title="Lista chegando", reach=list_loading),
    Screen(key="record-loading", title="Ficha chegando", reach=record_loading),
    Screen(
        key="server-error",
        title="Falha do servidor",
        reach=server_error,
        reference="16-states",
        allowed=("500",),
    ),
    Screen(key="offline", title="Sem internet", reach=offline, reference="16-states"),
    Screen(
        key="offline-list",
        title="Sem internet, outra busca",
        reach=offline_list,
        reference="16-states",
        allowed=("ERR_INTERNET_DISCONNECTED",),
    ),
    Screen(
        key="session-ended",
        title="Sessão terminada",
        reach=session_ended,
        reference="16-states",
        allowed=("401",),
    ),
    Screen(
        key="clinic-frozen", title="Somente leitura", reach=clinic_frozen, reference="16-states"
    ),
)
