"""Steps that add what the old version does not see, and that tidy up after the switch."""

from engine.core.pool import Connection
from engine.definitions.physical_names import quote
from engine.definitions.step import NewColumn, Step
from engine.definitions.step_work import (
    StepWork,
    drop_concurrently,
    forget_default,
    forget_sync,
    sync_name,
)
from engine.definitions.storage import RECORD_COLUMNS

__all__ = [
    "add_column",
    "column_sql",
    "create_join_table",
    "create_table",
    "drop_default",
    "drop_index",
    "drop_sync",
    "revive_column",
    "set_default",
    "sync_column",
]


async def create_table(work: StepWork) -> None:
    """Make a record table with its columns and, empty as it is, its indexes."""
    step = work.step
    fixed = [f"{quote(name)} {definition}" for name, definition in RECORD_COLUMNS.items()]
    columns = [*fixed, *(column_sql(column) for column in step.columns)]
    await _create(work.con, step, columns)


async def create_join_table(work: StepWork) -> None:
    """Make the table of a many-to-many link."""
    step = work.step
    columns = [
        f"{column_sql(column)}{' default 0' if column.name == 'position' else ''}"
        for column in step.columns
    ]
    key = ", ".join(quote(column.name) for column in step.columns if column.pg_type == "uuid")
    await _create(work.con, step, [*columns, f"primary key ({key})"])


async def _create(con: Connection, step: Step, columns: list[str]) -> None:
    await con.execute(f"create table if not exists {quote(step.table)} ({', '.join(columns)})")
    for index in step.indexes:
        await con.execute(index.sql(concurrently=False))


async def add_column(work: StepWork) -> None:
    """Add a column; a default reaches existing rows without a rewrite."""
    for column in work.step.columns:
        await work.con.execute(
            f"alter table {quote(work.step.table)} add column if not exists {column_sql(column)}"
        )


def column_sql(column: NewColumn) -> str:
    """A column as DDL."""
    parts = [quote(column.name), column.pg_type]
    parts += [f"default {column.literal}"] if column.literal else []
    parts += ["not null"] if column.not_null else []
    return " ".join(parts)


async def set_default(work: StepWork) -> None:
    """Let what the old version inserts have the value the new one requires."""
    step = work.step
    await work.con.execute(
        f"alter table {quote(step.table)} alter column {quote(step.column)}"
        f" set default {step.literal}"
    )


async def sync_column(work: StepWork) -> None:
    """While the old version changes old values, a trigger says which are to be converted again."""
    step, name = work.step, quote(sync_name(work.step))
    source = quote(step.source)
    await work.con.execute(
        f"create or replace function {name}() returns trigger language plpgsql as $sync$"
        f" begin if new.{source} is distinct from old.{source} then"
        f" new.{quote(step.column)} := null; end if; return new; end $sync$"
    )
    await work.con.execute(
        f"create or replace trigger {name} before update of {source}"
        f" on {quote(step.table)} for each row execute function {name}()"
    )


async def revive_column(work: StepWork) -> None:
    """Bringing a column back is a matter of the storage map; its constraints are other steps."""


async def drop_index(work: StepWork) -> None:
    """Drop indexes nothing uses any more."""
    for name in work.step.names:
        await drop_concurrently(work.con, name)


async def drop_default(work: StepWork) -> None:
    """Defaults belong to the write door again."""
    await forget_default(work.con, work.step)


async def drop_sync(work: StepWork) -> None:
    """End a conversion."""
    await forget_sync(work.con, work.step)
