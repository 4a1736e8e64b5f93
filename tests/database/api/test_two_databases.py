"""Records of one database shown beside those of the other: titles and projected fields, both ways.

The inbox of the test packages is kept in the chat database, its events in core.
"""

import asyncio
import os
import signal
from multiprocessing import get_context
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from engine.core.database import Databases
from engine.core.settings import ROOT
from engine.core.tenant import Clinic
from engine.definitions import references
from engine.definitions.doctor import examine
from engine.definitions.folder import read_folder
from engine.definitions.members import create_member, create_team, set_active
from engine.definitions.references import refresh_references
from engine.definitions.store import SnapshotStore
from engine.records.change import RecordChange
from engine.records.system import system_context
from engine.records.write import write
from tests.database.api.conftest import Served
from tests.database.api.wire import problem

INBOX = ROOT / "tests" / "packages" / "inbox"


@pytest.fixture(scope="module")
async def inbox(served: Served) -> Served:
    """The inbox beside the shipped apps."""
    client = await served.client("admin")
    answer = await client.post("/api/packages", json={"files": read_folder(INBOX)})
    assert answer.status_code == 201, answer.text
    return served


async def make(served: Served, plural: str, role: str = "admin", **values: Any) -> str:
    client = await served.client(role)
    answer = await client.post(f"/api/data/{plural}", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]["id"]


async def get(served: Served, path: str, role: str = "admin") -> Any:
    answer = await (await served.client(role)).get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def patch(served: Served, path: str, **values: Any) -> httpx.Response:
    return await (await served.client("admin")).patch(path, json=values)


async def findings(served: Served) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in await examine(served.databases, served.clinic)]


async def test_a_chat_record_shows_what_it_links_to_in_core(inbox: Served) -> None:
    event = await make(inbox, "ibx_events", name="Dia aberto", starts_at="2026-05-01T12:00:00Z")
    team = await create_team(inbox.databases, inbox.clinic, name="Recepção")
    unit, admin = inbox.units[0], inbox.members["admin"]
    made = await make(
        inbox,
        "ibx_conversations",
        subject="Quero ir",
        event=event,
        invited=[event],
        unit=str(unit),
        team=str(team),
    )
    shown = {
        "event": {"id": event, "title": "Dia aberto"},
        "invited": [{"id": event, "title": "Dia aberto"}],
        "assignee": {"id": str(admin), "title": "Admin"},
        "unit": {"id": str(unit), "title": "Moema"},
        "team": {"id": str(team), "title": "Recepção"},
        "created_by": {"id": str(admin), "title": "Admin"},
    }
    record = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
    assert {name: record[name] for name in shown} == shown
    (row,) = (await get(inbox, "/api/data/ibx_conversations?filter=subject = 'Quero ir'"))["data"]
    assert {name: row[name] for name in shown} == shown
    board = await get(inbox, "/api/views/ibx_conversation.ibx_board/data")
    cards = [card for column in board["columns"] for card in column["cards"]]
    assert [card["event"] for card in cards if card["id"] == made] == [shown["event"]]
    (mine,) = (await get(inbox, "/api/views/ibx_conversation.ibx_mine/data"))["data"]
    assert mine["event"]["starts_at"].startswith("2026-05-01T12:00:00")
    assert mine["event"]["host"] is None
    assert await findings(inbox) == []


async def test_a_new_title_is_seen_at_once_on_the_other_side(inbox: Served) -> None:
    event = await make(inbox, "ibx_events", name="Antes")
    made = await make(inbox, "ibx_conversations", subject="Antes também", event=event)
    await patch(inbox, f"/api/data/ibx_events/{event}", name="Depois", conversation=made)
    await patch(inbox, f"/api/data/ibx_conversations/{made}", subject="Depois também")
    chat = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
    core = (await get(inbox, f"/api/data/ibx_events/{event}"))["data"]
    assert chat["event"]["title"] == "Depois"
    assert core["conversation"] == {"id": made, "title": "Depois também"}
    assert await findings(inbox) == []


