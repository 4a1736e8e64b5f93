"""Takes away files nobody can want any more: uploads no record took within a day, and files whose
records let them go longer ago than anything can be undone.

A file is marked gone first, its bytes go next, its row last: a sweep that dies is finished by the
next. Bytes stay while the other database still knows the file. Idempotent; any number at once.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.file_store import FileStore
from engine.core.tasks import end_tasks
from engine.core.tenant import Clinic
from engine.definitions.clinics import load_clinics
from engine.files.spool import clear_spools
from engine.records.uploads import PENDING_FOR, THUMBNAIL

__all__ = ["KEPT_FOR", "sweep_all", "sweep_files", "sweeping"]

log = logging.getLogger("nexus.files")

KEPT_FOR = timedelta(days=30)
"""How long a file that was let go can come back by undo."""
_EVERY = 3600.0  # seconds
_CANDIDATES_SQL = (
    "select f.id from _file f where (f.state = 'pending' and f.uploaded_at < $1)"
    " or (f.state = 'held' and not exists (select from _file_use u where u.file = f.id"
    " and (u.released_at is null or u.released_at >= $2)))"
    " limit 1000 for update skip locked"
)
_MARK_SQL = (  # asked again once the rows are locked: a write may have taken one meanwhile
    "update _file f set state = 'gone' where id = any($3::uuid[]) and ("
    "(f.state = 'pending' and f.uploaded_at < $1)"
    " or (f.state = 'held' and not exists (select from _file_use u where u.file = f.id"
    " and (u.released_at is null or u.released_at >= $2))))"
)


@asynccontextmanager
async def sweeping(databases: Databases, store: FileStore, var: Path) -> AsyncGenerator[None]:
    """Sweeps every clinic once an hour, for as long as the block runs."""
    task = asyncio.create_task(_sweep_hourly(databases, store, var))
    try:
        yield
    finally:
        await end_tasks([task])


async def _sweep_hourly(databases: Databases, store: FileStore, var: Path) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        try:
            await sweep_all(databases, store, var, datetime.now(UTC))
        except Exception as error:
            log.warning("the sweep of files goes on in an hour (%s)", type(error).__name__)


async def sweep_all(databases: Databases, store: FileStore, var: Path, now: datetime) -> int:
    """Sweep every clinic, and what uploads of dead processes left. Returns how many files went."""
    await asyncio.to_thread(clear_spools, var, (now - PENDING_FOR).timestamp())
    return sum(
        [await sweep_files(databases, each, store, now) for each in await load_clinics(databases)]
    )


async def sweep_files(databases: Databases, clinic: Clinic, store: FileStore, now: datetime) -> int:
    """Sweep one clinic. Returns how many files went."""
    for datasource in DATASOURCES:
        await _mark(databases, clinic, datasource, now)
    gone: dict[UUID, str] = {}
    kept: set[UUID] = set()
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id) as con:
            rows = await con.fetch("select id, store_key from _file where state = 'gone'")
            gone |= {row[0]: row[1] for row in rows}
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id) as con:
            sql = "select id from _file where id = any($1::uuid[]) and state <> 'gone'"
            kept |= {row[0] for row in await con.fetch(sql, list(gone))}
    for file_id, key in gone.items():
        if file_id not in kept:
            await store.delete(key)
            await store.delete(key + THUMBNAIL)
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id) as con:
            sql = "delete from _file where id = any($1::uuid[]) and state = 'gone'"
            await con.execute(sql, list(gone))
    return len(gone.keys() - kept)


async def _mark(
    databases: Databases, clinic: Clinic, datasource: Datasource, now: datetime
) -> None:
    since = (now - PENDING_FOR, now - KEPT_FOR)
    async with databases.source(datasource).clinic(clinic.id) as con, con.transaction():
        ids = [row[0] for row in await con.fetch(_CANDIDATES_SQL, *since)]
        await con.execute(_MARK_SQL, *since, ids)
