"""A record by a unique value: of a field that is `unique`, or an id of another system
(`external_ids.<system>`).

Who looks for a record by a field learns nothing of one it may not see: the id found here is read
through the guard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.faults import unknown_field
from engine.access.guard import guard
from engine.access.policy import policy_for
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.core.errors import Forbidden, InvalidInput, NotFound
from engine.kinds.field_type import InvalidValue, field_types
from engine.query.execute import fetch
from engine.records.clean import clean_value, fault_of
from engine.records.external_id_values import EXTERNAL_IDS, read_external_ids
from engine.records.faults import not_unique_field
from engine.records.table import Table, table_of

_PREFIX = f"{EXTERNAL_IDS}."


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueKey:
    """How the record is found, and the value a new one gets."""

    path: str
    sql: str
    binds: tuple[Any, ...]
    values: Mapping[str, Any]


async def find_by(
    ctx: RequestContext, databases: Databases, entity: str, unique: str, value: str
) -> UUID | None:
    """The id of the record with the value, for a guarded read. Raises as `unique_key` does.

    A field masked for this record has no value to be found by.
    """
    table = written_table(ctx, entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(table.entity.name)
    if policy is None or not policy.can("read"):
        raise Forbidden if policy else NotFound
    key = unique_key(ctx, table, unique, value)
    found = await find_key(ctx, databases, table, key)
    if found is None or policy.access(unique).access != "masked" or unique not in table.places:
        return found
    asked = RecordQuery(entity=entity, select=(Selected(name=unique),), limit=1, record_id=found)
    shown: Any = (await fetch(ctx, databases, guard(ctx, asked))).rows
    return found if shown[unique] is not None else None


def written_table(ctx: RequestContext, name: str) -> Table:
    """The table of an entity the actor knows of. Raises NotFound."""
    found = ctx.snapshot.model.entity_by_name.get(name)
    policy = policy_for(ctx.snapshot, ctx.actor).find(found.name) if found else None
    table = table_of(ctx.snapshot, found) if found and policy else None
    if table is None:
        raise NotFound
    return table


def unique_key(ctx: RequestContext, table: Table, unique: str, value: str) -> UniqueKey:
    """How to find the record. Raises FieldUnknown and InvalidInput for what is no unique value."""
    if unique.startswith(_PREFIX):
        system = unique.removeprefix(_PREFIX)
        ids, faults = read_external_ids({system: value}, "")
        raise_faults(faults)
        return UniqueKey(
            path=unique,
            sql="select record from _external_id where entity = $1 and system = $2"
            " and external_id = $3",
            binds=(table.entity.id, system, ids[system]),
            values={EXTERNAL_IDS: dict(ids)},
        )
    policy = policy_for(ctx.snapshot, ctx.actor).find(table.entity.name)
    place = table.places.get(unique)
    if place is None or policy is None or not policy.access(unique).is_visible:
        raise_faults([unknown_field("by", unique, _uniques(table))])
        raise NotFound
    if not place.field.unique:
        known = [name for name in _uniques(table) if policy.access(name).is_visible]
        raise InvalidInput(faults=(not_unique_field("by", place.field, known),))
    try:
        stored = clean_value(place, value)
    except InvalidValue as fault:
        raise InvalidInput(faults=(fault_of(unique, fault),)) from None
    column = f"t.{place.columns['']}"
    if field_types[place.field.type].folded:
        condition = f"nexus.fold({column}) = nexus.fold($1)"
    else:
        condition = f"{column} = $1"
    sql = f"select t.id from {table.name} t where {condition} and t._trashed_at is null"  # noqa: S608
    return UniqueKey(path=unique, sql=sql, binds=(stored[""],), values={unique: value})


def _uniques(table: Table) -> list[str]:
    return [name for name, place in table.places.items() if place.field.unique]


async def find_key(
    ctx: RequestContext, databases: Databases, table: Table, key: UniqueKey
) -> UUID | None:
    """The id of the record, whoever asks."""
    async with databases.source(table.datasource).clinic(ctx.clinic.id) as con:
        found: UUID | None = await con.fetchval(key.sql, *key.binds)
    return found
