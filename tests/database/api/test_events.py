"""`GET /api/events`: a subscriber is told that a record it may see changed, and of nothing else."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from engine.access.actor import RequestContext
from engine.api.services import Services
from engine.core.database import Databases
from engine.core.keyring import Keyring
from engine.definitions.members import create_account, create_member, set_roles
from engine.messaging import announce, streams, subscriber
from engine.messaging.subscriber import read_id, write_id
from engine.query.execute import Answer
from tests.database.api.conftest import PASSWORD, Served, make_clinic, make_lead
from tests.database.api.sse import Feed, following
from tests.database.api.wire import problem


async def patch(served: Served, lead: str, role: str = "admin", **values: object) -> None:
    client = await served.client(role)
    answer = await client.patch(f"/api/data/leads/{lead}", json=values)
    assert answer.status_code == 200, answer.text


def keyring(served: Served) -> Keyring:
    """The served application's own."""
    app: Any = served.app
    while not hasattr(app, "_api"):
        app = app._app
    services: Services = app._api.state.services
    return services.keyring


async def settle(served: Served) -> None:
    """Until everything written so far has its position, and whoever follows was told."""
    async with asyncio.timeout(5):
        for pool in (served.databases.core, served.databases.chat):
            async with pool.system() as con:
                while await con.fetchval(
                    "select exists(select from nexus.outbox where position is null)"
                ):
                    await asyncio.sleep(0.02)
    await asyncio.sleep(3 * streams.TICK)


def hears(*wanted: tuple[str, str]) -> Callable[[Feed], bool]:
    """That these changes came, and no others."""
    return lambda feed: feed.changes() == list(wanted)


async def test_a_change_is_told_with_ids_and_no_value(served: Served) -> None:
    client = await served.client("seller")
    async with following(served.app, client) as feed:
        assert feed.status == 200
        assert feed.headers["content-type"] == "text/event-stream"
        assert feed.headers["cache-control"] == "no-store"
        assert feed.headers["x-request-id"]
        lead = await make_lead(served, "seller", name="Beatriz Nunes", city="Itu")
        await feed.until(hears((lead["id"], "create")))
        (event,) = feed.events
        assert event.data == {"entity": "lead", "id": lead["id"], "version": 1, "op": "create"}
        positions = read_id(keyring(served), str(event.id))
        assert set(positions) == {"core", "chat"}
        assert positions["core"] > 0
        assert "Beatriz" not in feed.text
        assert "Itu" not in feed.text
        await patch(served, lead["id"], city="Salto")
        await feed.until(lambda feed: len(feed.events) == 2)
        assert feed.events[1].data["version"] == 2
        assert feed.events[1].data["op"] == "update"


async def test_what_is_out_of_reach_is_never_told(served: Served) -> None:
    """Twins: two readers of one role; what one may not see leaves no byte in its stream."""
    seller, units = served.members["seller"], served.units
    reception, admin = await served.client("reception"), await served.client("admin")
    async with (
        following(served.app, reception) as blind,
        following(served.app, admin) as sees,
    ):
        lead = await make_lead(served, owner=str(seller), service_unit=str(units[1]))
        for number in range(3):
            await patch(served, lead["id"], city=f"Cidade {number}")
        await (await served.client("admin")).delete(f"/api/data/leads/{lead['id']}")
        await sees.until(lambda feed: (lead["id"], "gone") in feed.changes())
        await settle(served)
        assert blind.events == []
        assert lead["id"] not in blind.text
        assert len(blind.text.split("\n\n")) == 2, "the greeting and nothing else"


async def test_gone_is_told_to_who_saw_it_and_to_nobody_else(served: Served) -> None:
    seller = await served.client("seller")
    reception = await served.client("reception")
    theirs = await make_lead(
        served, owner=str(served.members["seller"]), service_unit=str(served.units[1])
    )
    async with (
        following(served.app, seller) as feed,
        following(served.app, reception) as blind,
    ):
        await patch(served, theirs["id"], owner=str(served.members["manager"]))
        await feed.until(hears((theirs["id"], "gone")))
        await patch(served, theirs["id"], city="Campinas")
        await settle(served)
        assert feed.changes() == [(theirs["id"], "gone")], "it was not there any more"
        await patch(served, theirs["id"], owner=str(served.members["seller"]))
        await feed.until(hears((theirs["id"], "gone"), (theirs["id"], "update")))
        assert blind.changes() == []


async def test_trash_and_restore(served: Served) -> None:
    client = await served.client("seller")
    admin = await served.client("admin")
    lead = await make_lead(served, "seller")
    other = await make_lead(
        served, owner=str(served.members["manager"]), service_unit=str(served.units[1])
    )
    async with following(served.app, client) as feed:
        for each in (lead, other):
            answer = await admin.delete(f"/api/data/leads/{each['id']}")
            assert answer.status_code == 200, answer.text
        await feed.until(hears((lead["id"], "gone")))
        for each in (lead, other):
            answer = await admin.post(f"/api/data/leads/{each['id']}/restore")
            assert answer.status_code == 200, answer.text
        await feed.until(hears((lead["id"], "gone"), (lead["id"], "restore")))
        await settle(served)
        assert len(feed.events) == 2


