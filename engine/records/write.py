"""The write door: guard, clean, one transaction, answer. Every write passes here (law 1).

Once committed, what is shown in the other database is copied there; nothing waits for it long.

Nothing is half-written: all faults that can be seen without the database come back at once, the
rest undo the transaction. Deadlocks are run again; a unique value that a batch ran into is looked
for one record at a time, so that the fault names the right one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

import asyncpg

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.policy import EntityPolicy, policy_for
from engine.core.database import Databases
from engine.core.errors import Fault, Forbidden, InvalidInput, NotFound
from engine.core.pool import Connection
from engine.definitions.references import refresh_after_commit
from engine.records.after import check_after
from engine.records.change import RecordChange, WriteResult
from engine.records.clean import Prepared, clean
from engine.records.conflict import as_the_actor_reads_it
from engine.records.database_fault import REFUSALS, DatabaseFault
from engine.records.delta import Delta, delta_of_change, delta_of_new, fields_to_load
from engine.records.errors import RecordConflict, TooManyChanges, WriteBusy
from engine.records.fenced import fenced
from engine.records.load import load_locked
from engine.records.stage_target import StageTarget, find_stage
from engine.records.statements import EFFECTS, Statement
from engine.records.table import Table, table_of
from engine.records.targets import Titles, find_foreign, resolve_targets

MAX_CHANGES = 1000
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
        raise await as_the_actor_reads_it(ctx, databases, change, conflict) from None
    return result


async def write_many(
    ctx: RequestContext, databases: Databases, changes: Sequence[RecordChange]
) -> tuple[WriteResult, ...]:
    """Make up to 1,000 changes of one datasource, all or none. Fault paths begin with the index."""
    if len(changes) > MAX_CHANGES:
        raise TooManyChanges(limit=MAX_CHANGES)
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
    prepared = _prepare(ctx, changes, is_batch=is_batch)
    if not prepared:
        return ()
    sources = {each.table.datasource for each in prepared}
    if len(sources) > 1:
        raise InvalidInput(detail=_ONE_DATASOURCE)
    results = await _commit(ctx, databases, prepared)
    changed: dict[str, list[UUID]] = defaultdict(list)
    for each, result in zip(prepared, results, strict=True):
        if result.is_changed:
            changed[each.table.entity.name].append(result.id)
    await refresh_after_commit(databases, ctx.clinic, ctx.snapshot, changed)
    return results


async def _commit(
    ctx: RequestContext, databases: Databases, prepared: Sequence[Prepared]
) -> tuple[WriteResult, ...]:
    foreign = await find_foreign(ctx, databases, prepared)
    one_by_one = False
    for attempt in range(_ATTEMPTS):
        try:
            async with fenced(ctx, databases, prepared[0].table.datasource) as con:
                return await _run(ctx, con, prepared, foreign, one_by_one=one_by_one)
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError) as error:
            if attempt == _ATTEMPTS - 1:
                raise WriteBusy from error
        except (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError) as error:
            raise WriteBusy from error
        except DatabaseFault as error:
            if error.fault is not None:
                raise InvalidInput(faults=(error.fault,)) from None
            one_by_one = True
    raise WriteBusy


def _prepare(
    ctx: RequestContext, changes: Sequence[RecordChange], *, is_batch: bool
) -> tuple[Prepared, ...]:
    """Everything that can be decided without the database. Raises all faults of all changes."""
    prepared: list[Prepared] = []
    found: list[Fault] = []
    for index, change in enumerate(changes):
        prefix = f"{index}." if is_batch else ""
        table, policy = _enter(ctx, change)
        target: StageTarget | None = None
        if change.op == "move":
            target, faulty = find_stage(ctx, change, table, policy, prefix)
            found.extend(faulty)
            prefix += "fields."
        each, faulty = clean(ctx, change, table, policy, prefix, target)
        found.extend(faulty)
        prepared.append(each)
    raise_faults(found)
    return tuple(prepared)


def _enter(ctx: RequestContext, change: RecordChange) -> tuple[Table, EntityPolicy]:
    """The table and the policy of a change, when the actor may make such a change at all."""
    entity = ctx.snapshot.model.entity_by_name.get(change.entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name) if entity else None
    table = table_of(ctx.snapshot, entity) if entity and policy else None
    if table is None or policy is None:
        raise NotFound
    if change.op == "create":
        if not policy.can("create"):
            raise Forbidden
    elif change.record_id is None:
        raise NotFound
    elif not policy.can("read"):
        raise Forbidden
    return table, policy


async def _run(
    ctx: RequestContext,
    con: Connection,
    prepared: Sequence[Prepared],
    foreign: Mapping[str, Titles],
    *,
    one_by_one: bool,
) -> tuple[WriteResult, ...]:
    results: list[WriteResult] = []
    for _, group in groupby(
        prepared, key=lambda each: (each.table.name, each.change.op == "create")
    ):
        same = tuple(group)
        deltas = await _decide(ctx, con, same)
        deltas, missing = await resolve_targets(ctx, con, deltas, foreign)
        raise_faults(missing)
        for effect in EFFECTS:
            for statement in effect(ctx, same[0].table, deltas):
                await _execute(con, statement, one_by_one=one_by_one)
        await check_after(ctx, con, same[0].table, deltas)
        results.extend(
            WriteResult(id=delta.id, version=delta.version, is_changed=delta.is_changed)
            for delta in deltas
        )
    return tuple(results)


async def _decide(
    ctx: RequestContext, con: Connection, prepared: Sequence[Prepared]
) -> tuple[Delta, ...]:
    if prepared[0].change.op == "create":
        return tuple(delta_of_new(each) for each in prepared)
    first = prepared[0]
    ids = [each.id for each in prepared]
    if len(set(ids)) < len(ids):
        raise InvalidInput(detail=_ONCE_A_RECORD)
    fields = frozenset[str]().union(*(fields_to_load(each) for each in prepared))
    loaded = await load_locked(ctx, con, first.table, first.policy, ids, fields)
    return tuple(delta_of_change(each, loaded.get(each.id)) for each in prepared)


async def _execute(con: Connection, statement: Statement, *, one_by_one: bool) -> None:
    rows, deltas = statement.rows, statement.deltas
    if len(rows) > 1 and not one_by_one:
        try:
            await con.executemany(statement.sql, rows)
        except REFUSALS as error:
            raise DatabaseFault(error, None) from error
        return
    for row, delta in zip(rows, deltas, strict=True):
        try:
            await con.execute(statement.sql, *row)
        except REFUSALS as error:
            raise DatabaseFault(error, delta) from error


_ONE_DATASOURCE = {
    "pt-BR": "Estes registros ficam em bancos diferentes; envie um banco por vez.",
    "en": "These records are kept in different databases; send one database at a time.",
    "es": "Estos registros están en bases distintas; envíe una base por vez.",
}
_ONCE_A_RECORD = {
    "pt-BR": "O mesmo registro aparece duas vezes; junte as duas alterações.",
    "en": "The same record stands here twice; put both changes together.",
    "es": "El mismo registro aparece dos veces; junte los dos cambios.",
}