async def test_filters_and_orders_reach_what_is_projected(inbox: Served) -> None:
    for name, day in (("Feira", "2026-07-02"), ("Almoço", "2026-07-01")):
        event = await make(inbox, "ibx_events", name=name, starts_at=f"{day}T12:00:00Z")
        await make(inbox, "ibx_conversations", "seller", subject=f"Sobre {name}", event=event)

    async def found(query: str) -> list[str]:
        rows = await get(inbox, f"/api/data/ibx_conversations?{query}", "seller")
        return [row["subject"] for row in rows["data"]]

    assert await found("filter=assignee = $me&sort=event.starts_at") == [
        "Sobre Almoço",
        "Sobre Feira",
    ]
    assert await found("filter=event.name = 'almoco'") == ["Sobre Almoço"]
    assert await found("filter=assignee = $me and event.starts_at >= '2026-07-02T00:00:00Z'") == [
        "Sobre Feira"
    ]
    assert await found("filter=assignee.name = 'Seller'&sort=subject") == [
        "Sobre Almoço",
        "Sobre Feira",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "fields=event.notes",
        "fields=event.created_at",
        "filter=event.notes is empty",
        "filter=event.created_at > '2026-01-01T00:00:00Z'",
        "sort=event.created_at",
        "with=invited&invited.sort=notes",
    ],
)
async def test_what_is_not_projected_is_refused_not_read_as_empty(
    inbox: Served, query: str
) -> None:
    client = await inbox.client("admin")
    answer = await client.get(f"/api/data/ibx_conversations?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"], answer.text


async def test_a_field_hidden_in_core_is_hidden_in_chat(inbox: Served) -> None:
    client = await inbox.client("seller")
    answer = await client.get("/api/data/ibx_conversations?fields=event.host")
    problem(answer, 422, "field_unknown")
    (row, *_) = (await get(inbox, "/api/views/ibx_conversation.ibx_mine/data", "seller"))["data"]
    assert "host" not in row["event"]


async def test_the_rule_own_holds_over_the_copy_of_members(inbox: Served) -> None:
    theirs = await make(inbox, "ibx_conversations", subject="Do administrador")
    mine = await make(inbox, "ibx_conversations", "reception", subject="Da recepção")
    rows = (await get(inbox, "/api/data/ibx_conversations", "reception"))["data"]
    assert [row["id"] for row in rows] == [mine]
    assert rows[0]["assignee"]["title"] == "Reception"
    client = await inbox.client("reception")
    assert (await client.get(f"/api/data/ibx_conversations/{theirs}")).status_code == 404


async def test_a_member_of_today_is_shown_also_when_deactivated(inbox: Served) -> None:
    member = await create_member(inbox.databases, inbox.clinic, name="Nova Pessoa")
    made = await make(inbox, "ibx_conversations", subject="Da nova", assignee=str(member))
    await set_active(inbox.databases, inbox.clinic, member, active=False)
    record = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
    assert record["assignee"] == {"id": str(member), "title": "Nova Pessoa"}
    renamed = await patch(inbox, f"/api/data/members/{member}", name="Nome de Casada")
    assert renamed.status_code == 200, renamed.text
    record = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
    assert record["assignee"]["title"] == "Nome de Casada"
    assert await findings(inbox) == []


