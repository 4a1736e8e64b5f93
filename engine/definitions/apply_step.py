"""What each kind of step does to the database, and how it is undone before the switch.

Every function can run again after a crash at any point: it looks at what is there first.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from engine.core.pool import Connection
from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.defaults import convert_sql
from engine.definitions.design import ForeignKey
from engine.definitions.indexes import Index
from engine.definitions.physical_names import fit_name, quote, quote_text
from engine.definitions.session import with_short_locks
from engine.definitions.step import NewColumn, Step, StepKind
from engine.definitions.storage import RECORD_COLUMNS
from metamodel.problem import Problem

__all__ = ["TRANSACTIONAL", "StepFailed", "StepWork", "apply_step", "lift", "undo_step"]

BATCH = 5000

TRANSACTIONAL: frozenset[StepKind] = frozenset(
    {
        "create_table",
        "create_join_table",
        "add_column",
        "set_default",
        "sync_column",
        "revive_column",
        "drop_default",
        "drop_sync",
    }
)
"""Kinds whose work and whose record of it are one transaction when both are in core."""


class StepFailed(Exception):
    """The data does not allow the step. `problem` says which rows and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWork:
    """A step, the connection it works on, how far it had come, and how to note progress."""

    con: Connection
    step: Step
    progress: Mapping[str, Any]
    save: Callable[[Mapping[str, Any]], Awaitable[None]]


async def apply_step(work: StepWork) -> None:
    """Do the step. Transactional kinds expect to be inside a transaction already."""
    await _APPLY[work.step.kind](work)


async def undo_step(con: Connection, step: Step) -> None:
    """Take back a step of a publish that never switched."""
    undo = _UNDO.get(step.kind)
    if undo:
        await undo(con, step)


async def lift(con: Connection, step: Step) -> None:
    """Steps of the switch: constraints the new version must not meet, inside its transaction."""
    table = quote(step.table)
    if step.kind == "replace_value":
        await con.execute(
            _replace_sql(step) + f" where {quote(step.column)} = any($1)", [*step.values]
        )
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


# --- expand --------------------------------------------------------------------------------------


async def _create_table(work: StepWork) -> None:
    step = work.step
    fixed = [f"{quote(name)} {definition}" for name, definition in RECORD_COLUMNS.items()]
    columns = [*fixed, *(_column_sql(column) for column in step.columns)]
    await _create(work.con, step, columns)


async def _create_join_table(work: StepWork) -> None:
    step = work.step
    columns = [
        f"{_column_sql(column)}{' default 0' if column.name == 'position' else ''}"
        for column in step.columns
    ]
    key = ", ".join(quote(column.name) for column in step.columns if column.pg_type == "uuid")
    await _create(work.con, step, [*columns, f"primary key ({key})"])


async def _create(con: Connection, step: Step, columns: list[str]) -> None:
    await con.execute(f"create table if not exists {quote(step.table)} ({', '.join(columns)})")
    for index in step.indexes:
        await con.execute(index.sql(concurrently=False))


async def _add_column(work: StepWork) -> None:
    for column in work.step.columns:
        await work.con.execute(
            f"alter table {quote(work.step.table)} add column if not exists {_column_sql(column)}"
        )


def _column_sql(column: NewColumn) -> str:
    parts = [quote(column.name), column.pg_type]
    parts += [f"default {column.literal}"] if column.literal else []
    parts += ["not null"] if column.not_null else []
    return " ".join(parts)


async def _set_default(work: StepWork) -> None:
    step = work.step
    await work.con.execute(
        f"alter table {quote(step.table)} alter column {quote(step.column)}"
        f" set default {step.literal}"
    )


async def _sync_column(work: StepWork) -> None:
    """While the old version still writes the old column, a trigger converts into the new one."""
    step, name = work.step, quote(_sync_name(work.step))
    value = convert_sql(f"new.{quote(step.source)}", step.source_type, step.pg_type)
    await work.con.execute(
        f"create or replace function {name}() returns trigger language plpgsql as $sync$"
        f" begin if tg_op = 'UPDATE' or new.{quote(step.source)} is not null then"
        f" new.{quote(step.column)} := {value}; end if; return new; end $sync$"
    )
    await work.con.execute(
        f"create or replace trigger {name} before insert or update of {quote(step.source)}"
        f" on {quote(step.table)} for each row execute function {name}()"
    )


def _sync_name(step: Step) -> str:
    return fit_name(f"_sync_{step.table}_{step.column}")


async def _nothing(work: StepWork) -> None:
    """Bringing a column back is a matter of the storage map; its constraints are other steps."""


