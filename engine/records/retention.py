"""Lets go of what a clinic said it keeps for so many days: history, the trash; and of old keys.

Small transactions of up to a thousand rows, any time, any number of times: what one run did not
come to is there for the next. One process at a time works on a clinic (an advisory lock).

* History older than `retention.history`: its rows go, but for the newest of each record, which
  keeps its place and loses its values. Stage logs stay: reports stand on them.
* Records longer in the trash than `retention.trash` are purged by the write door, as the system;
  one that is still in use stays, and the log has its id.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.database import DATASOURCES, Databases
from engine.core.errors import NexusError, NotFound, SnapshotStale
from engine.core.tasks import end_tasks
from engine.core.tenant import Clinic
from engine.definitions.clinics import load_clinics
from engine.definitions.store import SnapshotStore
from engine.records.change import RecordChange
from engine.records.errors import ClinicFrozen
from engine.records.system import system_context
from engine.records.table import Table, table_of
from engine.records.view_retention import let_views_go
from engine.records.write import write, write_many

__all__ = ["LetGo", "let_go", "letting_go"]

log = logging.getLogger("nexus.retention")

BATCH = 1000
KEYS_KEPT = timedelta(hours=48)
_EVERY = 3600.0  # seconds
_LOCK = "hashtextextended('nexus.retention ' || $1, 0)"
_OLD = "entity = $1 and at < $2"
_NEWER = "exists (select from _history n where n.record = h.record and n.version > h.version)"
_FILLED = f"not {_NEWER} and (before is not null or after is not null)"
_SOME = "(select record, version from _history h where {} limit {})"
_ROWS_SQL = f"delete from _history where (record, version) in {_SOME}"  # noqa: S608
_EMPTY = "update _history set before = null, after = null"
_VALUES_SQL = f"{_EMPTY} where (record, version) in {_SOME}"
_KEYS_SQL = (
    "delete from _idempotency where (caller, key) in (select caller, key"  # noqa: S608
    f" from _idempotency where at < $1 limit {BATCH})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """How many versions and values of history, records of the trash, keys and saved views went;
    `left` are records that are still in use."""

    versions: int = 0
    values: int = 0
    records: int = 0
    left: int = 0
    keys: int = 0
    views: int = 0

    def __add__(self, other: "LetGo") -> "LetGo":
        return LetGo(
            versions=self.versions + other.versions,
            values=self.values + other.values,
            records=self.records + other.records,
            left=self.left + other.left,
            keys=self.keys + other.keys,
            views=self.views + other.views,
        )


@asynccontextmanager
async def letting_go(databases: Databases, snapshots: SnapshotStore) -> AsyncGenerator[None]:
    """Looks after every clinic once an hour, for as long as the block runs."""
    task = asyncio.create_task(_hourly(databases, snapshots))
    try:
        yield
    finally:
        await end_tasks([task])


async def _hourly(databases: Databases, snapshots: SnapshotStore) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        try:
            for clinic in await load_clinics(databases):
                await _one(databases, snapshots, clinic)
        except Exception as error:
            log.warning("retention goes on in an hour (%s)", type(error).__name__)


async def _one(databases: Databases, snapshots: SnapshotStore, clinic: Clinic) -> None:
    try:
        await let_go(databases, snapshots, clinic, datetime.now(UTC))
    except Exception as error:  # the other clinics have their turn
        log.warning("retention of clinic %s waits (%s)", clinic.id, type(error).__name__)


async def let_go(
    databases: Databases,
    snapshots: SnapshotStore,
    clinic: Clinic,
    now: datetime,
    *,
    is_dry: bool = False,
) -> LetGo | None:
    """Let go of what is due in one clinic, or only count it. None while another process does it."""
    async with databases.core.system() as con:
        if not await con.fetchval(f"select pg_try_advisory_lock({_LOCK})", clinic.id):
            return None
        try:
            ctx = system_context(clinic, await snapshots.current(clinic.id), now)
            found = await _keys(databases, clinic, now - KEYS_KEPT, is_dry=is_dry)
            views = await let_views_go(databases, clinic, now, is_dry=is_dry)
            found += LetGo(views=views)
            for entity in ctx.snapshot.model.entities:
                table = table_of(ctx.snapshot, entity)
                if table is not None:
                    found += await _history(ctx, databases, table, is_dry=is_dry)
                    found += await _trash(ctx, databases, table, is_dry=is_dry)
            return found
        finally:
            await con.execute(f"select pg_advisory_unlock({_LOCK})", clinic.id)


async def _keys(databases: Databases, clinic: Clinic, before: datetime, *, is_dry: bool) -> LetGo:
    counted = "select count(*) from _idempotency where at < $1"
    keys = 0
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id) as con:
            if is_dry:
                keys += await con.fetchval(counted, before)
                continue
            while went := _rows(await con.execute(_KEYS_SQL, before)):
                keys += went
    return LetGo(keys=keys)


async def _history(
    ctx: RequestContext, databases: Databases, table: Table, *, is_dry: bool
) -> LetGo:
    days = table.entity.retention.history
    if days is None:
        return LetGo()
    asked = (table.entity.id, ctx.now - timedelta(days=days))
    counts: list[int] = []
    for sql, which in ((_ROWS_SQL, _NEWER), (_VALUES_SQL, _FILLED)):
        where, count = f"{_OLD} and {which}", 0
        async with databases.source(table.datasource).clinic(ctx.clinic.id, role="owner") as con:
            if is_dry:
                count = await con.fetchval(f"select count(*) from _history h where {where}", *asked)  # noqa: S608
            else:
                while went := _rows(await con.execute(sql.format(where, BATCH), *asked)):
                    count += went
        counts.append(count)
    return LetGo(versions=counts[0], values=counts[1])


async def _trash(ctx: RequestContext, databases: Databases, table: Table, *, is_dry: bool) -> LetGo:
    days = table.entity.retention.trash
    if days is None:
        return LetGo()
    before, last, found = ctx.now - timedelta(days=days), UUID(int=0), LetGo()
    sql = (
        f"select id from {table.name} where _trashed_at < $1 and id > $2"  # noqa: S608
        f" order by id limit {BATCH}"
    )
    while True:
        async with databases.source(table.datasource).clinic(ctx.clinic.id) as con:
            ids: list[UUID] = [row[0] for row in await con.fetch(sql, before, last)]
        if not ids:
            return found
        last = ids[-1]
        found += LetGo(records=len(ids)) if is_dry else await _purge(ctx, databases, table, ids)


async def _purge(
    ctx: RequestContext, databases: Databases, table: Table, ids: Sequence[UUID]
) -> LetGo:
    """All at once, or one by one where one of them may not go."""
    changes = [RecordChange(op="purge", entity=table.entity.name, record_id=id) for id in ids]
    try:
        return LetGo(records=len(await write_many(ctx, databases, changes)))
    except (SnapshotStale, ClinicFrozen):
        raise
    except NexusError:
        pass
    went, left = 0, 0
    for change in changes:
        try:
            await write(ctx, databases, change)
            went += 1
        except NotFound:
            continue  # it went with the record it was a row of, or came back
        except (SnapshotStale, ClinicFrozen):
            raise
        except NexusError as error:
            left += 1
            log.info("%s %s stays in the trash (%s)", change.entity, change.record_id, error.code)
    return LetGo(records=went, left=left)


def _rows(told: str) -> int:
    """How many rows a command says it was about: `DELETE 12`."""
    return int(told.rpartition(" ")[2])
