"""Taking back the steps of a publish that never switched, so that its names are free again."""

from engine.core.pool import Connection
from engine.definitions.physical_names import quote
from engine.definitions.session import with_short_locks
from engine.definitions.step import Step
from engine.definitions.step_work import (
    drop_concurrently,
    drop_constraint,
    filled_name,
    forget_default,
    forget_sync,
    needed,
)

__all__ = [
    "undo_column",
    "undo_default",
    "undo_foreign_key",
    "undo_index",
    "undo_not_null",
    "undo_sync",
    "undo_table",
]


async def undo_table(con: Connection, step: Step) -> None:
    """Drop a table nobody has seen."""
    await with_short_locks(
        con, lambda: con.execute(f"drop table if exists {quote(step.table)} cascade")
    )


async def undo_column(con: Connection, step: Step) -> None:
    """Drop a column nobody has seen."""
    drops = ", ".join(f"drop column if exists {quote(column.name)}" for column in step.columns)
    await with_short_locks(con, lambda: con.execute(f"alter table {quote(step.table)} {drops}"))


async def undo_index(con: Connection, step: Step) -> None:
    """Drop an index, invalid or not."""
    await drop_concurrently(con, needed(step.index).name)


async def undo_foreign_key(con: Connection, step: Step) -> None:
    """Drop a reference."""
    await drop_constraint(con, step.table, needed(step.foreign_key).name)


async def undo_not_null(con: Connection, step: Step) -> None:
    """Take empty values again."""
    await drop_constraint(con, step.table, filled_name(step))
    await with_short_locks(
        con,
        lambda: con.execute(
            f"alter table {quote(step.table)} alter column {quote(step.column)} drop not null"
        ),
    )


async def undo_default(con: Connection, step: Step) -> None:
    """Take the default away."""
    await with_short_locks(con, lambda: forget_default(con, step))


async def undo_sync(con: Connection, step: Step) -> None:
    """End a conversion that did not come to its switch."""
    await with_short_locks(con, lambda: forget_sync(con, step))
