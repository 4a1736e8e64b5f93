"""The rows and links of a write, as statements built from deltas before any of them runs.

Identifiers come from the storage map only.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.kinds.field_type import Stored
from engine.records.delta import Delta
from engine.records.stamp import stamp
from engine.records.statement import Statement
from engine.records.table import Join, Table


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
        at, by = stamp(ctx, delta)
        values = (delta.after.get(name, {}).get(suffix) for name, suffix in places)
        stamps = (at if name in delta.entered else None for name in since)
        rows.append((delta.id, 1, at, by, at, by, *values, *stamps))
    sql = f"insert into {table.name} ({', '.join(names)}) values ({marks})"  # noqa: S608
    yield Statement(sql=sql, rows=rows, deltas=new)


def update_rows(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows of changed records, one statement per set of columns."""
    changed = [delta for delta in deltas if delta.op in ("update", "move") and delta.is_changed]
    since = _since_columns(table)
    for cells, group in groupby(sorted(changed, key=_cell_key), key=_cell_key):
        same = list(group)
        entered = [name for name in since if name in same[0].entered]
        columns = [_column(table, *cell) for cell in cells] + [since[name] for name in entered]
        sets = "".join(f", {column} = ${number}" for number, column in enumerate(columns, 5))
        rows: list[tuple[Any, ...]] = []
        for delta in same:
            at, by = stamp(ctx, delta)
            values = (delta.after[name][suffix] for name, suffix in cells)
            since_then = delta.since or {}
            stamps = (since_then.get(name, at) for name in entered)
            rows.append((delta.id, delta.version, at, by, *values, *stamps))
        sql = (
            f"update {table.name} set _version = $2, _updated_at = $3, _updated_by = $4{sets}"  # noqa: S608
            " where id = $1"
        )
        yield Statement(sql=sql, rows=rows, deltas=same)


def trash_rows(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """Records that go to the trash, and those that come back."""
    moved = [delta for delta in deltas if delta.op in ("trash", "restore")]
    if not moved:
        return
    rows: list[tuple[Any, ...]] = []
    for delta in moved:
        at, by = stamp(ctx, delta)
        rows.append((delta.id, delta.version, at, by, at if delta.op == "trash" else None))
    sql = (
        f"update {table.name} set _version = $2, _updated_at = $3, _updated_by = $4,"  # noqa: S608
        " _trashed_at = $5 where id = $1"
    )
    yield Statement(sql=sql, rows=rows, deltas=moved)


def delete_rows(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """Records that are purged: their row, their links, and the values history holds of them."""
    gone = [delta for delta in deltas if delta.op == "purge"]
    if not gone:
        return
    rows = [(delta.id,) for delta in gone]
    for place in table.places.values():
        if place.join is not None:
            sql = f"delete from {place.join.table} where {place.join.source} = $1"  # noqa: S608
            yield Statement(sql=sql, rows=rows, deltas=gone)
    sql = f"delete from {table.name} where id = $1"  # noqa: S608
    yield Statement(sql=sql, rows=rows, deltas=gone)
    yield Statement(sql="select _erase_history(array[$1::uuid])", rows=rows, deltas=gone)


def write_links(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows of join tables: links taken away, added, changed, or put in another order."""
    for name, place in table.places.items():
        changed = [delta for delta in deltas if name in delta.after]
        if place.join is not None and changed:
            yield from _take_links(place.join, name, changed)
            yield from _put_links(place.join, name, changed)


def _take_links(join: Join, name: str, deltas: Sequence[Delta]) -> Iterator[Statement]:
    rows: list[tuple[Any, ...]] = []
    losers: list[Delta] = []
    for delta in deltas:
        before: tuple[UUID, ...] = delta.before.get(name, {}).get("") or ()
        if removed := [each for each in before if each not in delta.after[name][""]]:
            rows.append((delta.id, removed))
            losers.append(delta)
    if rows:
        sql = (
            f"delete from {join.table} where {join.source} = $1"  # noqa: S608
            f" and {join.target} = any($2::uuid[])"
        )
        yield Statement(sql=sql, rows=rows, deltas=losers)


def _put_links(join: Join, name: str, deltas: Sequence[Delta]) -> Iterator[Statement]:
    with_attributes = "attributes" in deltas[0].after[name]
    rows: list[tuple[Any, ...]] = []
    owners: list[Delta] = []
    for delta in deltas:
        known = set(_links(delta.before.get(name, {})))
        for link in _links(delta.after[name]):
            if link not in known:
                rows.append((delta.id, *link) if with_attributes else (delta.id, *link[:2]))
                owners.append(delta)
    if rows:
        names = ["position", *(("attributes",) if with_attributes else ())]
        marks = "$1, $2, $3, $4::jsonb" if with_attributes else "$1, $2, $3"
        sets = ", ".join(f"{each} = excluded.{each}" for each in names)
        sql = (
            f"insert into {join.table} ({join.source}, {join.target}, {', '.join(names)})"  # noqa: S608
            f" values ({marks}) on conflict ({join.source}, {join.target}) do update set {sets}"
        )
        yield Statement(sql=sql, rows=rows, deltas=owners)


def _links(stored: Stored) -> Iterator[tuple[UUID, int, str]]:
    """Target, position and attributes of each link."""
    targets: tuple[UUID, ...] = stored.get("") or ()
    texts: tuple[str, ...] = stored.get("attributes") or ("{}",) * len(targets)
    for position, (target, text) in enumerate(zip(targets, texts, strict=True)):
        yield target, position, text


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
