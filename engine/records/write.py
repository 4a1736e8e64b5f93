"""The write door: guard, clean, one transaction, answer. Every write passes here (law 1).

Once committed, what is shown in the other database is copied there; nothing waits for it long.

Nothing is half-written: all faults that can be seen without the database come back at once, the
rest undo the transaction. Deadlocks are run again; a unique value that a batch ran into is looked
for one record at a time, so that the fault names the right one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import asyncpg

from engine.access.actor import RequestContext
from engine.core.database import Databases
from engine.core.errors import Forbidden, InvalidInput
from engine.core.ids import new_id
from engine.core.poke import poke
from engine.definitions.references import refresh_after_commit
from engine.records.change import RecordChange, WriteResult
from engine.records.clean import Prepared, with_rows
from engine.records.conflict import as_the_actor_reads_it
from engine.records.database_fault import DatabaseFault
from engine.records.errors import (
    RecordConflict,
    RestoreConflict,
    TooManyChanges,
    WriteBusy,
)
from engine.records.fenced import fenced
from engine.records.idempotency import find_results, keep_results
from engine.records.numbers import Reserved, reserve_all
from engine.records.prepare import prepare
from engine.records.run import run
from engine.records.targets import find_foreign

MAX_CHANGES = 1000
MAX_BULK_CHANGES = 10_000
MAX_SYSTEM_CHANGES = 100_000
_ATTEMPTS = 4


async def write(ctx: RequestContext, databases: Databases, change: RecordChange) -> WriteResult:
    """Make one change.

    Raises NotFound, Forbidden, InvalidInput (FieldUnknown), RecordConflict, StageGate,
    TransitionNotAllowed, OutOfReach, SnapshotStale, ClinicFrozen or WriteBusy.
    """
    try:
        (result,) = await _write(ctx, databases, (change,), is_batch=False)
    except RecordConflict as conflict:
        if not conflict.faults:
            raise
        raise await as_the_actor_reads_it(ctx, databases, change, conflict) from None
    return result


async def write_many(
    ctx: RequestContext, databases: Databases, changes: Sequence[RecordChange]
) -> tuple[WriteResult, ...]:
    """Make up to 1,000 changes of one datasource, all or none. Fault paths begin with the index."""
    if len(changes) > MAX_CHANGES:
        raise TooManyChanges(limit=MAX_CHANGES)
    return await _write(ctx, databases, changes, is_batch=True)


async def write_bulk(
    ctx: RequestContext, databases: Databases, changes: Sequence[RecordChange]
) -> tuple[WriteResult, ...]:
    """Make one change to many records that were looked up: all or none, a larger limit."""
    if len(changes) > MAX_BULK_CHANGES:
        raise TooManyChanges(limit=MAX_BULK_CHANGES)
    return await _write(ctx, databases, changes, is_batch=True)


async def write_system(
    ctx: RequestContext, databases: Databases, changes: Sequence[RecordChange]
) -> tuple[WriteResult, ...]:
    """Make many changes as the system: seeds, demo data. Same door, all or none, a larger limit."""
    if ctx.actor.kind != "system":
        raise Forbidden
    if len(changes) > MAX_SYSTEM_CHANGES:
        raise TooManyChanges(limit=MAX_SYSTEM_CHANGES)
    return await _write(ctx, databases, changes, is_batch=True)


async def _write(
    ctx: RequestContext, databases: Databases, changes: Sequence[RecordChange], *, is_batch: bool
) -> tuple[WriteResult, ...]:
    if ctx.change_set is None:
        ctx = replace(ctx, change_set=new_id())
    prepared = prepare(ctx, changes, is_batch=is_batch)
    if not prepared:
        return ()
    sources = {each.table.datasource for each in with_rows(prepared)}
    if len(sources) > 1:
        raise InvalidInput(detail=_ONE_DATASOURCE)
    results = await _commit(ctx, databases, prepared)
    changed: dict[str, list[UUID]] = defaultdict(list)
    for each, result in zip(prepared, results, strict=False):  # known ones may be of other records
        if result.is_changed:
            changed[each.table.entity.name].append(result.id)
    poke(prepared[0].table.datasource)
    await refresh_after_commit(databases, ctx.clinic, ctx.snapshot, changed)
    return results


async def _commit(
    ctx: RequestContext, databases: Databases, prepared: Sequence[Prepared]
) -> tuple[WriteResult, ...]:
    foreign = await find_foreign(ctx, databases, with_rows(prepared))
    numbers = await reserve_all(ctx, databases, with_rows(prepared))
    one_by_one = False
    for attempt in range(_ATTEMPTS):
        try:
            async with fenced(ctx, databases, prepared[0].table.datasource) as con:
                known = await find_results(con, ctx)
                if known is not None:
                    return known
                results = await run(
                    ctx, con, prepared, foreign, Reserved(numbers), one_by_one=one_by_one
                )
                await keep_results(con, ctx, results)
                return results
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError) as error:
            if attempt == _ATTEMPTS - 1:
                raise WriteBusy from error
        except (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError) as error:
            raise WriteBusy from error
        except DatabaseFault as error:
            if error.faults and error.on_restore:
                raise RestoreConflict(faults=error.faults) from None
            if error.faults:
                raise InvalidInput(faults=error.faults) from None
            one_by_one = True
    raise WriteBusy


_ONE_DATASOURCE = {
    "pt-BR": "Estes registros ficam em bancos diferentes; envie um banco por vez.",
    "en": "These records are kept in different databases; send one database at a time.",
    "es": "Estos registros están en bases distintas; envíe una base por vez.",
}
