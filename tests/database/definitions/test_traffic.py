"""A publish under traffic: nobody waits long, no acknowledged write is lost, no write is of two
versions.
"""

import asyncio
import time
from uuid import UUID, uuid4

import pytest

from engine.core.database import Datasource
from engine.definitions.fence import LOCK_SHARED_SQL, state_lock_key
from tests.database.definitions.conftest import World
from tests.shop import CHANGES, THINGS

SOURCES: tuple[Datasource, ...] = ("core", "chat")
LONGEST_WAIT = 3.0
"""Generous, for a machine that runs everything at once; the plan itself waits 0.2 s for a lock."""


class Writer:
    """Writes as the write door does: shared lock, compare, then the column of that version."""

    def __init__(self, world: World, source: Datasource, later: str = "quantity") -> None:
        self._world, self._source, self._later = world, source, later
        self.kept: dict[UUID, str] = {}
        self.versions: set[int] = set()
        self.longest = 0.0
        self.stopped = False

    async def run(self) -> None:
        """Insert until told to stop."""
        number = 0
        while not self.stopped:
            number += 1
            begun = time.monotonic()
            await self._write(f"{number % 500}.25")
            self.longest = max(self.longest, time.monotonic() - begun)
            await asyncio.sleep(0.002)

    async def _write(self, quantity: str) -> None:
        pool, clinic = self._world.databases.source(self._source), self._world.clinic
        record = uuid4()
        async with pool.clinic(clinic.id) as con, con.transaction():
            await con.execute(LOCK_SHARED_SQL, state_lock_key(clinic.id))
            version = await con.fetchval("select model_version from _state")
            column = "quantity" if version == 1 else self._later
            cast = "text" if column == "quantity" else "text::numeric"
            await con.execute(
                f"insert into {THINGS[self._source]} (id, title, {column}, _created_at,"
                f" _updated_at) values ($1, 'de fora', $2::{cast}, now(), now())",
                record,
                quantity,
            )
        self.kept[record] = quantity
        self.versions.add(version)


async def test_writers_during_a_type_change(world: World) -> None:
    writers = {source: Writer(world, source, "quantity_2") for source in SOURCES}
    tasks = [asyncio.create_task(writer.run()) for writer in writers.values()]
    await asyncio.sleep(0.1)
    result = await world.install(CHANGES["retype"].apply())
    await asyncio.sleep(0.1)
    for writer in writers.values():
        writer.stopped = True
    await asyncio.gather(*tasks)
    assert result.state == "published"
    for source, writer in writers.items():
        assert writer.versions == {1, 2}
        assert writer.longest < LONGEST_WAIT
        async with world.databases.source(source).clinic(world.clinic.id) as con:
            rows = await con.fetch(
                f"select id, quantity_2::text from {THINGS[source]} where title = 'de fora'"
            )
        assert {row["id"]: row["quantity_2"] for row in rows} == writer.kept
    assert await world.findings() == []


@pytest.mark.parametrize("source", SOURCES)
async def test_a_long_reader_does_not_make_others_queue(world: World, source: Datasource) -> None:
    """A reader holds the table for a second; the publish gives way instead of blocking writers."""
    pool, clinic = world.databases.source(source), world.clinic
    reading = asyncio.Event()

    async def read_long() -> None:
        async with pool.clinic(clinic.id) as con, con.transaction():
            await con.fetch(f"select count(*) from {THINGS[source]}")
            reading.set()
            await asyncio.sleep(1.0)

    writer = Writer(world, source)
    reader = asyncio.create_task(read_long())
    await reading.wait()
    task = asyncio.create_task(writer.run())
    result = await world.install(CHANGES["add"].apply())
    writer.stopped = True
    await asyncio.gather(reader, task)
    assert result.state == "published"
    assert writer.longest < LONGEST_WAIT


async def test_readers_see_one_version_or_the_other(world: World) -> None:
    """Chat is raised first: between the two commits no reader finds core newer than chat."""
    seen: list[tuple[int, int]] = []
    stopped = asyncio.Event()

    async def watch() -> None:
        while not stopped.is_set():
            core = await world.value("core", "select model_version from _state")
            chat = await world.value("chat", "select model_version from _state")
            seen.append((int(str(core)), int(str(chat))))

    task = asyncio.create_task(watch())
    for name in ("add", "remove", "rename"):
        await world.install(CHANGES[name].apply())
    stopped.set()
    await task
    assert all(chat >= core for core, chat in seen)
