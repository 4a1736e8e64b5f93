"""Undo of a whole change set: every record it touched, each for itself.

One record that changed since does not keep the others from going back: it is told with its reason.
The undo is one change set again, so it can be undone.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.database import DATASOURCES, Databases
from engine.core.errors import NexusError, NotFound, SnapshotStale
from engine.core.ids import new_id
from engine.kinds.field_type import field_types
from engine.records.change import WriteResult
from engine.records.errors import TooManyChanges
from engine.records.undo import undo
from metamodel.field import Field

UNDO_MAX = 10_000
_SQL = (
    "select entity, record from _history where change_set = $1"
    " group by entity, record order by max(at) desc, record desc limit $2"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What became of one record: `result`, or the reason it stays as it is."""

    entity: str
    record: UUID
    result: WriteResult | None = None
    refused: NexusError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneSet:
    """The new change set, and each record the actor may know of."""

    change_set: UUID
    records: tuple[Undone, ...]


async def undo_set(ctx: RequestContext, databases: Databases, change_set: UUID) -> UndoneSet:
    """Take a change set back wherever that is possible. Records the actor may not read are passed
    over; raises NotFound when there are no others, TooManyChanges, SnapshotStale before the first.
    """
    touched = await _touched(ctx, databases, change_set)
    if len(touched) > UNDO_MAX:
        raise TooManyChanges(limit=UNDO_MAX)
    ctx = replace(ctx, change_set=new_id())
    found: list[Undone] = []
    for entity, record in touched:
        try:
            result = await undo(_for_record(ctx, record), databases, entity, record, change_set)
        except NotFound:
            continue
        except SnapshotStale:
            if not any(each.result for each in found):
                raise
            break  # a publish came between: what went back stays so, the rest is asked for again
        except NexusError as error:
            found.append(Undone(entity=entity, record=record, refused=error))
        else:
            found.append(Undone(entity=entity, record=record, result=result))
    if not found:
        raise NotFound
    return UndoneSet(change_set=ctx.change_set or change_set, records=tuple(found))


async def _touched(
    ctx: RequestContext, databases: Databases, change_set: UUID
) -> list[tuple[str, UUID]]:
    """Entity and id of each record, the one changed last first."""
    entities = ctx.snapshot.model.entities
    names = {entity.id: entity.name for entity in entities}
    parents = {each.name for each in entities if any(_has_rows(field) for field in each.fields)}
    found: list[tuple[str, UUID]] = []
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(ctx.clinic.id) as con:
            rows = await con.fetch(_SQL, change_set, UNDO_MAX + 1)
        found += [(names[row["entity"]], row["record"]) for row in rows if row["entity"] in names]
    return sorted(found, key=lambda each: each[0] not in parents)  # rows go back with their record


def _has_rows(field: Field) -> bool:
    return field.type in field_types and field_types[field.type].has_rows


def _for_record(ctx: RequestContext, record: UUID) -> RequestContext:
    """Sent again under a key, each record answers what it came to."""
    asked = ctx.idempotency
    if asked is None:
        return ctx
    return replace(ctx, idempotency=replace(asked, key=f"{asked.key}:{record}"))
