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
from engine.access.policy import ALL, policy_for
from engine.core.database import Databases
from engine.core.errors import Fault
from engine.core.pool import Connection
from engine.kinds.field_type import Stored, field_types
from engine.records import faults
from engine.records.conditions import Conditions
from engine.records.delta import Delta
from engine.records.table import FieldPlace, table_of

Titles: TypeAlias = Mapping[UUID, str | None]
_MEMBER = "member"


async def resolve_targets(
    ctx: RequestContext, databases: Databases, con: Connection, deltas: Sequence[Delta]
) -> tuple[tuple[Delta, ...], tuple[Fault, ...]]:
    """The deltas with titles put into their any-links, and a fault for every target not found."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for delta in deltas:
        for _, entity, record in _references(delta):
            wanted[entity].add(record)
    titles: dict[str, Titles] = {}
    for entity in sorted(wanted):
        titles[entity] = await _find(ctx, databases, con, deltas[0], entity, wanted[entity])
    found: list[Fault] = []
    for delta in deltas:
        for name, entity, record in _references(delta):
            is_free = name in delta.prepared.trusted or (
                entity == _MEMBER and record == ctx.actor.member_id
            )
            if record not in titles[entity] and not is_free:
                path = f"{delta.prepared.prefix}{name}"
                found.append(faults.link_not_found(path, delta.table.places[name].field))
    return tuple(_with_titles(delta, titles) for delta in deltas), tuple(_one_a_path(found))


def _one_a_path(found: Iterable[Fault]) -> Iterable[Fault]:
    """One fault a path: several missing links of one field are one thing to correct."""
    return {fault.path: fault for fault in found}.values()


def _references(delta: Delta) -> Iterable[tuple[str, str, UUID]]:
    """Field, entity and record of every reference that is newly set."""
    for name, stored in delta.after.items():
        place = delta.table.places[name]
        relation = field_types[place.field.type].relation
        if relation == "any":
            if stored["id"] is not None:
                yield name, stored["entity"], stored["id"]
        elif relation == "many":
            before = delta.before.get(name, {}).get("") or ()
            for each in stored[""]:
                if each not in before:
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


async def _find(
    ctx: RequestContext,
    databases: Databases,
    con: Connection,
    delta: Delta,
    name: str,
    ids: set[UUID],
) -> Titles:
    entity = ctx.snapshot.model.entity_by_name.get(name)
    table = table_of(ctx.snapshot, entity) if entity else None
    policy = policy_for(ctx.snapshot, ctx.actor).find(name)
    if entity is None or table is None or policy is None:
        return await _find_member(con, ids) if name == _MEMBER and entity is None else {}
    conditions = Conditions(ctx, table, first=2)
    may_read = conditions.rule(policy.rules["read"] if ctx.actor.kind != "system" else ALL)
    active = " and t.active" if entity.system == _MEMBER else ""
    title = table.places.get(entity.title)
    column = f"t.{next(iter(title.columns.values()))}::text" if title and title.columns else "null"
    sql = (
        f"select t.id, {column} from {table.name} t"  # noqa: S608
        f" where t.id = any($1::uuid[]) and t._trashed_at is null{active} and {may_read}"
    )
    if table.datasource == delta.table.datasource:
        rows = await con.fetch(sql, list(ids), *conditions.binds)
    else:
        async with databases.source(table.datasource).clinic(ctx.clinic.id) as other:
            rows = await other.fetch(sql, list(ids), *conditions.binds)
    return {row[0]: row[1] for row in rows}


async def _find_member(con: Connection, ids: set[UUID]) -> Titles:
    """Members of a model that does not show them as records."""
    rows = await con.fetch("select id, name from _member where id = any($1::uuid[])", list(ids))
    return {row[0]: row[1] for row in rows}
