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
from engine.records.delta import Delta, Loaded
from engine.records.errors import RestoreConflict
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
        for name, entity, record in _new_references(delta):
            is_any = delta.table.places[name].is_any_link
            if entity not in foreign and (is_any or not _is_free(ctx, delta, name, entity, record)):
                wanted[entity].add(record)
    titles = dict(foreign)
    for entity, ids in sorted(wanted.items()):
        titles[entity] = await _find(ctx, con, entity, ids)
    found: dict[str, Fault] = {}
    for delta in deltas:
        for name, entity, record in _new_references(delta):
            if _is_free(ctx, delta, name, entity, record):
                continue
            if record not in titles[entity]:
                path = f"{delta.prepared.prefix}{name}"
                found[path] = faults.link_not_found(path, delta.table.places[name].field)
    return tuple(_with_titles(delta, titles) for delta in deltas), tuple(found.values())


async def check_kept_targets(
    ctx: RequestContext,
    con: Connection,
    prepared: Sequence[Prepared],
    loaded: Mapping[UUID, Loaded],
) -> None:
    """What comes back from the trash needs the record its any-links must name: one purged meanwhile
    is a RestoreConflict. Targets in the trash will do, and those of the other database.
    """
    kept = [
        (f"{each.prefix}{name}", place.field, value["entity"], value["id"])
        for each in prepared
        if each.id in loaded
        for name, place in each.table.places.items()
        if place.is_any_link and place.field.required
        and (value := loaded[each.id].values[name])["id"] is not None
    ]  # fmt: skip
    gone = list[Fault]()
    for entity in sorted({entity for _, _, entity, _ in kept}):
        of = ctx.snapshot.model.entity_by_name.get(entity)
        table = table_of(ctx.snapshot, of) if of else None
        if table is not None and table.datasource != prepared[0].table.datasource:
            continue
        there = set[UUID]()
        if table is not None:
            ids = [record for _, _, name, record in kept if name == entity]
            sql = f"select id from {table.name} where id = any($1::uuid[])"  # noqa: S608
            there = {row[0] for row in await con.fetch(sql, ids)}
        gone.extend(
            faults.link_not_found(path, field)
            for path, field, name, record in kept
            if name == entity and record not in there
        )
    if gone:
        raise RestoreConflict(faults=tuple(gone))


def _is_free(ctx: RequestContext, delta: Delta, name: str, entity: str, record: UUID) -> bool:
    """Whether the target needs no leave: the default of a field, or the actor itself."""
    is_actor = entity == _MEMBER and record == ctx.actor.member_id
    return name in delta.prepared.trusted or is_actor


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
    return place.field.to or field_types[place.field.type].leads_to or _MEMBER


def _with_titles(delta: Delta, titles: Mapping[str, Titles]) -> Delta:
    after: dict[str, Stored] = {}
    for name, stored in delta.after.items():
        if delta.table.places[name].is_any_link and stored["id"]:
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
