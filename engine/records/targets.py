"""Linked records: they exist, are not in the trash, and may be read; else one answer.

A member must be active to be newly chosen. One statement per linked entity, however many records
link to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.core.database import Databases, Datasource
from engine.core.errors import Fault
from engine.core.pool import Connection
from engine.kinds.field_type import Stored, field_types
from engine.records import faults
from engine.records.clean import Prepared
from engine.records.conditions import Conditions
from engine.records.delta import Delta
from engine.records.table import FieldPlace, Table, table_of

Titles: TypeAlias = Mapping[UUID, str | None]
_MEMBER = "member"


async def find_foreign(
    ctx: RequestContext, databases: Databases, prepared: Sequence[Prepared]
) -> Mapping[str, Titles]:
    """Targets kept in the other database, looked up before the transaction takes its connection."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for each in prepared:
        for _, entity, record in _references(each.table, each.stored, {}):
            if _datasource(ctx, entity) != each.table.datasource:
                wanted[entity].add(record)
    found: dict[str, Titles] = {}
    for entity, ids in sorted(wanted.items()):
        async with databases.source(_datasource(ctx, entity)).clinic(ctx.clinic.id) as con:
            found[entity] = await _find(ctx, con, entity, ids)
    return found


async def resolve_targets(
    ctx: RequestContext,
    con: Connection,
    deltas: Sequence[Delta],
    foreign: Mapping[str, Titles],
) -> tuple[tuple[Delta, ...], tuple[Fault, ...]]:
    """The deltas with titles put into their any-links, and a fault for every target not found."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for delta in deltas:
        for _, entity, record in _new_references(delta):
            if entity not in foreign:
                wanted[entity].add(record)
    titles = dict(foreign)
    for entity, ids in sorted(wanted.items()):
        titles[entity] = await _find(ctx, con, entity, ids)
    found: dict[str, Fault] = {}
    for delta in deltas:
        for name, entity, record in _new_references(delta):
            is_free = name in delta.prepared.trusted or (
                entity == _MEMBER and record == ctx.actor.member_id
            )
            if record not in titles[entity] and not is_free:
                path = f"{delta.prepared.prefix}{name}"
                found[path] = faults.link_not_found(path, delta.table.places[name].field)
    return tuple(_with_titles(delta, titles) for delta in deltas), tuple(found.values())


def _new_references(delta: Delta) -> Iterable[tuple[str, str, UUID]]:
    return _references(delta.table, delta.after, delta.before)


def _references(
    table: Table, after: Mapping[str, Stored], before: Mapping[str, Stored]
) -> Iterable[tuple[str, str, UUID]]:
    """Field, entity and record of every reference that is newly set."""
    for name, stored in after.items():
        place = table.places[name]
        relation = field_types[place.field.type].relation
        if relation == "any":
            if stored["id"] is not None:
                yield name, stored["entity"], stored["id"]
        elif relation == "many":
            kept = before.get(name, {}).get("") or ()
            for each in stored[""]:
                if each not in kept:
                    yield name, _target(place), each
        elif relation == "one" and stored[""] is not None:
            yield name, _target(place), stored[""]


def _target(place: FieldPlace) -> str:
    return place.field.to or _MEMBER


def _with_titles(delta: Delta, titles: Mapping[str, Titles]) -> Delta:
    after: dict[str, Stored] = {}
    for name, stored in delta.after.items():
        if field_types[delta.table.places[name].field.type].relation == "any" and stored["id"]:
            title = titles[stored["entity"]].get(stored["id"])
            after[name] = {**stored, "title": title}
    return replace(delta, after={**delta.after, **after}) if after else delta


def _datasource(ctx: RequestContext, name: str) -> Datasource:
    entity = ctx.snapshot.model.entity_by_name.get(name)
    return entity.datasource if entity else "core"


async def _find(ctx: RequestContext, con: Connection, name: str, ids: set[UUID]) -> Titles:
    entity = ctx.snapshot.model.entity_by_name.get(name)
    if entity is None and name == _MEMBER:
        return await _find_member(con, ids)
    table = table_of(ctx.snapshot, entity) if entity else None
    policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name) if entity else None
    if entity is None or table is None or policy is None:
        return {}
    conditions = Conditions(ctx, table, first=2)
    may_read = conditions.rule(policy.rules["read"])
    active = " and t.active" if entity.system == _MEMBER else ""
    title = table.places.get(entity.title)
    column = f"t.{next(iter(title.columns.values()))}::text" if title and title.columns else "null"
    rows = await con.fetch(
        f"select t.id, {column} from {table.name} t"  # noqa: S608
        f" where t.id = any($1::uuid[]) and t._trashed_at is null{active} and {may_read}",
        list(ids),
        *conditions.binds,
    )
    return {row[0]: row[1] for row in rows}


async def _find_member(con: Connection, ids: set[UUID]) -> Titles:
    """Members of a model that does not show them as records."""
    rows = await con.fetch("select id, name from _member where id = any($1::uuid[])", list(ids))
    return {row[0]: row[1] for row in rows}
