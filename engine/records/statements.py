"""The statements of a write, built from deltas before any of them runs.

An effect turns the deltas of one table into statements of the same transaction: the rows, the
links, and whatever else is kept beside a record. Identifiers come from the storage map only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from engine.access.actor import RequestContext
from engine.records.delta import Delta
from engine.records.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement for one or many rows of arguments. `deltas` says whose row each is."""

    sql: str
    rows: Sequence[tuple[Any, ...]]
    deltas: Sequence[Delta]


Effect: TypeAlias = Callable[[RequestContext, Table, Sequence[Delta]], Iterable[Statement]]


def insert_rows(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows of new records."""
    new = [delta for delta in deltas if delta.op == "create"]
    if not new:
        return
    places = sorted({(name, suffix) for delta in new for name, suffix in _cells(delta)})
    fixed = ("_version", "_created_at", "_created_by", "_updated_at", "_updated_by")
    since = _since_columns(table)
    columns = [_column(table, name, suffix) for name, suffix in places]
    names = ["id", *fixed, *columns, *since.values()]
    marks = ", ".join(f"${number}" for number in range(1, len(names) + 1))
    rows: list[tuple[Any, ...]] = []
    for delta in new:
        at, by = _stamp(ctx, delta)
        values = (delta.after.get(name, {}).get(suffix) for name, suffix in places)
        stamps = (at if name in delta.entered else None for name in since)
        rows.append((delta.id, 1, at, by, at, by, *values, *stamps))
    sql = f"insert into {table.name} ({', '.join(names)}) values ({marks})"  # noqa: S608
    yield Statement(sql=sql, rows=rows, deltas=new)


def update_rows(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows of changed records, one statement per set of columns."""
    changed = [delta for delta in deltas if delta.op != "create" and delta.is_changed]
    since = _since_columns(table)
    for cells, group in groupby(sorted(changed, key=_cell_key), key=_cell_key):
        same = list(group)
        entered = [name for name in since if name in same[0].entered]
        columns = [_column(table, *cell) for cell in cells] + [since[name] for name in entered]
        sets = "".join(f", {column} = ${number}" for number, column in enumerate(columns, 5))
        rows: list[tuple[Any, ...]] = []
        for delta in same:
            at, by = _stamp(ctx, delta)
            values = (delta.after[name][suffix] for name, suffix in cells)
            rows.append((delta.id, delta.version, at, by, *values, *(at for _ in entered)))
        sql = (
            f"update {table.name} set _version = $2, _updated_at = $3, _updated_by = $4{sets}"  # noqa: S608
            " where id = $1"
        )
        yield Statement(sql=sql, rows=rows, deltas=same)


def write_links(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows of join tables: links taken away, added, or put in another order."""
    for name, place in table.places.items():
        join = place.join
        if join is None:
            continue
        gone: list[tuple[Any, ...]] = []
        kept: list[tuple[Any, ...]] = []
        owners: list[Delta] = []
        losers: list[Delta] = []
        for delta in deltas:
            if name not in delta.after:
                continue
            before: tuple[UUID, ...] = delta.before.get(name, {}).get("") or ()
            after: tuple[UUID, ...] = delta.after[name][""]
            if removed := [each for each in before if each not in after]:
                gone.append((delta.id, removed))
                losers.append(delta)
            for position, target in enumerate(after):
                if position >= len(before) or before[position] != target:
                    kept.append((delta.id, target, position))
                    owners.append(delta)
        if gone:
            sql = (
                f"delete from {join.table} where {join.source} = $1"  # noqa: S608
                f" and {join.target} = any($2::uuid[])"
            )
            yield Statement(sql=sql, rows=gone, deltas=losers)
        if kept:
            sql = (
                f"insert into {join.table} ({join.source}, {join.target}, position)"  # noqa: S608
                f" values ($1, $2, $3) on conflict ({join.source}, {join.target})"
                " do update set position = excluded.position"
            )
            yield Statement(sql=sql, rows=kept, deltas=owners)


EFFECTS: tuple[Effect, ...] = (insert_rows, update_rows, write_links)
"""What one write does, in this order, in one transaction."""


def _cells(delta: Delta) -> Iterator[tuple[str, str]]:
    for name, stored in delta.after.items():
        if delta.table.places[name].join is None:
            yield from ((name, suffix) for suffix in stored)


def _cell_key(delta: Delta) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_cells(delta)))


def _column(table: Table, name: str, suffix: str) -> str:
    return table.places[name].columns[suffix]


def _since_columns(table: Table) -> dict[str, str]:
    places = ((field.name, table.places[field.name]) for field in table.stage_fields)
    return {name: place.columns["since"] for name, place in places if "since" in place.columns}


def _stamp(ctx: RequestContext, delta: Delta) -> tuple[datetime, UUID | None]:
    """When and by whom: now and the actor, or what the system actor says of the past."""
    change = delta.prepared.change
    if ctx.actor.kind == "system":
        return change.at or ctx.now, change.by
    return ctx.now, ctx.actor.member_id