async def test_trash_restore_and_purge_reach_the_copy(inbox: Served) -> None:
    event = await make(inbox, "ibx_events", name="Cancelado")
    made = await make(inbox, "ibx_conversations", subject="Sobre o cancelado", event=event)

    async def after(sql: str) -> Any:
        async with inbox.databases.core.clinic(inbox.clinic.id, role="owner") as con:
            await con.execute(sql, UUID(event))
        snapshot = await SnapshotStore(inbox.databases).current(inbox.clinic.id)
        ids = [UUID(event)]
        await refresh_references(inbox.databases, inbox.clinic, snapshot, "ibx_event", ids)
        return (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]["event"]

    shown = {"id": event, "title": "Cancelado"}
    change = "update ibx_event set _version = _version + 1, _trashed_at = {} where id = $1"
    assert await after(change.format("now()")) == {**shown, "trashed": True}
    assert await after(change.format("null")) == shown
    assert await after("delete from ibx_event where id = $1") is None
    assert await findings(inbox) == []


async def test_only_the_engine_writes_a_copy(inbox: Served) -> None:
    async with inbox.databases.chat.clinic(inbox.clinic.id) as con:
        for table in ("_ref_member", "_ref_ibx_event"):
            assert await con.fetchval(f"select count(*) > 0 from {table}")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await con.execute(f"delete from {table}")


async def title_becomes(served: Served, conversation: str, title: str) -> None:
    """The copy a conversation shows of its event, within the time a relay takes."""
    async with asyncio.timeout(60):
        path = f"/api/data/ibx_conversations/{conversation}"
        while (await get(served, path))["data"]["event"]["title"] != title:
            await asyncio.sleep(0.05)


