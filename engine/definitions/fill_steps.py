"""Steps that move and check data while the old version serves: in batches, without long locks."""

from uuid import UUID

import asyncpg

from engine.definitions.design import ForeignKey
from engine.definitions.physical_names import quote, quote_text
from engine.definitions.session import with_short_locks
from engine.definitions.step_work import (
    StepWork,
    constraint_state,
    drop_concurrently,
    drop_constraint,
    filled_name,
    holds_sql,
    needed,
    refuse,
    replace_sql,
)

__all__ = [
    "add_foreign_key",
    "backfill",
    "create_index",
    "replace_value",
    "set_not_null",
]

BATCH = 5000


async def backfill(work: StepWork) -> None:
    """Fill what is empty."""
    step = work.step
    column = quote(step.column)
    await _in_batches(work, f"{column} = {step.literal}", f"{column} is null")


async def replace_value(work: StepWork) -> None:
    """Move records of removed stages."""
    step = work.step
    assignment = replace_sql(step).partition(" set ")[2]
    keys = ", ".join(quote_text(key) for key in step.values)
    await _in_batches(work, assignment, holds_sql(step, f"array[{keys}]::text[]"))


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


async def create_index(work: StepWork) -> None:
    """Build an index beside the traffic; one left invalid is built anew."""
    index = needed(work.step.index)
    name = f"{quote(index.name)}"
    valid = await work.con.fetchval(
        "select indisvalid from pg_index where indexrelid = to_regclass($1)", name
    )
    if valid:
        return
    if valid is False:
        await drop_concurrently(work.con, index.name)
    try:
        await work.con.execute(index.sql(concurrently=work.step.concurrently))
    except asyncpg.UniqueViolationError:
        await drop_concurrently(work.con, index.name)
        await refuse(work, "unique", "", index)
        raise


async def add_foreign_key(work: StepWork) -> None:
    """Add a reference unchecked, then check what is there."""
    step, key = work.step, needed(work.step.foreign_key)
    state = await constraint_state(work.con, step.table, key.name)
    if state is None:
        await with_short_locks(work.con, lambda: work.con.execute(_foreign_key_sql(key)))
    if state is not True:
        try:
            await work.con.execute(
                f"alter table {quote(step.table)} validate constraint {quote(key.name)}"
            )
        except asyncpg.ForeignKeyViolationError:
            await drop_constraint(work.con, step.table, key.name)
            await refuse(
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


async def set_not_null(work: StepWork) -> None:
    """Prove that nothing is empty, then require it without a scan under lock."""
    step, con = work.step, work.con
    table, column, name = quote(step.table), quote(step.column), filled_name(step)
    if await con.fetchval(
        "select attnotnull from pg_attribute where attrelid = to_regclass($1) and attname = $2",
        table,
        step.column,
    ):
        await drop_constraint(con, step.table, name)
        return
    if await constraint_state(con, step.table, name) is None:
        check = f"check ({column} is not null) not valid"
        await with_short_locks(
            con, lambda: con.execute(f"alter table {table} add constraint {quote(name)} {check}")
        )
    try:
        await con.execute(f"alter table {table} validate constraint {quote(name)}")
    except asyncpg.CheckViolationError:
        await drop_constraint(con, step.table, name)
        await refuse(work, "filled", f"{column} is null")
        raise
    await with_short_locks(
        con,
        lambda: con.execute(
            f"alter table {table} alter column {column} set not null, drop constraint {quote(name)}"
        ),
    )
