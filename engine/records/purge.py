"""What else a purge does: each link to the record runs its `on_delete`, as changes of their own.

`restrict` refuses while any record points here, `clear` empties the link, `trash` empties it and
moves the record that held it to the trash (an any-link keeps the name of what it pointed to). A
link that would have to be emptied but must be filled restricts, whatever it says.
Links kept in the other database empty by themselves: a copy that is gone reads as null.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.fields import target_names
from engine.core.pool import Connection
from engine.records.change import RecordChange
from engine.records.errors import StillInUse
from engine.records.table import FieldPlace, Table, table_of

DEPENDENTS_MAX = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """A field whose values may be records of the purged one's entity."""

    table: Table
    place: FieldPlace


async def release(
    ctx: RequestContext, con: Connection, table: Table, ids: Sequence[UUID], by: UUID | None
) -> tuple[tuple[RecordChange, ...], ...]:
    """The changes that let go of these records: those that empty links, then those that trash.

    Raises StillInUse where a link restricts.
    """
    emptied: list[RecordChange] = []
    trashed: dict[UUID, RecordChange] = {}
    for holder in _holders(ctx, table):
        found = [row for row in await _find(con, holder, table, ids) if row[0] not in ids]
        policy = holder.place.field.on_delete
        if not found:
            continue
        is_any = holder.place.is_any_link
        is_emptied = policy == "clear" or not is_any  # a trashed record may point to nothing
        must_stay = is_emptied and holder.place.field.required
        if policy == "restrict" or must_stay or len(found) > DEPENDENTS_MAX:
            raise StillInUse
        if is_emptied:
            emptied.extend(_empty(holder, found, ids, by))
        if policy == "trash":
            for record, in_trash, _ in found:
                if not in_trash:
                    name = holder.table.entity.name
                    trashed[record] = RecordChange(op="trash", entity=name, record_id=record, by=by)
    return _once_each(emptied), tuple(trashed.values())


def _once_each(changes: Iterable[RecordChange]) -> tuple[RecordChange, ...]:
    """One change a record: several links of one record are emptied together."""
    found: dict[UUID | None, RecordChange] = {}
    for change in changes:
        known = found.get(change.record_id)
        values = {**known.values, **change.values} if known else change.values
        found[change.record_id] = RecordChange(
            op="update",
            entity=change.entity,
            record_id=change.record_id,
            values=values,
            by=change.by,
            even_in_trash=True,
        )
    return tuple(found.values())


def _empty(
    holder: _Holder,
    found: Iterable[tuple[UUID, bool, tuple[UUID, ...]]],
    ids: Sequence[UUID],
    by: UUID | None,
) -> Iterator[RecordChange]:
    for record, _, linked in found:
        rest = [str(each) for each in linked if each not in ids]
        value = rest if holder.place.join is not None else None
        yield RecordChange(
            op="update",
            entity=holder.table.entity.name,
            record_id=record,
            values={holder.place.field.name: value},
            by=by,
            even_in_trash=True,
        )


def _holders(ctx: RequestContext, table: Table) -> Iterator[_Holder]:
    model = ctx.snapshot.model
    for entity in model.entities:
        other = table_of(ctx.snapshot, entity) if entity.datasource == table.datasource else None
        for place in other.places.values() if other else ():
            if other and table.entity.name in target_names(model, place.field):
                yield _Holder(table=other, place=place)


async def _find(
    con: Connection, holder: _Holder, table: Table, ids: Sequence[UUID]
) -> list[tuple[UUID, bool, tuple[UUID, ...]]]:
    """Records that point here, whether each is in the trash, and all that its link holds."""
    place, name = holder.place, holder.table.name
    if place.join is not None:
        join = place.join
        sql = (
            f"select t.id, t._trashed_at is not null, (select array_agg(j.{join.target}"  # noqa: S608
            f" order by j.position) from {join.table} j where j.{join.source} = t.id)"
            f" from {name} t where t.id in"
            f" (select {join.source} from {join.table} where {join.target} = any($1::uuid[]))"
        )
        rows = await con.fetch(f"{sql} limit {DEPENDENTS_MAX + 1}", list(ids))
        return [(row[0], row[1], tuple(row[2])) for row in rows]
    columns = place.columns
    where = f"t.{columns.get('', columns.get('id'))} = any($1::uuid[])"
    binds: list[object] = [list(ids)]
    if "entity" in columns:
        where += f" and t.{columns['entity']} = $2"
        binds.append(table.entity.name)
    sql = f"select t.id, t._trashed_at is not null from {name} t where {where}"  # noqa: S608
    rows = await con.fetch(f"{sql} limit {DEPENDENTS_MAX + 1}", *binds)
    return [(row[0], row[1], ()) for row in rows]