# --- fill ----------------------------------------------------------------------------------------


async def _backfill(work: StepWork) -> None:
    step = work.step
    column = quote(step.column)
    await _in_batches(work, f"{column} = {step.literal}", f"{column} is null")


async def _copy_column(work: StepWork) -> None:
    step = work.step
    old, new = quote(step.source), quote(step.column)
    forward = convert_sql(old, step.source_type, step.pg_type)
    back = convert_sql(new, step.pg_type, step.source_type)
    await _in_batches(work, f"{new} = {forward}", f"{back} is distinct from {old}")
    await _refuse(work, "converts", f"{old} is not null and {new} is null")


async def _replace_value(work: StepWork) -> None:
    step = work.step
    assignment = _replace_sql(step).partition(" set ")[2]
    keys = ", ".join(quote_text(key) for key in step.values)
    await _in_batches(work, assignment, f"{quote(step.column)} in ({keys})")


def _replace_sql(step: Step) -> str:
    column = quote(step.column)
    cases = " ".join(
        f"when {quote_text(old)} then {quote_text(new)}" for old, new in step.values.items()
    )
    return f"update {quote(step.table)} set {column} = case {column} {cases} else {column} end"


async def _in_batches(work: StepWork, assignment: str, condition: str) -> None:
    """Keyset batches by id, each its own transaction, so that no lock is held for long."""
    table, after, done = quote(work.step.table), work.progress.get("after"), 0
    done = int(work.progress.get("done", 0))
    position = UUID(after) if after else None
    while True:
        row = await work.con.fetchrow(
            f"with batch as (select id from {table} where $1::uuid is null or id > $1"
            f" order by id limit {BATCH}), changed as (update {table} set {assignment}"
            f" where id in (select id from batch) and {condition} returning 1)"
            " select (select id from batch order by id desc limit 1) last,"
            " (select count(*) from changed) changed",
            position,
        )
        if row is None or row["last"] is None:
            return
        position, done = row["last"], done + row["changed"]
        await work.save({"after": str(position), "done": done})


async def _create_index(work: StepWork) -> None:
    index = _needed(work.step.index)
    name = f"{quote(index.name)}"
    valid = await work.con.fetchval(
        "select indisvalid from pg_index where indexrelid = to_regclass($1)", name
    )
    if valid:
        return
    if valid is False:
        await _drop_concurrently(work.con, index.name)
    try:
        await work.con.execute(index.sql(concurrently=work.step.concurrently))
    except asyncpg.UniqueViolationError:
        await _drop_concurrently(work.con, index.name)
        await _refuse(work, "unique", "", index)
        raise


async def _add_foreign_key(work: StepWork) -> None:
    step, key = work.step, _needed(work.step.foreign_key)
    state = await _constraint_state(work.con, step.table, key.name)
    if state is None:
        await with_short_locks(work.con, lambda: work.con.execute(_foreign_key_sql(key)))
    if state is not True:
        try:
            await work.con.execute(
                f"alter table {quote(step.table)} validate constraint {quote(key.name)}"
            )
        except asyncpg.ForeignKeyViolationError:
            await _drop_constraint(work.con, step.table, key.name)
            await _refuse(
                work,
                "references",
                f'"{key.column}" is not null and not exists'
                f' (select from "{key.target}" t where t.id = "{key.column}")',
            )
            raise


def _foreign_key_sql(key: ForeignKey) -> str:
    cascade = " on delete cascade" if key.cascade else ""
    return (
        f"alter table {quote(key.table)} add constraint {quote(key.name)} foreign key"
        f" ({quote(key.column)}) references {quote(key.target)} (id){cascade} not valid"
    )


async def _set_not_null(work: StepWork) -> None:
    step, con = work.step, work.con
    table, column, name = quote(step.table), quote(step.column), _filled_name(step)
    if await con.fetchval(
        "select attnotnull from pg_attribute where attrelid = to_regclass($1) and attname = $2",
        table,
        step.column,
    ):
        await _drop_constraint(con, step.table, name)
        return
    if await _constraint_state(con, step.table, name) is None:
        check = f"check ({column} is not null) not valid"
        await with_short_locks(
            con, lambda: con.execute(f"alter table {table} add constraint {quote(name)} {check}")
        )
    try:
        await con.execute(f"alter table {table} validate constraint {quote(name)}")
    except asyncpg.CheckViolationError:
        await _drop_constraint(con, step.table, name)
        await _refuse(work, "filled", f"{column} is null")
        raise
    await with_short_locks(
        con,
        lambda: con.execute(
            f"alter table {table} alter column {column} set not null, drop constraint {quote(name)}"
        ),
    )


