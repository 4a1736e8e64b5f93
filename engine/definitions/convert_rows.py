"""Converting the rows of a table in batches, and asking beforehand which of them cannot be.

While the old version serves, a trigger empties the new value of every row whose old one changes;
the switch converts those few again under its lock.
"""

import json
from collections.abc import Sequence
from uuid import UUID

import asyncpg

from engine.core.pool import Connection
from engine.definitions.conversion import Conversion
from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.physical_names import quote
from engine.definitions.step import Step
from engine.definitions.step_work import StepFailed, StepWork, needed
from engine.kinds.field_type import InvalidValue, Stored
from metamodel.problem import Problem

__all__ = ["convert_rest", "copy_column", "find_unconvertible"]

BATCH = 1000


async def find_unconvertible(
    con: Connection, table: str, conversion: Conversion
) -> tuple[int, list[str]]:
    """How many values do not fit the new type, and the ids of the first of them."""
    count, ids, position = 0, list[str](), None
    source = quote(conversion.source)
    while True:
        rows = await con.fetch(
            f"select id, {source} old from {quote(table)} where ($1::uuid is null or id > $1)"
            f" and {source} is not null order by id limit {BATCH}",
            position,
        )
        for row in rows:
            if _try(conversion, row["old"]) is None:
                count += 1
                ids += [str(row["id"])] if len(ids) < DataCheck.EXAMPLES else []
        if len(rows) < BATCH:
            return count, ids
        position = rows[-1]["id"]


async def copy_column(work: StepWork) -> None:
    """Convert every row; a value that came back unchanged keeps its first form."""
    step, conversion = work.step, needed(work.step.conversion)
    after, done = work.progress.get("after"), int(work.progress.get("done", 0))
    position = UUID(after) if after else None
    while True:
        rows = await work.con.fetch(
            f"select id, {quote(conversion.source)} old, {quote(conversion.column)} new"
            f" from {quote(step.table)} where $1::uuid is null or id > $1"
            f" order by id limit {BATCH}",
            position,
        )
        done += await _write(work.con, step, rows, strict=True)
        if len(rows) < BATCH:
            return
        position = rows[-1]["id"]
        await work.save({"after": str(position), "done": done})


async def convert_rest(con: Connection, step: Step, *, strict: bool) -> None:
    """In the switch: the rows that were written since. Only `strict` can still be refused."""
    conversion = needed(step.conversion)
    source, column = quote(conversion.source), quote(conversion.column)
    lacks = "true" if conversion.fallback is not None else f"{source} is not null"
    rows = await con.fetch(
        f"select id, {source} old, {column} new from {quote(step.table)}"
        f" where {column} is null and {lacks}"
    )
    await _write(con, step, rows, strict=strict)
    if strict and conversion.after.required:
        row = await con.fetchrow(
            f"select count(*) count, (array_agg(id))[1:{DataCheck.EXAMPLES}] ids"
            f" from {quote(step.table)} where {column} is null"
        )
        if row is not None and row["count"]:
            raise StepFailed(_problem_of(step, "filled", row["count"], row["ids"]))


async def _write(
    con: Connection, step: Step, rows: Sequence[asyncpg.Record], *, strict: bool
) -> int:
    conversion = needed(step.conversion)
    changed: list[tuple[UUID, object, Stored]] = []
    for row in rows:
        if conversion.keeps(row["old"], row["new"]):
            continue
        stored = _try(conversion, row["old"])
        if stored is None:
            if strict:
                count, ids = await find_unconvertible(con, step.table, conversion)
                raise StepFailed(_problem_of(step, "converts", count, ids))
        elif stored[""] != row["new"]:
            changed.append((row["id"], row["old"], stored))
    if changed:
        await con.execute(
            _update_sql(step, conversion),
            [each[0] for each in changed],
            [_bound(each[1]) for each in changed],
            *([_bound(each[2].get(suffix)) for each in changed] for suffix in conversion.columns),
        )
    return len(changed)


def _update_sql(step: Step, conversion: Conversion) -> str:
    names = [quote(name) for name in conversion.columns.values()]
    types = [conversion.types[suffix] for suffix in conversion.columns]
    sets = ", ".join(
        f"{name} = {_given(f'v.c{number}', pg_type)}"
        for number, (name, pg_type) in enumerate(zip(names, types, strict=True))
    )
    marks = ", ".join(f"${number + 3}::{_sent(each)}[]" for number, each in enumerate(types))
    columns = ", ".join(f"c{number}" for number in range(len(names)))
    return (
        f"update {quote(step.table)} t set {sets}"
        f" from unnest($1::uuid[], $2::{_sent(conversion.source_type)}[], {marks})"
        f" v(id, old, {columns}) where t.id = v.id and t.{quote(conversion.source)}"
        f" is not distinct from {_given('v.old', conversion.source_type)}"
    )


def _sent(pg_type: str) -> str:
    """The type a value travels as: a list goes as JSON, for PostgreSQL has no list of lists."""
    return "text" if pg_type.endswith("[]") else pg_type


def _bound(value: object) -> object:
    return json.dumps(value) if isinstance(value, list) else value


def _given(sql: str, pg_type: str) -> str:
    if not pg_type.endswith("[]"):
        return sql
    items = f"jsonb_array_elements_text({sql}::jsonb) with ordinality j(e, n)"
    return f"(select array_agg(e order by n)::{pg_type} from {items})"


def _try(conversion: Conversion, value: object) -> Stored | None:
    try:
        return conversion.convert(value)
    except InvalidValue:
        return None


def _problem_of(step: Step, kind: str, count: int, ids: Sequence[object]) -> Problem:
    check = DataCheck.model_validate(
        {
            "kind": kind,
            "datasource": step.datasource,
            "table": step.table,
            "entity": step.entity or step.table,
            "field": step.field or step.column,
        }
    )
    return explain_offending(check, count, [str(each) for each in ids])
