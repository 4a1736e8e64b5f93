"""Files in a write: newly set ones are the actor's own upload, or this very field held them before.

Nothing else tells whether a file exists. A file that is let go keeps its row, so that a change can
be undone; the sweeper takes it away once that is over (`file_sweep`).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from uuid import UUID

import asyncpg

from engine.access.actor import RequestContext
from engine.core.errors import Fault
from engine.core.pool import Connection
from engine.files.judge import accepts
from engine.files.refused import not_accepted, over_limit
from engine.kinds.field_type import field_types
from engine.kinds.file_type import HoldsFiles
from engine.records.delta import Delta
from engine.records.faults import file_not_found
from engine.records.statement import Statement
from engine.records.table import Table

__all__ = ["check_files", "hold_files"]

_FILES_SQL = (
    "select id, state, uploaded_by, size, content_type from _file"
    " where id = any($1::uuid[]) and state <> 'gone' order by id for update"
)
_USES_SQL = (
    "select file from _file_use where file = any($1::uuid[]) and entity = $2 and record = $3"
    " and field = $4"
)
_HOLD_SQL = (
    "with held as (update _file set state = 'held' where id = $1 and state = 'pending')"
    " insert into _file_use (file, entity, record, field) values ($1, $2, $3, $4)"
    " on conflict (file, entity, record, field) do update set released_at = null"
)
_RELEASE_SQL = (
    "update _file_use set released_at = $5"
    " where file = $1 and entity = $2 and record = $3 and field = $4"
)


async def check_files(
    ctx: RequestContext, con: Connection, deltas: Sequence[Delta]
) -> tuple[Fault, ...]:
    """A fault on every field whose new file is not there for the actor, or not for the field."""
    gained = [(delta, name, new) for delta, name, new, _ in _changes(deltas) if new]
    if not gained:
        return ()
    wanted = {file for _, _, files in gained for file in files}
    rows = {row["id"]: row for row in await con.fetch(_FILES_SQL, list(wanted))}
    found: list[Fault] = []
    for delta, name, files in gained:
        known = await _known(con, delta, name, files)
        path = f"{delta.prepared.prefix}{name}"
        found.extend(_faults(ctx, delta, name, path, [rows.get(file) for file in files], known))
    return tuple(found)


def hold_files(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The rows that say which record holds which file."""
    held: list[tuple[tuple[UUID, str, UUID, str], Delta]] = []
    released: list[tuple[tuple[object, ...], Delta]] = []
    for delta, name, new, old in _changes(deltas):
        entity, field = table.entity.id or "", table.places[name].field.id or name
        held.extend(((file, entity, delta.id, field), delta) for file in new)
        released.extend(((file, entity, delta.id, field, ctx.now), delta) for file in old)
    for sql, rows in ((_HOLD_SQL, held), (_RELEASE_SQL, released)):
        if rows:
            yield Statement(sql=sql, rows=[row for row, _ in rows], deltas=[d for _, d in rows])
    purged = [delta for delta in deltas if delta.op == "purge" and _has_files(table)]
    if purged:
        yield Statement(
            sql="delete from _file_use where record = $1",
            rows=[(delta.id,) for delta in purged],
            deltas=purged,
        )


def _changes(
    deltas: Sequence[Delta],
) -> Iterator[tuple[Delta, str, tuple[UUID, ...], tuple[UUID, ...]]]:
    """Field by field: the files that are newly set, and those that are let go."""
    for delta in deltas:
        for name, after in delta.after.items():
            kind = _holder(delta.table.places[name].field.type)
            if kind is not None:
                new, old = kind.files(after), kind.files(delta.before.get(name, {}))
                gained = tuple(file for file in new if file not in old)
                yield delta, name, gained, tuple(file for file in old if file not in new)


def _has_files(table: Table) -> bool:
    places = table.places.values()
    return any(_holder(place.field.type) is not None for place in places)


@cache
def _holder(key: str) -> HoldsFiles | None:
    """The field type of a key when its values are files."""
    kind = field_types[key]
    return kind if isinstance(kind, HoldsFiles) else None


async def _known(
    con: Connection, delta: Delta, name: str, files: Iterable[UUID]
) -> frozenset[UUID]:
    """Those of the files that this field of this record held before."""
    if delta.op == "create":
        return frozenset()
    entity, field = delta.table.entity.id or "", delta.table.places[name].field.id or name
    rows = await con.fetch(_USES_SQL, list(files), entity, delta.id, field)
    return frozenset(row[0] for row in rows)


def _faults(
    ctx: RequestContext,
    delta: Delta,
    name: str,
    path: str,
    rows: Iterable[asyncpg.Record | None],
    known: frozenset[UUID],
) -> Iterator[Fault]:
    field = delta.table.places[name].field
    kind = _holder(field.type)
    limits = kind.limits(field) if kind is not None else None
    for row in rows:
        if row is None or not _is_theirs(ctx, row, known):
            yield file_not_found(path, field)
        elif limits and limits.max_size is not None and row["size"] > limits.max_size:
            yield over_limit(path, limits.max_size)
        elif limits and not accepts(limits.accept, row["content_type"]):
            yield not_accepted(path, ", ".join(limits.accept))


def _is_theirs(ctx: RequestContext, row: asyncpg.Record, known: frozenset[UUID]) -> bool:
    if row["id"] in known or ctx.actor.kind == "system":
        return True
    return row["state"] == "pending" and row["uploaded_by"] == ctx.actor.member_id
