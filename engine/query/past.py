"""Who could see a record before it changed: the row rule over the record as history says it was.

Law 2: that a record is gone is told only to those who could read it before. What history does not
know counts as not seen.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.database import Databases
from engine.definitions.storage import EntityStorage, FieldStorage
from engine.kinds.field_type import InvalidValue, field_types, wire_plain
from engine.query.execute import run
from engine.query.reach import Reach
from engine.query.source import quote
from metamodel.entity import Entity
from metamodel.field import Field

__all__ = ["find_seen_before"]

_ATTEMPTS = 3
_Place = tuple[Field, FieldStorage]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    version: int
    op: str
    changed: Sequence[str]
    before: Mapping[str, Any] | None


@dataclass(slots=True, kw_only=True)
class _Record:
    """A record as it is, with its versions, newest first."""

    id: UUID
    version: int
    is_trashed: bool
    versions: list[_Version]


async def find_seen_before(
    ctx: RequestContext,
    databases: Databases,
    reach: Reach,
    entity: Entity,
    changes: Iterable[tuple[UUID, int]],
) -> frozenset[UUID]:
    """Of records and the versions that changed them: those the actor could read before one of them.

    Who may read all could read every one, purged ones included.
    """
    wanted: dict[UUID, set[int]] = defaultdict(set)
    for record, version in changes:
        wanted[record].add(version)
    if reach.everything or not wanted:
        return frozenset(wanted)
    stored = ctx.snapshot.storage.entities[entity.id or ""]
    if not reach.knows_past:
        return frozenset()
    places = _places(entity, stored, reach.reads)
    for _ in range(_ATTEMPTS):
        records = await _load(ctx, databases, stored, wanted)
        states = [
            {"n": n, "id": str(record.id), "version": record.version, "was": was}
            for n, (record, was) in enumerate(
                (record, was)
                for record in records
                for was in _states(record, wanted[record.id], places)
            )
        ]
        answer = await run(ctx, databases, reach.was, (json.dumps(states),))
        judged: list[tuple[int, bool, bool]] = json.loads(answer.body)
        if all(fits for _, fits, _ in judged):
            return frozenset(UUID(str(states[n]["id"])) for n, _, seen in judged if seen)
    return frozenset()


def _places(entity: Entity, stored: EntityStorage, names: frozenset[str]) -> Mapping[str, _Place]:
    """The fields the rule reads that history tells of, by field id."""
    fields = {field.id or "": field for field in entity.fields if field.name in names}
    return {
        key: (field, stored.fields[key])
        for key, field in fields.items()
        if key in stored.fields and stored.fields[key].state == "active"
    }


def _states(
    record: _Record, wanted: set[int], places: Mapping[str, _Place]
) -> Iterator[Mapping[str, Any]]:
    """What the columns the rule reads held before each of the wanted versions, newest first.

    It ends where history does; a record in the trash is seen by nobody.
    """
    was: dict[str, Any] = {}
    is_trashed, expected = record.is_trashed, record.version
    for each in record.versions:
        if each.version != expected or each.op == "create":
            return
        expected -= 1
        for key in each.changed:
            place = places.get(key)
            if place is None:
                continue
            before = None if each.before is None else _columns(place, each.before.get(key))
            if before is None:
                return
            was.update(before)
        is_trashed = each.op == "restore" or (is_trashed and each.op != "trash")
        if each.version in wanted and not is_trashed:
            yield dict(was)


def _columns(place: _Place, kept: Any) -> Mapping[str, Any] | None:
    """The columns of a field as JSON, from what history kept of it; None when it fits no more."""
    field, stored = place
    cleaned: Mapping[str, Any] = {}
    if kept is not None:
        try:
            cleaned = field_types[field.type].clean(kept, field)
        except InvalidValue:
            return None
    return {
        column: wire_plain(cleaned.get(suffix), is_json=stored.types.get(suffix) == "jsonb")
        for suffix, column in stored.columns.items()
    }


async def _load(
    ctx: RequestContext,
    databases: Databases,
    stored: EntityStorage,
    wanted: Mapping[UUID, set[int]],
) -> Iterable[_Record]:
    sql = (
        "select t.id, t._version, t._trashed_at is not null, h.version, h.op, h.changed,"
        f" h.before::text from unnest($1::uuid[], $2::integer[]) as w(id, first)"
        f" join {quote(stored.table)} t on t.id = w.id"
        " join _history h on h.record = w.id and h.version >= w.first"
        " order by t.id, h.version desc"
    )
    async with databases.source(stored.datasource).clinic(ctx.clinic.id) as con:
        rows = await con.fetch(sql, list(wanted), [min(each) for each in wanted.values()])
    found: dict[UUID, _Record] = {}
    for record_id, version, is_trashed, *rest in rows:
        record = found.setdefault(
            record_id,
            _Record(id=record_id, version=version, is_trashed=is_trashed, versions=[]),
        )
        at, op, changed, before = rest
        kept: Mapping[str, Any] | None = None if before is None else json.loads(before)
        record.versions.append(_Version(version=at, op=op, changed=changed, before=kept))
    return found.values()
