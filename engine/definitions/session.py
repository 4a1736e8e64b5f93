"""Connections of their own for publishing: one per datasource, speaking as the clinic's owner role.

Each holds the clinic's publish lock, so it is free only when the server has noticed that the
process is gone and has ended what it was doing for it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import asyncpg

from engine.core.database import Databases, Datasource
from engine.core.errors import NexusError
from engine.core.pool import AffinePool, Connection
from engine.core.tenant import Clinic
from engine.definitions.fence import publish_lock_key

__all__ = [
    "PublishRunning",
    "PublishSession",
    "open_session",
    "owner_connection",
    "with_short_locks",
]

T = TypeVar("T")

_SHORT_LOCK = "200ms"
_ATTEMPTS = 60


class PublishRunning(NexusError):
    """Another publish of this clinic is at work."""

    code = "publish_running"
    status = 409
    message = {
        "pt-BR": "Já há uma publicação em andamento nesta clínica.",
        "en": "A publish of this clinic is already running.",
        "es": "Ya hay una publicación en curso en esta clínica.",
    }
    hint = {
        "pt-BR": "Espere que ela termine e tente de novo.",
        "en": "Wait until it has ended and try again.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSession:
    """The two connections of one publish."""

    databases: Databases
    clinic: Clinic
    core: Connection
    chat: Connection

    def of(self, datasource: Datasource) -> Connection:
        """The connection of one datasource."""
        return self.core if datasource == "core" else self.chat


@asynccontextmanager
async def owner_connection(pool: AffinePool, clinic: Clinic) -> AsyncGenerator[Connection]:
    """A connection outside the pool, as the clinic's owner."""
    con: Connection = await asyncpg.connect(
        pool.dsn,
        timeout=10,
        server_settings={
            "application_name": "nexus publish",
            "timezone": "UTC",
            "statement_timeout": "0",
            "lock_timeout": "0",
            "client_connection_check_interval": "500ms",
        },
    )
    try:
        await con.execute(
            f'set role "{clinic.owner_role}"; set search_path to "{clinic.schema}", nexus'
        )
        yield con
    finally:
        await _close(con)


@asynccontextmanager
async def open_session(
    databases: Databases, clinic: Clinic, *, wait_seconds: float = 5.0
) -> AsyncGenerator[PublishSession]:
    """Take the publish lock in both databases. Raises PublishRunning when another has it."""
    async with (
        owner_connection(databases.core, clinic) as core,
        owner_connection(databases.chat, clinic) as chat,
    ):
        for con in (core, chat):
            await _take_lock(con, clinic, wait_seconds)
        yield PublishSession(databases=databases, clinic=clinic, core=core, chat=chat)


async def with_short_locks(con: Connection, work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in a transaction that waits briefly for locks, and try again for half a minute.

    A table lock that waits stops everybody who comes after it; giving up and coming back does not.
    """
    for attempt in range(_ATTEMPTS):
        try:
            async with con.transaction():
                await con.execute(f"set local lock_timeout = '{_SHORT_LOCK}'")
                return await work()
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            if attempt == _ATTEMPTS - 1:
                raise
            await asyncio.sleep(random.uniform(0.05, 0.6))  # noqa: S311
    raise AssertionError("unreachable")


async def _take_lock(con: Connection, clinic: Clinic, wait_seconds: float) -> None:
    key, waited = publish_lock_key(clinic.id), 0.0
    while not await con.fetchval("select pg_try_advisory_lock($1)", key):
        if waited >= wait_seconds:
            raise PublishRunning()
        await asyncio.sleep(0.1)
        waited += 0.1


async def _close(con: Connection) -> None:
    try:
        await asyncio.shield(con.close(timeout=2))
    except (TimeoutError, OSError, asyncpg.InterfaceError, asyncpg.PostgresError):
        con.terminate()
