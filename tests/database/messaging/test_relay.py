"""The relay: every committed event in order, to every consumer at least once, whatever dies."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from engine.core.database import Databases, Datasource
from engine.core.poke import poke
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.messaging import desk, relay
from engine.messaging.desk import Desk
from engine.messaging.event import Event
from engine.messaging.relay import Relay
from tests.database.messaging.test_outbox import AT, EMIT


@dataclass(kw_only=True)
class Notes:
    """A consumer that writes down what it got, and does first what a test asks for."""

    name: str = "notes"
    got: list[Event] = field(default_factory=list[Event])
    first: Callable[[], Awaitable[None]] | None = None

    async def take(self, datasource: Datasource, events: Sequence[Event]) -> None:
        if self.first is not None:
            await self.first()
        self.got.extend(events)

    async def mend(self, datasource: Datasource) -> None:
        """It leaves nothing behind."""

    @property
    def records(self) -> list[UUID]:
        return [event.record for event in self.got]


@asynccontextmanager
async def relaying(databases: Databases, *consumers: Notes) -> AsyncGenerator[asyncio.Task[None]]:
    task = asyncio.create_task(Relay(databases.core.dsn, "core", consumers).run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(true: Callable[[], bool], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


async def emit(databases: Databases, clinic: Clinic, count: int = 1) -> list[UUID]:
    records = [uuid4() for _ in range(count)]
    async with databases.core.clinic(clinic.id) as con:
        await con.executemany(EMIT, [(record, AT) for record in records])
    return records


async def positions(databases: Databases) -> list[tuple[int | None, UUID]]:
    async with databases.core.system() as con:
        rows = await con.fetch("select position, record from nexus.outbox order by id")
    return [(row[0], row[1]) for row in rows]


@pytest.fixture
async def clinic(databases: Databases) -> Clinic:
    return await create_clinic(databases, slug="um", name="Um")


async def test_every_event_reaches_every_consumer_in_order(
    databases: Databases, clinic: Clinic
) -> None:
    before = await emit(databases, clinic, 1200)
    one, two = Notes(name="one"), Notes(name="two")
    async with relaying(databases, one, two):
        later = await emit(databases, clinic, 3)
        await until(lambda: len(one.got) == len(two.got) == 1203)
    assert one.records == two.records == before + later
    assert [event.position for event in one.got] == list(range(1, 1204))
    assert one.got[0] == Event(
        position=1, clinic_id=clinic.id, entity="e_lead", record=before[0], version=1, op="create",
        changed=("f_name",), change_set=None, cause=(), actor="member", member=None, origin="ui",
        model_version=1, at=AT,
    )  # fmt: skip


async def test_positions_follow_commits_not_ids(databases: Databases, clinic: Clinic) -> None:
    """A transaction that began first and commits last is not skipped: it comes last."""
    notes = Notes()
    slow, quick = uuid4(), uuid4()
    async with relaying(databases, notes):
        async with databases.core.clinic(clinic.id) as con, con.transaction():
            await con.execute(EMIT, slow, AT)
            async with databases.core.clinic(clinic.id) as other:
                await other.execute(EMIT, quick, AT)
            await until(lambda: notes.records == [quick])
        await until(lambda: notes.records == [quick, slow])
    assert await positions(databases) == [(2, slow), (1, quick)]


async def test_a_poke_is_quicker_than_the_poll(
    databases: Databases, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "POLL", 30.0)
    notes = Notes()
    async with relaying(databases, notes):
        await emit(databases, clinic)
        poke("core")
        await until(lambda: len(notes.got) == 1)
        await asyncio.sleep(0.1)
        await emit(databases, clinic)
        await asyncio.sleep(0.1)
        assert len(notes.got) == 1
        await asyncio.to_thread(poke, "core")
        await until(lambda: len(notes.got) == 2)


async def test_killed_between_stamp_and_consume(databases: Databases, clinic: Clinic) -> None:
    """The position is given, the consumer is at it, the process is gone: the next one is told."""
    (record,) = await emit(databases, clinic)
    begun = asyncio.Event()

    async def hang() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with relaying(databases, Notes(first=hang)):
        await begun.wait()
        assert await positions(databases) == [(1, record)]
    again = Notes()
    async with relaying(databases, again):
        await until(lambda: again.records == [record])


async def test_consumed_but_not_kept_comes_again(databases: Databases, clinic: Clinic) -> None:
    """At least once: the consumer was done, the connection broke before that was written."""
    records = await emit(databases, clinic, 3)
    once = True

    async def break_connection() -> None:
        nonlocal once
        if once:
            once = False
            async with databases.core.system() as con:
                await con.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where application_name = 'nexus relay' and datname = current_database()"
                )

    notes = Notes(first=break_connection)
    async with relaying(databases, notes):
        await until(lambda: len(notes.got) == 6)
        await asyncio.sleep(0.3)
    assert notes.records == records * 2
    assert [event.position for event in notes.got] == [1, 2, 3] * 2


async def test_one_that_fails_is_tried_again_and_holds_nobody_up(
    databases: Databases, clinic: Clinic, caplog: pytest.LogCaptureFixture
) -> None:
    tries = 0

    async def fail_twice() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise ValueError("Ana Prado")

    bad, good = Notes(name="bad", first=fail_twice), Notes(name="good")
    async with relaying(databases, bad, good):
        records = await emit(databases, clinic, 2)
        await until(lambda: good.records == records)
        assert bad.got == []
        await until(lambda: bad.records == records)
    assert "bad fails from 1 (ValueError)" in caplog.text
    assert "Ana Prado" not in caplog.text


async def test_one_relay_at_a_time_and_another_takes_over(
    databases: Databases, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "TAKE_OVER", 0.05)
    one, two = Notes(), Notes()
    async with relaying(databases, one) as first:
        await until(lambda: one.got == [])
        records = await emit(databases, clinic)
        await until(lambda: one.records == records)
        async with relaying(databases, two):
            more = await emit(databases, clinic)
            await until(lambda: one.records == records + more)
            await asyncio.sleep(0.2)
            assert two.got == []
            first.cancel()
            last = await emit(databases, clinic)
            await until(lambda: two.records == last)


async def test_a_new_consumer_begins_with_what_is_new(databases: Databases, clinic: Clinic) -> None:
    async with relaying(databases, old := Notes(name="old")):
        await emit(databases, clinic, 2)
        await until(lambda: len(old.got) == 2)
    later = await emit(databases, clinic)
    new = Notes(name="new")
    async with relaying(databases, new):
        await until(lambda: new.records == later)


@asynccontextmanager
async def sitting(databases: Databases) -> AsyncGenerator[tuple[Desk, Connection]]:
    con = await asyncpg.connect(databases.core.dsn)
    try:
        yield Desk(con), con
    finally:
        await con.close()


async def test_what_everybody_had_is_forgotten_after_a_month(
    databases: Databases, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    await emit(databases, clinic, 4)
    async with sitting(databases) as (at, con):
        await at.begin(["notes"])
        await at.stamp()
        await emit(databases, clinic, 1)
        assert await at.forget(timedelta(0)) == 0, "nobody has had them"
        await at.keep("notes", 3)
        assert await at.forget() == 0, "they are of today"
        await con.execute(
            "update nexus.outbox set stamped_at = now() - interval '31 days' where position < 3"
        )
        assert await at.forget() == 2
        assert [position for position, _ in await positions(databases)] == [3, 4, None]
        assert await at.forget(timedelta(0)) == 1, "the fourth nobody had yet"
        bounds = await con.fetchrow("select * from nexus.event_bounds()")
        assert tuple(bounds or ()) == (3, 4)
        assert await at.stamp() == (5, 1)
        assert desk.KEEP.days == 30
