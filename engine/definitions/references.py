"""Copies of records in the other datasource: titles and listed fields, fed in version order.

`feed` is the one function that writes a copy. It is called for all rows by the steps of a publish
and at the start of a process, and for some rows after the commit of a write: by the write door and
by `engine.definitions.members`. No transaction spans the two databases: a refresh that is lost
with its process is made up for at the next start.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.core.database import Databases, other_datasource
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from engine.definitions.clinics import load_clinics
from engine.definitions.physical_names import quote
from engine.definitions.projection import Projection, find_projection, find_projections
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore

__all__ = [
    "Ends",
    "feed",
    "find_behind",
    "heal_all_references",
    "heal_references",
    "refresh_after_commit",
    "refresh_references",
]

BATCH = 5000
PATIENCE = 2.0
"""Seconds an answer waits for the copies of what it committed; they are brought level anyway."""

_log = logging.getLogger("nexus.references")
_under_way: set[asyncio.Task[None]] = set()
Lease = Callable[[], AbstractAsyncContextManager[Connection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """A connection where the records are, and one, as owner, where their copies are."""

    read: Lease
    write: Lease


async def refresh_references(
    databases: Databases,
    clinic: Clinic,
    snapshot: Snapshot,
    entity: str,
    ids: Sequence[UUID] | None = None,
) -> None:
    """Bring the copy of an entity level: all of it, or of some records."""
    found = snapshot.model.entity_by_name.get(entity)
    stored = snapshot.storage.entities.get(found.id or "") if found else None
    projection = find_projection(found, stored) if found else None
    if projection is not None:
        await feed(_ends(databases, clinic, projection), projection, ids=ids)


async def refresh_after_commit(
    databases: Databases, clinic: Clinic, snapshot: Snapshot, changed: Mapping[str, Sequence[UUID]]
) -> None:
    """Refresh what a commit changed, by entity. What was committed stays so: nothing is raised, and
    a refresh that takes long, or whose caller went away, goes on by itself.
    """
    shown = {projection.entity for projection in find_projections(snapshot)}
    wanted = {name: tuple(ids) for name, ids in changed.items() if ids and name in shown}
    if not wanted:
        return
    task = asyncio.create_task(_refresh_quietly(databases, clinic, snapshot, wanted))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    await asyncio.wait({task}, timeout=PATIENCE)


async def _refresh_quietly(
    databases: Databases, clinic: Clinic, snapshot: Snapshot, wanted: Mapping[str, Sequence[UUID]]
) -> None:
    for entity, ids in wanted.items():
        try:
            await refresh_references(databases, clinic, snapshot, entity, ids)
        except Exception as error:
            # the text of a database's error can hold values, its type cannot
            shown = ", ".join(str(each) for each in ids[:100])
            kind = type(error).__name__
            _log.error("%s: copies of %s stay behind (%s): %s", clinic.id, entity, kind, shown)


async def heal_all_references(databases: Databases, snapshots: SnapshotStore) -> None:
    """At the start of a process: what an earlier one committed and did not come to copy."""
    for clinic in await load_clinics(databases):
        try:
            healed = await heal_references(databases, clinic, await snapshots.current(clinic.id))
        except Exception as error:
            _log.error("%s: copies were not compared (%s)", clinic.id, type(error).__name__)
        else:
            if healed:
                _log.warning("%s: copies brought level: %s", clinic.id, ", ".join(healed))


async def heal_references(databases: Databases, clinic: Clinic, snapshot: Snapshot) -> list[str]:
    """Refresh the copies that are behind. Returns the names of their entities."""
    behind = await find_behind(databases, clinic, snapshot)
    for projection in behind:
        await feed(_ends(databases, clinic, projection), projection)
    return [projection.entity for projection in behind]


async def find_behind(databases: Databases, clinic: Clinic, snapshot: Snapshot) -> list[Projection]:
    """Copies that do not hold the versions their records have: one sum over ids and versions in
    each database.
    """
    return [
        projection
        for projection in find_projections(snapshot)
        if not await _is_level(_ends(databases, clinic, projection), projection)
    ]


async def _is_level(ends: Ends, projection: Projection) -> bool:
    async with ends.write() as con:
        copied = await con.fetchrow(_mark_sql(projection.table, "version"))
    async with ends.read() as con:
        wanted = await con.fetchrow(_mark_sql(projection.source_table, "_version"))
    return tuple(copied or ()) == tuple(wanted or ())


def _mark_sql(table: str, version: str) -> str:
    return f"select count(*), sum(uuid_hash_extended(id, {version})) from {quote(table)}"


def _ends(databases: Databases, clinic: Clinic, projection: Projection) -> Ends:
    source = databases.source(projection.source)
    target = databases.source(other_datasource(projection.source))
    return Ends(
        read=lambda: source.clinic(clinic.id, role="owner"),
        write=lambda: target.clinic(clinic.id, role="owner"),
    )


# --- feeding ---------------------------------------------------------------------------------


async def feed(
    ends: Ends,
    projection: Projection,
    *,
    ids: Sequence[UUID] | None = None,
    progress: Mapping[str, Any] | None = None,
    save: Callable[[Mapping[str, Any]], Awaitable[None]] | None = None,
) -> None:
    """Copy records whose copy is older or differs, and take away copies of purged ones.

    Never more than one connection at a time. `save` is told how far all rows have come; what it was
    told is where `progress` goes on from.
    """
    if ids is not None:
        for start in range(0, len(ids), BATCH):
            await _feed_some(ends, projection, ids[start : start + BATCH])
        return
    after, done = (progress or {}).get("after"), int((progress or {}).get("done", 0))
    position = UUID(after) if after else None
    while True:
        async with ends.read() as con:
            row = await con.fetchrow(_batch_sql(projection), position)
        if row is None or row["last"] is None:
            break
        await _put(ends, projection, row["records"])
        position, done = row["last"], done + row["count"]
        if save is not None:
            await save({"after": str(position), "done": done})
    await _take_away_purged(ends, projection)


async def _feed_some(ends: Ends, projection: Projection, ids: Sequence[UUID]) -> None:
    async with ends.read() as con:
        row = await con.fetchrow(_some_sql(projection), list(ids))
    if row is None:
        return
    if row["found"]:
        await _put(ends, projection, row["records"])
    gone = set(ids) - set(row["found"])
    if gone:
        async with ends.write() as con:
            await con.execute(_delete_sql(projection), list(gone))


async def _put(ends: Ends, projection: Projection, records: str) -> None:
    async with ends.write() as con:
        await con.execute(_put_sql(projection), records)


async def _take_away_purged(ends: Ends, projection: Projection) -> None:
    """A copy is made after its record was committed, so a record that is not there was purged."""
    position: UUID | None = None
    while True:
        async with ends.write() as con:
            copied = await con.fetchval(_ids_sql(projection.table), position)
        if not copied:
            return
        async with ends.read() as con:
            there = await con.fetchval(
                "select coalesce(array_agg(id), '{}')"
                f" from {quote(projection.source_table)} where id = any($1::uuid[])",
                copied,
            )
        gone = set(copied) - set(there)
        if gone:
            async with ends.write() as con:
                await con.execute(_delete_sql(projection), list(gone))
        position = copied[-1]


def _row_sql(projection: Projection, where: str) -> str:
    columns = ", ".join(f"{sql} {quote(name)}" for name, sql in projection.columns.items())
    return (
        f"select id, _version version, _trashed_at trashed_at, {columns}"
        f" from {quote(projection.source_table)} where {where}"
    )


def _batch_sql(projection: Projection) -> str:
    rows = _row_sql(projection, f"$1::uuid is null or id > $1 order by id limit {BATCH}")
    return (
        "select json_agg(r)::text records, count(*), (array_agg(r.id order by r.id desc))[1] last"
        f" from ({rows}) r"
    )


def _some_sql(projection: Projection) -> str:
    rows = _row_sql(projection, "id = any($1::uuid[])")
    return (
        f"select json_agg(r)::text records, coalesce(array_agg(r.id), '{{}}') found from ({rows}) r"
    )


def _put_sql(projection: Projection) -> str:
    """Rows in the order of ids, so that two feeds never wait for each other."""
    table = quote(projection.table)
    names = ["version", "trashed_at", *(quote(name) for name in projection.columns)]
    held = ", ".join(f"c.{name}" for name in names)
    given = ", ".join(f"excluded.{name}" for name in names)
    listed = ", ".join(names)
    return (
        f"insert into {table} as c (id, {listed})"
        f" select id, {listed} from json_populate_recordset(null::{table}, $1::text::json)"
        f" order by id on conflict (id) do update set ({listed}) = row({given})"
        f" where excluded.version >= c.version and ({held}) is distinct from ({given})"
    )


def _ids_sql(table: str) -> str:
    return (
        "select array_agg(id order by id) from (select id from"
        f" {quote(table)} where $1::uuid is null or id > $1 order by id limit {BATCH}) batch"
    )


def _delete_sql(projection: Projection) -> str:
    return f"delete from {quote(projection.table)} where id = any($1::uuid[])"
