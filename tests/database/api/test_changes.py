"""`GET /api/data/{entity}/changes`: who keeps a copy has, after any writes, what a list gives."""

import asyncio
import random
from typing import Any

import httpx
import pytest

from engine.definitions.members import set_units
from engine.messaging import changes as under_test
from tests.database.api.conftest import Served, make_clinic, make_lead
from tests.database.api.wire import problem

LEADS = "/api/data/leads"
CHANGES = f"{LEADS}/changes"


async def settle(served: Served) -> None:
    """Until everything written so far has its position."""
    async with asyncio.timeout(10):
        async with served.databases.core.system() as con:
            while await con.fetchval(
                "select exists(select from nexus.outbox where position is null)"
            ):
                await asyncio.sleep(0.02)


async def get(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def listed(client: httpx.AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = {}
    after: dict[str, str] = {}
    while True:
        page = await get(client, LEADS, limit=200, **after)
        found |= {row["id"]: row for row in page["data"]}
        if not page["page"]["has_next"]:
            return found
        after = {"after": page["page"]["next"]}


class Copy:
    """What an integrator keeps."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client, self.rows, self.after = client, dict[str, Any](), ""
        self.told: set[str] = set()

    async def begin(self) -> None:
        start = await get(self.client, CHANGES)
        assert (start["data"], start["gone"], start["page"]["has_next"]) == ([], [], False)
        self.after = start["page"]["next"]
        self.rows = await listed(self.client)

    async def sync(self, limit: int = 100) -> None:
        has_next = True
        while has_next:
            page = await get(self.client, CHANGES, after=self.after, limit=limit)
            self.told |= {row["id"] for row in page["data"]} | set(page["gone"])
            self.rows |= {row["id"]: row for row in page["data"]}
            for gone in page["gone"]:
                self.rows.pop(gone, None)
            self.after, has_next = page["page"]["next"], page["page"]["has_next"]


async def do_something(
    served: Served, chance: random.Random, leads: list[str], hidden: set[str]
) -> None:
    """One write of an administrator; `hidden` are those only administrators and managers see."""
    admin = await served.client("admin")
    owners = [str(served.members[role]) for role in ("seller", "manager", "reception")]
    match chance.choice(
        ("create", "update", "update", "owner", "unit", "trash", "restore", "move")
    ):
        case "create":
            made = await make_lead(served, owner=chance.choice(owners))
            leads.append(made["id"])
            return
        case "update":
            sent = {"city": f"Cidade {chance.randrange(100)}"}
        case "owner":
            sent = {"owner": chance.choice([*owners, None])}
        case "unit":
            sent = {"service_unit": chance.choice([*map(str, served.units), None])}
        case "trash":
            await admin.delete(f"{LEADS}/{chance.choice(leads)}")
            return
        case "restore":
            await admin.post(f"{LEADS}/{chance.choice(leads)}/restore")
            return
        case _:
            await admin.post(f"{LEADS}/{chance.choice(leads)}/move", json={"stage": "active"})
            return
    await admin.patch(f"{LEADS}/{chance.choice([*(set(leads) - hidden)] or leads)}", json=sent)


@pytest.mark.parametrize("seed", range(3))
async def test_the_replay_equals_a_fresh_list(served: Served, seed: int) -> None:
    """Random writes, three roles that see different things, pages of different lengths."""
    chance = random.Random(seed)  # noqa: S311
    hidden = {
        (await make_lead(served, owner=str(served.members["manager"])))["id"] for _ in range(3)
    }
    leads = [(await make_lead(served, "seller"))["id"] for _ in range(5)] + sorted(hidden)
    await settle(served)
    copies = [Copy(await served.client(role)) for role in ("admin", "seller", "reception")]
    for copy in copies:
        await copy.begin()
    for _ in range(3):
        for _ in range(14):
            await do_something(served, chance, leads, hidden)
        await settle(served)
        for copy in copies:
            await copy.sync(limit=chance.choice((1, 3, 100)))
            assert copy.rows == await listed(copy.client)
    assert copies[0].told - copies[1].told, "the administrator was told of more"


async def test_a_lost_event_would_be_seen(served: Served) -> None:
    """The proof of the proof: without one event the copy is not the list."""
    copy = Copy(await served.client("admin"))
    lead = await make_lead(served)
    await settle(served)
    await copy.begin()
    await make_lead(served)
    await (await served.client("admin")).patch(f"{LEADS}/{lead['id']}", json={"city": "Itu"})
    await settle(served)
    async with served.databases.core.system() as con:
        await con.execute(
            "delete from nexus.outbox where position = (select max(position) from nexus.outbox)"
        )
    await copy.sync()
    assert copy.rows != await listed(copy.client)


async def test_what_one_never_saw_is_neither_data_nor_gone(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    reception, seller = await served.client("reception"), await served.client("seller")
    admin = await served.client("admin")
    elsewhere = {"service_unit": str(served.units[1])}
    theirs = await make_lead(served, owner=str(served.members["seller"]), **elsewhere)
    await settle(served)
    blind, sees = Copy(reception), Copy(seller)
    await blind.begin()
    await sees.begin()
    manager = str(served.members["manager"])
    await admin.patch(f"{LEADS}/{theirs['id']}", json={"owner": manager})
    for _ in range(2):
        await admin.patch(f"{LEADS}/{theirs['id']}", json={"city": "Itu"})
        await admin.patch(f"{LEADS}/{theirs['id']}", json={"city": "Salto"})
    await settle(served)
    start = blind.after
    page = await get(reception, CHANGES, after=start, limit=1)
    assert (page["data"], page["gone"]) == ([], [])
    assert not page["page"]["has_next"], "not even that there was something"
    page = await get(seller, CHANGES, after=sees.after)
    assert (page["data"], page["gone"]) == ([], [theirs["id"]])
    page = await get(seller, CHANGES, after=page["page"]["next"])
    assert (page["data"], page["gone"]) == ([], [])

    async def tells_all(*args: Any) -> frozenset[Any]:
        return frozenset(record for record, _ in args[4])

    monkeypatch.setattr(under_test, "find_seen_before", tells_all)
    page = await get(reception, CHANGES, after=start)
    assert page["gone"] == [theirs["id"]], "the proof of the proof"


async def test_trash_and_purge(served: Served) -> None:
    admin, seller = await served.client("admin"), await served.client("seller")
    lead, purged = await make_lead(served, "seller"), await make_lead(served, "seller")
    await settle(served)
    full, some = Copy(admin), Copy(seller)
    await full.begin()
    await some.begin()
    for each in (lead, purged):
        assert (await admin.delete(f"{LEADS}/{each['id']}")).status_code == 200
    await settle(served)
    await some.sync()
    assert some.told == {lead["id"], purged["id"]}
    answer = await admin.post(f"{LEADS}/{purged['id']}/purge")
    assert answer.status_code < 300, answer.text
    await settle(served)
    page = await get(admin, CHANGES, after=full.after)
    assert set(page["gone"]) == {lead["id"], purged["id"]}
    some.told.clear()
    await some.sync()
    assert some.told == set()


async def test_fields_are_those_asked_for(served: Served) -> None:
    client = await served.client("seller")
    start = await get(client, CHANGES, fields="name,owner.name")
    lead = await make_lead(served, "seller", name="Bia")
    await settle(served)
    page = await get(client, CHANGES, fields="name,owner.name", after=start["page"]["next"])
    (row,) = page["data"]
    assert set(row) == {"id", "version", "name", "owner"}
    assert (row["id"], row["name"], row["owner"]["name"]) == (lead["id"], "Bia", "Seller")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "invalid"),
        ("limit=501", "invalid"),
        ("limit=x", "invalid"),
        ("fields=nada", "field_unknown"),
        ("filter=city = 'Itu'", "invalid"),
        ("sort=name", "invalid"),
        ("after=x", "cursor_invalid"),
    ],
)
async def test_what_cannot_be_asked(served: Served, query: str, code: str) -> None:
    answer = await (await served.client("seller")).get(f"{CHANGES}?{query}")
    problem(answer, 400 if code == "cursor_invalid" else 422, code)


async def test_a_cursor_is_of_one_reader_one_question_and_one_set_of_rules(served: Served) -> None:
    seller = await served.client("seller")
    cursor = (await get(seller, CHANGES))["page"]["next"]
    for role, params in (
        ("admin", {}), ("reception", {}), ("seller", {"fields": "name"}),
    ):  # fmt: skip
        answer = await (await served.client(role)).get(CHANGES, params={"after": cursor, **params})
        problem(answer, 410, "cursor_stale")
    page = (await get(seller, f"{LEADS}?limit=1"))["page"]
    answer = await seller.get(CHANGES, params={"after": page["next"] or "a.b.c"})
    problem(answer, 400, "cursor_invalid")
    await get(seller, CHANGES, after=cursor)
    await set_units(
        served.databases, served.clinic, served.members["seller"], list(served.units)
    )  # fmt: skip
    problem(await seller.get(CHANGES, params={"after": cursor}), 410, "cursor_stale")


async def test_a_position_older_than_what_is_kept(served: Served) -> None:
    client = await served.client("admin")
    cursor = (await get(client, CHANGES))["page"]["next"]
    await make_lead(served)
    await settle(served)
    async with served.databases.core.system() as con:
        await con.execute(
            "update nexus.relay_position set position ="
            " (select position from nexus.relay_position where consumer = 'relay')"
            " where consumer = 'deleted'"
        )
    found = problem(await client.get(CHANGES, params={"after": cursor}), 410, "changes_expired")
    assert found["hint"]
    start = await get(client, CHANGES)
    await get(client, CHANGES, after=start["page"]["next"])


async def test_another_clinics_cursor_and_records(served: Served) -> None:
    other = await make_clinic(served.app, served.databases, "mudancas")
    async with other.stack:
        here, there = await served.client("admin"), await other.client("admin")
        start = (await get(there, CHANGES))["page"]["next"]
        problem(await here.get(CHANGES, params={"after": start}), 410, "cursor_stale")
        await make_lead(served)
        mine = await make_lead(other)
        await settle(served)
        page = await get(there, CHANGES, after=start)
        assert [row["id"] for row in page["data"]] == [mine["id"]]


NOTES = {
    "app.yaml": "key: wat\nnamespace: wat\nversion: 1.0.0\nlabel: {pt-BR: W}\n"
    "requires: {core: '>=1.0'}\n",
    "entities/wat_note.yaml": "entity: wat_note\nplural: wat_notes\ntitle: text\nhistory: false\n"
    "ownership: {member: owner}\nfields:\n  - {name: text, type: text}\n"
    "  - {name: owner, type: member, default: $me}\n",
    "entities/wat_day.yaml": "entity: wat_day\nplural: wat_days\ntitle: text\n"
    "fields:\n  - {name: text, type: text}\n  - {name: day, type: date}\n"
    "  - {name: note, type: link, to: wat_note}\n",
    "roles.yaml": "roles:\n"
    "  - {key: seller, entities: {wat_note: {read: own}, wat_day: {read: day > $today}}}\n"
    "  - {key: reception, entities: {wat_note: {read: all}, wat_day: {read: via note}}}\n"
    "  - {key: manager, entities: {wat_day: {read: note.text = 'a'}}}\n",
}


async def test_what_depends_on_more_than_the_record_is_not_followed(served: Served) -> None:
    """Without history, by the date, or through a link: only who sees all of them can."""
    admin = await served.client("admin")
    answer = await admin.post("/api/packages", json={"files": NOTES})
    assert answer.status_code == 201, answer.text
    notes, days = "/api/data/wat_notes/changes", "/api/data/wat_days/changes"
    for role, path in (("admin", notes), ("admin", days), ("reception", notes)):
        await get(await served.client(role), path)
    for role, path in (("seller", notes), ("seller", days), ("reception", days), ("manager", days)):
        refused = await (await served.client(role)).get(path)
        assert problem(refused, 409, "changes_not_followed")["hint"]
    problem(await (await served.client("manager")).get(notes), 404, "not_found")


async def test_a_change_of_the_entity_makes_a_cursor_stale(served: Served) -> None:
    admin = await served.client("admin")
    files = {"app.yaml": NOTES["app.yaml"].replace("wat", "wax")}
    entity = "entity: wax_it\nplural: wax_its\ntitle: text\nfields:\n  - {name: text, type: text}\n"
    more = "  - {name: more, type: text}\n"
    for fields in ("", more):
        files["entities/wax_it.yaml"] = entity + fields
        answer = await admin.post("/api/packages", json={"files": files})
        assert answer.status_code == 201, answer.text
        if not fields:
            cursor = (await get(admin, "/api/data/wax_its/changes"))["page"]["next"]
    answer = await admin.get("/api/data/wax_its/changes", params={"after": cursor})
    problem(answer, 410, "cursor_stale")
