"""What a step works with: its connection, its progress, the refusal, small shared statements."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from engine.core.pool import Connection
from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.indexes import Index
from engine.definitions.physical_names import fit_name, quote, quote_text
from engine.definitions.session import with_short_locks
from engine.definitions.step import Step
from metamodel.problem import Problem

__all__ = [
    "StepFailed",
    "StepWork",
    "constraint_state",
    "drop_concurrently",
    "drop_constraint",
    "filled_name",
    "forget_default",
    "forget_sync",
    "holds_sql",
    "needed",
    "refuse",
    "replace_sql",
    "sync_name",
]

T = TypeVar("T")


class StepFailed(Exception):
    """The data does not allow the step. `problem` says which rows and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWork:
    """A step, the connection it works on, the one of the other datasource, how far it had come, and
    how to note progress.
    """

    con: Connection
    other: Connection
    app_role: str
    step: Step
    progress: Mapping[str, Any]
    save: Callable[[Mapping[str, Any]], Awaitable[None]]


async def refuse(work: StepWork, kind: str, condition: str, index: Index | None = None) -> None:
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


async def constraint_state(con: Connection, table: str, name: str) -> bool | None:
    """Whether a constraint is validated; None when it is not there."""
    return await con.fetchval(
        "select convalidated from pg_constraint where conrelid = to_regclass($1) and conname = $2",
        quote(table),
        name,
    )


async def drop_constraint(con: Connection, table: str, name: str) -> None:
    """Drop a constraint if it is there."""
    sql = f"alter table if exists {quote(table)} drop constraint if exists {quote(name)}"
    await with_short_locks(con, lambda: con.execute(sql))


async def drop_concurrently(con: Connection, name: str) -> None:
    """Drop an index if it is there, valid or not."""
    await con.execute(f"drop index concurrently if exists {quote(name)}")


async def forget_default(con: Connection, step: Step) -> None:
    """Take the default of a column away."""
    await con.execute(
        f"alter table {quote(step.table)} alter column {quote(step.column)} drop default"
    )


async def forget_sync(con: Connection, step: Step) -> None:
    """Drop the trigger of a conversion and its function."""
    name = quote(sync_name(step))
    await con.execute(f"drop trigger if exists {name} on {quote(step.table)}")
    await con.execute(f"drop function if exists {name}()")


def replace_sql(step: Step) -> str:
    """The UPDATE that maps stage or option keys, without its WHERE. In a list each key stays once,
    at its first place."""
    column = quote(step.column)
    cases = " ".join(
        f"when {quote_text(old)} then {quote_text(new)}" for old, new in step.values.items()
    )
    value = f"case {column} {cases} else {column} end"
    if step.is_list:
        value = (
            f"(select array_agg(k order by n) from (select case e {cases} else e end k, min(o) n"
            f" from unnest({column}) with ordinality u(e, o) group by 1) m)"
        )
    return f"update {quote(step.table)} set {column} = {value}"


def holds_sql(step: Step, keys: str) -> str:
    """That a column holds any of the keys, which are SQL of an array of texts."""
    return f"{quote(step.column)} {'&&' if step.is_list else '= any'} ({keys})"


def sync_name(step: Step) -> str:
    """Name of the trigger and function of a conversion."""
    return fit_name(f"_sync_{step.table}_{step.column}")


def filled_name(step: Step) -> str:
    """Name of the passing check that a column is filled."""
    return fit_name(f"_{step.column}_filled")


def needed(value: T | None) -> T:
    """The value, which a step of this kind has."""
    if value is None:
        raise ValueError("the step lacks what its kind needs")
    return value
