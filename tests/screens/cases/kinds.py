"""Grid, timeline and split: each with records, empty, on its way and failed."""

from collections.abc import Awaitable, Callable

from playwright.async_api import expect

from tests.browser.product import Person
from tests.screens.screen import Screen, go, sees
from tests.screens.tampering import VIEW_DATA, change_answer, fail, hold, no_rows

GRID = "/m/leads/board?as=grid"
TIMELINE = "/m/leads/board?as=timeline&sort=created_at&filter=stage+%3D+%22negotiation%22"
SPLIT = "/m/leads/board?as=split"
CARDS = "[data-slot=grid-card]"
LINES = "[role=grid] [role=rowheader]"
ROWS = "a[data-row]"
Reach = Callable[[Person], Awaitable[None]]


def shows(path: str, first: str) -> Reach:
    """Open the address and wait for the first thing of its data."""

    async def reach(person: Person) -> None:
        await go(person, path)
        await expect(person.page.locator(first).first).to_be_visible()

    return reach


def empty(path: str, words: str) -> Reach:
    """The same without records."""

    async def reach(person: Person) -> None:
        await change_answer(person.page, VIEW_DATA, no_rows)
        await go(person, path)
        await sees(person, words)

    return reach


def loading(path: str) -> Reach:
    """The same before its answer."""

    async def reach(person: Person) -> None:
        await hold(person.page, VIEW_DATA)
        await go(person, path)
        await expect(person.page.locator("main [aria-busy=true]").first).to_be_visible()

    return reach


def failed(path: str) -> Reach:
    """The same where the server broke down."""

    async def reach(person: Person) -> None:
        await fail(person.page, VIEW_DATA)
        await go(person, path)
        await expect(person.page.get_by_role("button", name="Tentar de novo")).to_be_visible()

    return reach


async def grid_selected(person: Person) -> None:
    """Two cards chosen, and what can be done with them."""
    await shows(GRID, CARDS)(person)
    for at in range(2):
        await person.page.locator(f"{CARDS} input[type=checkbox]").nth(at).check(force=True)
    await sees(person, "2 selecionados")


async def timeline_dates(person: Person) -> None:
    """Appointments by when they start and end."""
    await shows("/m/appointments/timeline?span=weeks", LINES)(person)


async def split_record(person: Person) -> None:
    """A record chosen in the list: beside it on a desk, in its place on a phone."""
    await shows(SPLIT, ROWS)(person)
    row = person.page.locator(ROWS).nth(1)
    await (row.tap() if person.is_phone else row.click())
    await person.page.wait_for_url("**record=**")
    await expect(person.page.get_by_role("heading", level=1).last).to_be_visible()


async def board_by_choice(person: Person) -> None:
    """The board in columns of a choice."""
    await shows("/m/leads/board?group=situation", "[data-card]")(person)


def _states(kind: str, title: str, path: str, reference: str, nothing: str) -> tuple[Screen, ...]:
    return (
        Screen(key=f"{kind}-empty", title=f"{title} sem registros", reach=empty(path, nothing),
               reference="16-states"),
        Screen(key=f"{kind}-filtered-empty", title=f"{title}, busca sem resultado",
               reach=empty(f"{path}&q=zzzzqq", "Limpar"), reference="16-states"),
        Screen(key=f"{kind}-loading", title=f"{title} chegando", reach=loading(path),
               reference=reference),
        Screen(key=f"{kind}-failed", title=f"{title}, falha do servidor", reach=failed(path),
               reference="16-states", allowed=("500",)),
    )  # fmt: skip


SCREENS = (
    Screen(key="grid", title="Grade", reach=shows(GRID, CARDS), reference="05-leads-cards"),
    Screen(
        key="grid-grouped",
        title="Grade em grupos",
        reach=shows(f"{GRID}&group=stage", CARDS),
        reference="05-leads-cards",
    ),
    Screen(
        key="grid-selected",
        title="Grade, escolhidos",
        reach=grid_selected,
        reference="05-leads-cards",
    ),
    *_states("grid", "Grade", GRID, "05-leads-cards", "Ainda não há nada"),
    Screen(
        key="timeline",
        title="Linha do tempo, mês",
        reach=shows(TIMELINE, LINES),
        reference="06-leads-timeline",
    ),
    Screen(
        key="timeline-weeks",
        title="Linha do tempo, semanas",
        reach=shows(f"{TIMELINE}&span=weeks", LINES),
        reference="06-leads-timeline",
    ),
    Screen(
        key="timeline-quarter",
        title="Linha do tempo, trimestre",
        reach=shows(f"{TIMELINE}&span=quarter", LINES),
        reference="06-leads-timeline",
    ),
    Screen(
        key="timeline-dates",
        title="Linha do tempo por datas",
        reach=timeline_dates,
        reference="06-leads-timeline",
    ),
    *_states(
        "timeline",
        "Linha do tempo",
        "/m/leads/board?as=timeline",
        "06-leads-timeline",
        "Nada neste período",
    ),
    Screen(key="split", title="Divisão", reach=shows(SPLIT, ROWS), reference="07-leads-split"),
    Screen(
        key="split-record",
        title="Divisão, registro",
        reach=split_record,
        reference="07-leads-split",
    ),
    *_states("split", "Divisão", SPLIT, "07-leads-split", "Ainda não há nada"),
    Screen(
        key="board-by-choice",
        title="Quadro por situação",
        reach=board_by_choice,
        reference="03-leads-kanban",
    ),
)
