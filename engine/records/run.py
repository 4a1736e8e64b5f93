"""Changes within a transaction that is open: decided under lock, written, checked."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.core.pool import Connection
from engine.records.after import check_after
from engine.records.change import Operation, RecordChange, WriteResult
from engine.records.clean import Prepared
from engine.records.combine import combine
from engine.records.database_fault import REFUSALS, DatabaseFault
from engine.records.decide import decide
from engine.records.delta import TRASH_OPERATIONS, Delta
from engine.records.effects import EFFECTS
from engine.records.files import check_files
from engine.records.numbers import Reserved, number_new
from engine.records.positions import place_new
from engine.records.prepare import prepare
from engine.records.purge import release
from engine.records.statement import Statement
from engine.records.system import acting_as_system
from engine.records.table import Table
from engine.records.table_rows import rows_left_out, rows_that_follow
from engine.records.targets import Titles, resolve_targets


async def run(
    ctx: RequestContext,
    con: Connection,
    prepared: Sequence[Prepared],
    foreign: Mapping[str, Titles],
    numbers: Reserved,
    *,
    one_by_one: bool,
) -> tuple[WriteResult, ...]:
    """The changes within a transaction that is open, in their order."""
    results: list[WriteResult] = []
    for _, group in groupby(prepared, key=lambda each: (each.table.name, _stage_of_work(each))):
        same = tuple(group)
        table = same[0].table
        deltas = await decide(ctx, con, same)
        deltas, missing = await resolve_targets(ctx, con, deltas, foreign)
        raise_faults([*missing, *await check_files(ctx, con, deltas)])
        deltas = await place_new(con, await number_new(ctx, con, deltas, numbers))
        await _let_go(ctx, con, same[0].change.op, table, [delta.id for delta in deltas])
        is_new = same[0].change.op == "create"
        if not is_new:  # its rows first: that they change is a change of the record
            deltas = tuple(
                [
                    delta.with_rows(
                        await _write_rows(ctx, con, delta, foreign, numbers, one_by_one=one_by_one)
                    )
                    for delta in deltas
                ]
            )
        work = (statement for effect in EFFECTS for statement in effect(ctx, table, deltas))
        for statement in combine(work) if len(deltas) == 1 else work:
            await _execute(con, statement, one_by_one=one_by_one)
        for delta in deltas if is_new else ():
            await _write_rows(ctx, con, delta, foreign, numbers, one_by_one=one_by_one)
        await check_after(ctx, con, table, deltas)
        results.extend(
            WriteResult(
                id=delta.id,
                version=delta.version,
                change_set=ctx.change_set or delta.id,
                is_changed=delta.is_changed,
            )
            for delta in deltas
        )
    return tuple(results)


def _stage_of_work(prepared: Prepared) -> str:
    """Changes of one kind are made together."""
    op = prepared.change.op
    return op if op == "create" or op in TRASH_OPERATIONS else "change"


async def _let_go(
    ctx: RequestContext, con: Connection, op: Operation, table: Table, ids: Sequence[UUID]
) -> None:
    """What follows from a record going away or coming back: its rows go with it, and what points to
    a purged one lets go. The system does it, caused by this change set."""
    if op not in TRASH_OPERATIONS:
        return
    for changes in await rows_that_follow(ctx, con, op, table, ids):
        await _follow(ctx, con, changes)
    if op == "purge":
        for changes in await release(ctx, con, table, ids, ctx.actor.member_id):
            await _follow(ctx, con, changes)


async def _follow(ctx: RequestContext, con: Connection, changes: Sequence[RecordChange]) -> None:
    if changes:
        system = acting_as_system(ctx)
        followed = prepare(system, changes, is_batch=True)
        await run(system, con, followed, {}, Reserved({}), one_by_one=False)


async def _write_rows(
    ctx: RequestContext,
    con: Connection,
    delta: Delta,
    foreign: Mapping[str, Titles],
    numbers: Reserved,
    *,
    one_by_one: bool,
) -> frozenset[str]:
    """The rows of a record's tables: made and changed, those left out trashed. Returns the table
    fields in which anything changed."""
    changed: set[str] = set()
    for sent in delta.prepared.rows:
        gone = await rows_left_out(ctx, con, delta, sent)
        results = await run(ctx, con, sent.prepared, foreign, numbers, one_by_one=one_by_one)
        if gone:
            trashed = prepare(ctx, gone, is_batch=True)
            await run(ctx, con, trashed, foreign, numbers, one_by_one=one_by_one)
        if gone or any(result.is_changed for result in results):
            changed.add(sent.field.name)
    return frozenset(changed)


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
