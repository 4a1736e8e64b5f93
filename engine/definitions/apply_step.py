"""What each kind of step does to the database, and how it is undone before the switch.

Every function can run again after a crash at any point: it looks at what is there first.
"""

from collections.abc import Awaitable, Callable

from engine.core.pool import Connection
from engine.definitions import expand_steps as expand
from engine.definitions import fill_steps as fill
from engine.definitions import reference_steps as reference
from engine.definitions import undo_steps as undo
from engine.definitions.booking_steps import fill_bookings, settle_bookings, undo_bookings
from engine.definitions.convert_rows import convert_rest, copy_column
from engine.definitions.physical_names import quote
from engine.definitions.step import Step, StepKind
from engine.definitions.step_work import StepWork, holds_sql, replace_sql

__all__ = ["TRANSACTIONAL", "apply_step", "lift", "undo_step"]

TRANSACTIONAL: frozenset[StepKind] = frozenset(
    {
        "create_table",
        "create_join_table",
        "create_reference",
        "add_column",
        "set_default",
        "sync_column",
        "revive_column",
        "drop_default",
        "drop_sync",
    }
)
"""Kinds whose work and whose record of it are one transaction when both are in core."""


async def apply_step(work: StepWork) -> None:
    """Do the step. Transactional kinds expect to be inside a transaction already."""
    await _APPLY[work.step.kind](work)


async def undo_step(con: Connection, step: Step) -> None:
    """Take back a step of a publish that never switched."""
    known = _UNDO.get(step.kind)
    if known:
        await known(con, step)


async def lift(con: Connection, step: Step, *, strict: bool) -> None:
    """Steps of the switch: what the new version must not meet, inside its transaction.

    Raises StepFailed for data written since the questions, when `strict`: there is a way back.
    """
    table = quote(step.table)
    if step.kind == "replace_value":
        await con.execute(f"{replace_sql(step)} where {holds_sql(step, '$1')}", [*step.values])
        return
    if step.kind == "copy_column":
        await convert_rest(con, step, strict=strict)
        return
    if step.kind == "settle_bookings":
        await settle_bookings(con, step, strict=strict)
        return
    for name in step.constraints:
        await con.execute(f"alter table {table} drop constraint if exists {quote(name)}")
    for name in step.names:
        await con.execute(f"drop index if exists {quote(name)}")
    for name in (step.column, *(column.name for column in step.columns)):
        if name:
            await con.execute(
                f"alter table {table} alter column {quote(name)} drop not null,"
                f" alter column {quote(name)} drop default"
            )


_APPLY: dict[StepKind, Callable[[StepWork], Awaitable[None]]] = {
    "create_table": expand.create_table,
    "create_join_table": expand.create_join_table,
    "create_reference": reference.create_reference,
    "add_column": expand.add_column,
    "set_default": expand.set_default,
    "sync_column": expand.sync_column,
    "revive_column": expand.revive_column,
    "backfill": fill.backfill,
    "copy_column": copy_column,
    "replace_value": fill.replace_value,
    "create_index": fill.create_index,
    "add_foreign_key": fill.add_foreign_key,
    "set_not_null": fill.set_not_null,
    "fill_bookings": fill_bookings,
    "fill_reference": reference.feed_reference,
    "settle_reference": reference.feed_reference,
    "clear_reference": reference.clear_reference,
    "drop_index": expand.drop_index,
    "drop_default": expand.drop_default,
    "drop_sync": expand.drop_sync,
}

_UNDO: dict[StepKind, Callable[[Connection, Step], Awaitable[None]]] = {
    "create_table": undo.undo_table,
    "create_join_table": undo.undo_table,
    "create_reference": undo.undo_table,
    "add_column": undo.undo_column,
    "set_default": undo.undo_default,
    "sync_column": undo.undo_sync,
    "create_index": undo.undo_index,
    "add_foreign_key": undo.undo_foreign_key,
    "set_not_null": undo.undo_not_null,
    "fill_bookings": undo_bookings,
}