async def test_a_write_stands_when_its_copy_fails_and_the_relay_makes_up_for_it(
    inbox: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    event = await make(inbox, "ibx_events", name="Velho")
    made = await make(inbox, "ibx_conversations", subject="Atrasada", event=event)

    async def fails(*_: object, **__: object) -> None:
        raise asyncpg.CannotConnectNowError("Novo título")

    with monkeypatch.context() as broken:
        broken.setattr(references, "feed", fails)
        answer = await patch(inbox, f"/api/data/ibx_events/{event}", name="Novo título")
        assert answer.status_code == 200, answer.text
        assert event in caplog.text
        assert "Novo título" not in caplog.text
        assert ("copy_behind", "chat._ref_ibx_event") in await findings(inbox)
    await title_becomes(inbox, made, "Novo título")
    assert await findings(inbox) == []


async def test_killed_between_commit_and_copy(inbox: Served) -> None:
    """The write was committed, its process died before it copied: the relay does."""
    event = await make(inbox, "ibx_events", name="Vivo")
    made = await make(inbox, "ibx_conversations", subject="Morta", event=event)
    urls = (inbox.databases.core.dsn, inbox.databases.chat.dsn)
    child = get_context("forkserver").Process(
        target=rename_and_die, args=(*urls, inbox.clinic, UUID(event), "Sobrevivente")
    )
    child.start()
    await asyncio.to_thread(child.join)
    assert child.exitcode == -signal.SIGKILL
    assert (await get(inbox, f"/api/data/ibx_events/{event}"))["data"]["name"] == "Sobrevivente"
    await title_becomes(inbox, made, "Sobrevivente")


def rename_and_die(core: str, chat: str, clinic: Clinic, event: UUID, name: str) -> None:
    async def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    async def rename() -> None:
        databases = Databases.open(core, chat, size=2)
        snapshot = await SnapshotStore(databases).current(clinic.id)
        change = RecordChange(
            op="update", entity="ibx_event", record_id=event, values={"name": name}
        )
        await write(system_context(clinic, snapshot), databases, change)

    references.feed = die
    asyncio.run(rename())


async def test_an_answer_does_not_wait_for_a_slow_copy(
    inbox: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other database hangs: the write is told as done, and its copy follows."""
    event = await make(inbox, "ibx_events", name="Lento")
    made = await make(inbox, "ibx_conversations", subject="Lenta", event=event)
    monkeypatch.setattr(references, "PATIENCE", 0.05)
    chat = inbox.databases.chat.clinic(inbox.clinic.id, role="owner")
    async with chat as con, con.transaction():
        await con.execute("lock table _ref_ibx_event in exclusive mode")
        answer = await patch(inbox, f"/api/data/ibx_events/{event}", name="Rápido")
        assert answer.status_code == 200
        record = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
        assert record["event"]["title"] == "Lento"
    assert await findings(inbox) == []
    record = (await get(inbox, f"/api/data/ibx_conversations/{made}"))["data"]
    assert record["event"]["title"] == "Rápido"


# --- publishing ------------------------------------------------------------------------------


def events(projected: str, *, title: str = "name", extra: str = "") -> dict[str, str]:
    """The package of the reviewer: an event in core, a message in the chat database."""
    return {
        "app.yaml": "key: evt\nnamespace: evt\nversion: 1.0.0\nlabel: {pt-BR: Eventos}\n"
        "requires: {core: '>=1.0'}\n",
        "entities/evt_event.yaml": (
            f"entity: evt_event\nplural: evt_events\ntitle: {title}\n{projected}fields:\n"
            "  - {name: name, type: text, required: true}\n"
            "  - {name: code, type: text}\n"
            "  - {name: starts_at, type: datetime, required: true}\n"
            "  - {name: price, type: money}\n"
        ),
        "entities/evt_message.yaml": (
            "entity: evt_message\nplural: evt_messages\ndatasource: chat\ntitle: text\nfields:\n"
            "  - {name: text, type: text, required: true}\n"
            f"{extra}"
        ),
    }


LINKED = "  - {name: event, type: link, to: evt_event}\n"


async def publish(served: Served, files: dict[str, str]) -> httpx.Response:
    return await (await served.client("admin")).post("/api/packages", json={"files": files})


async def test_a_link_to_what_is_not_projected_is_refused_with_the_remedy(served: Served) -> None:
    answer = await publish(served, events("", extra=LINKED))
    assert answer.status_code == 422, answer.text
    (found,) = [e for e in answer.json()["errors"] if e["code"] == "other_datasource"]
    assert found["path"] == "entities.evt_message.fields.event.to"
    assert "projected: [name]" in found["hint"]


async def test_copies_come_change_and_go_with_the_definitions(served: Served) -> None:
    """Records that are there before the entity is projected are copied by the publish."""
    first = await publish(served, events(""))
    assert first.status_code == 201, first.text
    event = await make(
        served, "evt_events", name="Feira", code="F1", starts_at="2026-05-01T12:00:00Z", price="9.5"
    )
    at = "2026-05-01T12:00:00"

    async def message(**changes: str) -> dict[str, Any]:
        files = events(**changes, extra=LINKED)
        answer = await publish(served, files)
        assert answer.status_code == 201, answer.text
        assert await findings(served) == []
        asked = "fields=event.starts_at" if "starts_at" in changes["projected"] else ""
        path = f"/api/data/evt_messages?{asked}"
        if not (await get(served, "/api/data/evt_messages"))["data"]:
            await make(served, "evt_messages", text="Oi", event=event)
        (row,) = (await get(served, path))["data"]
        return row["event"]

    assert await message(projected="projected: []\n") == {"id": event, "title": "Feira"}
    shown = await message(projected="projected: [starts_at]\n")
    assert (shown["title"], shown["starts_at"][:19]) == ("Feira", at)
    shown = await message(projected="projected: [starts_at, price]\n", title="code")
    assert (shown["title"], shown["starts_at"][:19]) == ("F1", at)
    assert await message(projected="projected: []\n", title="starts_at") == {
        "id": event,
        "title": "2026-05-01T12:00:00+00:00",
    }
    assert await message(projected="projected: []\n") == {"id": event, "title": "Feira"}
    gone = await publish(served, events(""))
    assert gone.status_code == 201, gone.text
    assert await findings(served) == []
    async with served.databases.chat.clinic(served.clinic.id) as con:
        assert await con.fetchval("select count(*) from _ref_evt_event") == 0
    assert await message(projected="projected: [price]\n") == {"id": event, "title": "Feira"}
