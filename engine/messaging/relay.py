"""The relay of a database: it gives every committed event its position and hands it to consumers.

One process relays a database at a time: the one that holds the advisory lock, on a connection of
its own. Another waits and takes over when that connection ends. A crash loses nothing: positions
given and reached are in the database, and what has none yet is found there.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import cast

import asyncpg

from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.poke import Bell, listen
from engine.core.pool import Connection
from engine.core.tasks import end_tasks
from engine.messaging.desk import BATCH, FORGET_BATCH, Desk
from engine.messaging.event import Consumer

__all__ = ["LOCK", "Relay", "run_relays"]

LOCK = 7_151_004_273_662
POLL = 0.2
PACE = 0.02
"""Seconds between two rounds: what is committed meanwhile goes together, as writers come first."""
TAKE_OVER = 1.0
FIRST_WAIT, LONGEST_WAIT = 0.2, 60.0
MEND_EVERY = 60.0
FORGET_EVERY = 3600.0

_log = logging.getLogger("nexus.relay")


class Relay:
    """Relays one database for as long as `run` runs."""

    def __init__(self, dsn: str, datasource: Datasource, consumers: Sequence[Consumer]) -> None:
        self._dsn = dsn
        self._datasource: Datasource = datasource
        self._consumers = tuple(consumers)

    async def run(self) -> None:
        """Hold the lock and relay, again after every break; until cancelled."""
        while True:
            try:
                await self._connected()
            except Exception as error:
                _log.warning("%s: the relay starts again (%s)", self._datasource, _kind(error))
            await asyncio.sleep(TAKE_OVER)

    async def _connected(self) -> None:
        con: Connection = await asyncpg.connect(
            self._dsn,
            timeout=10,
            server_settings={
                "application_name": "nexus relay",
                "timezone": "UTC",
                "statement_timeout": "30s",
                "lock_timeout": "5s",
                "jit": "off",
            },
        )
        try:
            while not await con.fetchval("select pg_try_advisory_lock($1)", LOCK):
                await asyncio.sleep(TAKE_OVER)
            await self._lead(Desk(con))
        finally:
            con.terminate()  # which frees the lock, whatever state the connection is in

    async def _lead(self, desk: Desk) -> None:
        await desk.begin([consumer.name for consumer in self._consumers])
        bells = {consumer.name: Bell() for consumer in self._consumers}
        async with asyncio.TaskGroup() as group:
            for consumer in self._consumers:
                group.create_task(self._serve(desk, consumer, bells[consumer.name]))
            group.create_task(self._stamp(desk, tuple(bells.values())))
            group.create_task(self._forget(desk))

    async def _stamp(self, desk: Desk, bells: Sequence[Bell]) -> None:
        with listen(self._datasource) as poked:
            while True:
                stamped = await desk.stamp()
                if stamped is not None:
                    for bell in bells:
                        bell.ring()
                if stamped is None or stamped[1] < BATCH:
                    await asyncio.sleep(PACE)
                    await poked.wait(POLL)

    async def _serve(self, desk: Desk, consumer: Consumer, bell: Bell) -> None:
        wait = FIRST_WAIT
        mend_at = asyncio.get_running_loop().time() + MEND_EVERY
        while True:
            events = await desk.read(consumer.name)
            if not events:
                await bell.wait(MEND_EVERY)
                if asyncio.get_running_loop().time() >= mend_at:
                    await self._mend(consumer)
                    mend_at = asyncio.get_running_loop().time() + MEND_EVERY
                continue
            try:
                await consumer.take(self._datasource, events)
            except Exception as error:
                # the text of a database's error can hold values, its type cannot
                first = events[0].position
                _log.error("%s: %s fails from %d (%s)", self._datasource, consumer.name, first,
                           _kind(error))  # fmt: skip
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            await desk.keep(consumer.name, events[-1].position)

    async def _mend(self, consumer: Consumer) -> None:
        try:
            await consumer.mend(self._datasource)
        except Exception as error:
            _log.error("%s: %s could not mend (%s)", self._datasource, consumer.name, _kind(error))

    async def _forget(self, desk: Desk) -> None:
        while True:
            if await desk.forget() < FORGET_BATCH:
                await asyncio.sleep(FORGET_EVERY)


@asynccontextmanager
async def run_relays(databases: Databases, consumers: Sequence[Consumer]) -> AsyncGenerator[None]:
    """Relay both databases while the block lasts."""
    tasks = [
        asyncio.create_task(
            Relay(databases.source(name).dsn, name, consumers).run(), name=f"relay of {name}"
        )
        for name in DATASOURCES
    ]
    try:
        yield
    finally:
        await end_tasks(tasks)


def _kind(error: Exception) -> str:
    """The type of an error, or those in a group of them: its text may hold values."""
    if not isinstance(error, ExceptionGroup):
        return type(error).__name__
    inner: tuple[Exception, ...] = cast("ExceptionGroup[Exception]", error).exceptions
    return ", ".join(_kind(each) for each in inner)