async def test_planted_gone_for_everybody_is_found(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof of the proof: a judge that says yes to all tells somebody who never saw it."""
    reception = await served.client("reception")
    lead = await make_lead(served, service_unit=str(served.units[1]))

    async def all_of_them(*args: Any) -> frozenset[UUID]:
        return frozenset(record for record, _ in args[4])

    monkeypatch.setattr(announce, "find_seen_before", all_of_them)
    async with following(served.app, reception) as feed:
        await patch(served, lead["id"], city="Osasco")
        await feed.until(hears((lead["id"], "gone")))


async def test_it_goes_on_where_it_was(served: Served) -> None:
    client = await served.client("seller")
    async with following(served.app, client) as feed:
        first = await make_lead(served, "seller")
        await feed.until(hears((first["id"], "create")))
        last_id = feed.last_id
    missed = [await make_lead(served, "seller") for _ in range(3)]
    hidden = await make_lead(served, service_unit=str(served.units[1]))
    await patch(served, missed[0]["id"], city="Jundiaí")
    await settle(served)
    async with following(served.app, client, last_id=last_id) as feed:
        await feed.until(lambda feed: len(feed.events) == 3)
        await settle(served)
        assert feed.changes() == [
            (missed[1]["id"], "create"),
            (missed[2]["id"], "create"),
            (missed[0]["id"], "update"),
        ]
        ids = [str(event.id) for event in feed.events]
        middle = ids[0]
        assert hidden["id"] not in feed.text
    async with following(served.app, client, last_id=middle) as feed:
        await feed.until(lambda feed: len(feed.events) == 2)
        there = [read_id(keyring(served), str(event.id)) for event in feed.events]
        assert there == [read_id(keyring(served), each) for each in ids[1:]]
    ahead = write_id(keyring(served), {"core": 99_999_999, "chat": 0})
    async with following(served.app, client, last_id=ahead) as feed:
        await feed.until(lambda feed: [event.kind for event in feed.events] == ["reset"])


async def test_many_of_one_shape_share_a_statement(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Admins are one question; two sellers are two, because each sees its own."""
    asked: list[str] = []
    run = announce.run

    async def counting(ctx: RequestContext, databases: Databases, *rest: Any) -> Answer:
        asked.append("now")
        return await run(ctx, databases, *rest)

    monkeypatch.setattr(announce, "run", counting)
    admin, seller = await served.client("admin"), await served.client("seller")
    async with (
        following(served.app, admin) as one,
        following(served.app, admin) as two,
        following(served.app, admin) as three,
        following(served.app, seller) as four,
    ):
        await settle(served)
        asked.clear()
        lead = await make_lead(served, "seller")
        for feed in (one, two, three, four):
            await feed.until(hears((lead["id"], "create")))
    assert len(asked) == 2


async def test_the_eleventh_stream_of_a_session_is_refused(served: Served) -> None:
    client = await served.client("manager")
    stack = [following(served.app, client) for _ in range(streams.STREAMS_MAX)]
    for each in stack:
        await each.__aenter__()
    answer = await client.get("/api/events")
    found = problem(answer, 429, "too_many_streams")
    assert "10" in found["detail"]
    for each in stack:
        await each.__aexit__(None, None, None)
    async with following(served.app, client) as feed:
        assert feed.status == 200


@pytest.mark.parametrize("last_id", ["x", "core:1,chat:2", "a.b", "a.b.c", "ação"])
async def test_an_id_nobody_gave_is_refused(served: Served, last_id: str) -> None:
    client = await served.client("seller")
    headers = [(b"last-event-id", last_id.encode())]
    answer = await client.get("/api/events", headers=headers)
    problem(answer, 422, "invalid")
    problem(await client.get("/api/events?x=1"), 422, "invalid")


async def test_what_happens_before_the_stream_opens_is_told(served: Served) -> None:
    """A page reads its session, then its data, and its stream opens when it can."""
    client = await served.client("seller")
    before = await make_lead(served, "seller")
    await settle(served)
    live = (await client.get("/api/session")).json()["live"]
    shown = (await client.get("/api/data/leads?fields=name&limit=200")).json()["data"]
    missed = await make_lead(served, "seller")
    await settle(served)
    assert before["id"] in {row["id"] for row in shown}
    assert missed["id"] not in {row["id"] for row in shown}
    async with following(served.app, client, after=live) as feed:
        await feed.until(hears((missed["id"], "create")))
        later = await make_lead(served, "seller")
        await feed.until(hears((missed["id"], "create"), (later["id"], "create")))
        # The browser's own retry asks at the first address: where it was comes first.
        last_id = feed.last_id
    async with following(served.app, client, after=live, last_id=last_id) as feed:
        await settle(served)
        assert feed.events == []


async def test_a_sign_in_gives_the_position_too(served: Served) -> None:
    client = await served.client("seller")
    sent = {"email": f"seller@{served.clinic.slug}.test", "password": PASSWORD}
    answer = await client.post("/api/session", json=sent)
    client.headers["x-csrf-token"] = answer.json()["csrf"]
    positions = read_id(keyring(served), answer.json()["live"])
    assert set(positions) == {"core", "chat"}
    assert positions["core"] > 0


@pytest.mark.parametrize("after", ["x", "core:1,chat:2", "a.b.c", "ação", ""])
async def test_a_position_nobody_gave_is_refused(served: Served, after: str) -> None:
    client = await served.client("seller")
    found = problem(await client.get("/api/events", params={"after": after}), 422, "invalid")
    (fault,) = found["errors"]
    assert (fault["path"], fault["code"]) == ("after", "malformed")
    assert "live" in fault["hint"]


async def test_a_position_twice_is_refused(served: Served) -> None:
    client = await served.client("seller")
    live = (await client.get("/api/session")).json()["live"]
    twice = await client.get("/api/events", params=[("after", live), ("after", live)])
    assert problem(twice, 422, "invalid")["errors"][0]["path"] == "after"


async def test_a_lost_role_or_session_ends_the_stream(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOK", 0.1)
    account = await create_account(
        served.databases, email="vai@um.test", name="Vai", password=PASSWORD
    )
    member = await create_member(
        served.databases, served.clinic, name="Vai", account_id=account.id, roles=("manager",)
    )
    served.members["vai"] = member
    client = await served.client("vai")
    async with following(served.app, client) as feed:
        await set_roles(served.databases, served.clinic, member, ["reception"])
        lead = await make_lead(served, service_unit=str(served.units[1]))
        await feed.until(lambda feed: feed.ended)
        assert [(e.kind, e.data) for e in feed.events][-1] == ("close", {"reason": "access"})
        assert lead["id"] not in feed.text
    async with following(served.app, client) as feed:
        assert (await client.delete("/api/session")).status_code < 300
        await feed.until(lambda feed: feed.ended)
        assert [(e.kind, e.data) for e in feed.events] == [("close", {"reason": "session"})]


async def test_a_new_model_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LOOK", 0.1)
    client = await served.client("admin")
    files = {
        "app.yaml": "key: evs\nnamespace: evs\nversion: 1.0.0\nlabel: {pt-BR: E}\n"
        "requires: {core: '>=1.0'}\n",
        "entities/evs_note.yaml": "entity: evs_note\nplural: evs_notes\ndatasource: chat\n"
        "title: text\nfields:\n  - {name: text, type: text}\n",
    }
    async with following(served.app, client) as feed:
        answer = await client.post("/api/packages", json={"files": files})
        assert answer.status_code == 201, answer.text
        await feed.until(lambda feed: any(event.kind == "model" for event in feed.events))
        made = await client.post("/api/data/evs_notes", json={"text": "Oi"})
        note = made.json()["data"]["id"]
        await feed.until(lambda feed: (note, "create") in feed.changes())
        last = [event for event in feed.events if event.kind == "change"][-1]
        assert last.data["entity"] == "evs_note"
        assert read_id(keyring(served), str(last.id))["chat"] > 0


async def test_who_does_not_read_is_dropped_and_can_go_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "QUEUE", 2)
    client = await served.client("seller")
    async with following(served.app, client, reads=False) as feed:
        await asyncio.sleep(0.2)
        made: list[str] = []
        for _ in range(6):
            made.append((await make_lead(served, "seller"))["id"])
            await settle(served)
        feed.paused.set()
        await feed.until(lambda feed: feed.ended)
        assert feed.events[-1].data == {"reason": "slow"}
        heard = [each for each, _ in feed.changes()]
        assert heard == made[: len(heard)]
        assert len(heard) < len(made)
        last_id = feed.last_id
    async with following(served.app, client, last_id=last_id) as feed:
        await feed.until(lambda feed: len(feed.events) == len(made) - len(heard))
        assert [each for each, _ in feed.changes()] == made[len(heard) :]


async def test_a_quiet_stream_shows_life_and_holds_no_connection(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "HEARTBEAT", 0.1)
    client = await served.client("seller")
    async with following(served.app, client) as feed:
        await feed.until(lambda feed: feed.text.count("\n: \n") >= 2 or ": \nid" in feed.text)
        await settle(served)
        pool = served.databases.core
        assert len(pool._idle) == pool._open, "every connection is free"  # pyright: ignore


async def test_another_clinic_hears_nothing(served: Served) -> None:
    other = await make_clinic(served.app, served.databases, "eventos")
    async with other.stack, following(served.app, await other.client("admin")) as feed:
        mine = await make_lead(served)
        await settle(served)
        theirs = await make_lead(other)
        await feed.until(hears((theirs["id"], "create")))
        assert mine["id"] not in feed.text