def _filled_name(step: Step) -> str:
    return fit_name(f"_{step.column}_filled")


# --- contract ------------------------------------------------------------------------------------


async def _drop_index(work: StepWork) -> None:
    for name in work.step.names:
        await _drop_concurrently(work.con, name)


async def _drop_default(work: StepWork) -> None:
    await _forget_default(work.con, work.step)


async def _drop_sync(work: StepWork) -> None:
    await _forget_sync(work.con, work.step)


# --- undo ----------------------------------------------------------------------------------------


async def _undo_table(con: Connection, step: Step) -> None:
    await with_short_locks(
        con, lambda: con.execute(f"drop table if exists {quote(step.table)} cascade")
    )


async def _undo_column(con: Connection, step: Step) -> None:
    drops = ", ".join(f"drop column if exists {quote(column.name)}" for column in step.columns)
    await with_short_locks(con, lambda: con.execute(f"alter table {quote(step.table)} {drops}"))


async def _undo_index(con: Connection, step: Step) -> None:
    await _drop_concurrently(con, _needed(step.index).name)


async def _undo_foreign_key(con: Connection, step: Step) -> None:
    await _drop_constraint(con, step.table, _needed(step.foreign_key).name)


async def _undo_not_null(con: Connection, step: Step) -> None:
    await _drop_constraint(con, step.table, _filled_name(step))
    await with_short_locks(
        con,
        lambda: con.execute(
            f"alter table {quote(step.table)} alter column {quote(step.column)} drop not null"
        ),
    )


async def _forget_default(con: Connection, step: Step) -> None:
    await con.execute(
        f"alter table {quote(step.table)} alter column {quote(step.column)} drop default"
    )


async def _undo_default(con: Connection, step: Step) -> None:
    await with_short_locks(con, lambda: _forget_default(con, step))


async def _forget_sync(con: Connection, step: Step) -> None:
    name = quote(_sync_name(step))
    await con.execute(f"drop trigger if exists {name} on {quote(step.table)}")
    await con.execute(f"drop function if exists {name}()")


async def _undo_sync(con: Connection, step: Step) -> None:
    await with_short_locks(con, lambda: _forget_sync(con, step))


# --- shared --------------------------------------------------------------------------------------


async def _refuse(work: StepWork, kind: str, condition: str, index: Index | None = None) -> None:
    """Raise StepFailed with the offending rows, when there are any."""
    step = work.step
    check = DataCheck.model_validate(
        {
            "kind": kind,
            "datasource": step.datasource,
            "table": step.table,
            "entity": step.entity or step.table,
            "field": step.field or step.column,
            "condition": condition,
            "columns": index.columns if index else (),
        }
    )
    row = await work.con.fetchrow(check.sql())
    if row and row["count"]:
        raise StepFailed(explain_offending(check, row["count"], [str(id_) for id_ in row["ids"]]))


async def _constraint_state(con: Connection, table: str, name: str) -> bool | None:
    return await con.fetchval(
        "select convalidated from pg_constraint where conrelid = to_regclass($1) and conname = $2",
        quote(table),
        name,
    )


async def _drop_constraint(con: Connection, table: str, name: str) -> None:
    sql = f"alter table if exists {quote(table)} drop constraint if exists {quote(name)}"
    await with_short_locks(con, lambda: con.execute(sql))


async def _drop_concurrently(con: Connection, name: str) -> None:
    await con.execute(f"drop index concurrently if exists {quote(name)}")


def _needed(value: Any) -> Any:
    if value is None:
        raise ValueError("the step lacks what its kind needs")
    return value


_APPLY: dict[StepKind, Callable[[StepWork], Awaitable[None]]] = {
    "create_table": _create_table,
    "create_join_table": _create_join_table,
    "add_column": _add_column,
    "set_default": _set_default,
    "sync_column": _sync_column,
    "revive_column": _nothing,
    "backfill": _backfill,
    "copy_column": _copy_column,
    "replace_value": _replace_value,
    "create_index": _create_index,
    "add_foreign_key": _add_foreign_key,
    "set_not_null": _set_not_null,
    "drop_index": _drop_index,
    "drop_default": _drop_default,
    "drop_sync": _drop_sync,
}

_UNDO: dict[StepKind, Callable[[Connection, Step], Awaitable[None]]] = {
    "create_table": _undo_table,
    "create_join_table": _undo_table,
    "add_column": _undo_column,
    "set_default": _undo_default,
    "sync_column": _undo_sync,
    "create_index": _undo_index,
    "add_foreign_key": _undo_foreign_key,
    "set_not_null": _undo_not_null,
}
