"""Rows of a table field: records of another entity written in one transaction with their parent.

Only rows the actor may read are meant by "the whole list": others stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.policy import policy_for
from engine.core.errors import Fault
from engine.core.pool import Connection
from engine.field_types.table import MAX_ROWS
from engine.kinds.field_type import field_types
from engine.records import faults
from engine.records.change import Operation, RecordChange
from engine.records.clean import Prepared, SentRows
from engine.records.conditions import Conditions
from engine.records.delta import Delta
from engine.records.errors import RecordConflict
from engine.records.table import Table, table_of
from metamodel.field import Field
from metamodel.names import SYSTEM_FIELDS

_SHOWN = frozenset({"id", "version", "title", "trashed", *SYSTEM_FIELDS})
"""What a read gives with a row and nobody writes: a row may be sent back as it came."""
_SINCE = (
    "select (array_agg(h.op order by h.version desc))[1] = 'trash' and"
    " (array_agg(h.change_set order by h.version desc))[1] = any($2::uuid[])"
    " from _history h where h.record = r.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Rows as they were sent: changes by their place in the list, ids that stay by their path."""

    field: Field
    path: str
    changes: tuple[RecordChange, ...]
    places: tuple[int, ...]
    keep: Mapping[UUID, str]
    faults: tuple[Fault, ...]


def read_rows(ctx: RequestContext, parent: Prepared) -> Iterator[_Read]:
    """The changes a record's rows come to. Pure."""
    for name, rows in parent.sent_rows.items():
        field = parent.table.entity.field_by_name[name]
        own = ctx.snapshot.model.entity_by_name[field.to or ""].field_by_name
        placed = next((each.name for each in own.values() if each.type == "position"), None)
        values = [
            {
                **({placed: str(at + 1)} if placed else {}),
                **{key: each for key, each in row.items() if key in own or key not in _SHOWN},
            }
            for at, row in enumerate(rows)
        ]
        yield _read(parent, field, f"{parent.prefix}{name}", rows, values)


def _read(
    parent: Prepared,
    field: Field,
    path: str,
    rows: Sequence[Mapping[str, Any]],
    of_rows: Sequence[dict[str, Any]],
) -> _Read:
    entity, link = field.to or "", field.inverse or ""
    changes: list[RecordChange] = []
    keep: dict[UUID, str] = {}
    found: list[Fault] = []
    for index, (row, values) in enumerate(zip(rows, of_rows, strict=True)):
        if row.get("id") is None:
            values[link] = str(parent.id)
            changes.append(RecordChange(op="create", entity=entity, values=values))
            continue
        try:
            record = UUID(str(row["id"]))
        except ValueError:
            found.append(faults.row_not_found(f"{path}.{index}.id"))
            record = parent.id
        if record in keep:
            found.append(faults.row_not_found(f"{path}.{index}.id"))
        keep[record] = f"{path}.{index}.id"
        version = row.get("version")
        changes.append(
            RecordChange(
                op="update",
                entity=entity,
                record_id=record,
                values=values,
                expected_version=version if isinstance(version, int) else None,
            )
        )
    places = sorted(range(len(changes)), key=lambda at: changes[at].op != "create")
    return _Read(
        field=field,
        path=path,
        changes=tuple(changes[at] for at in places),
        places=tuple(places),
        keep=keep,
        faults=tuple(found),
    )


async def rows_left_out(
    ctx: RequestContext, con: Connection, delta: Delta, sent: SentRows
) -> tuple[RecordChange, ...]:
    """The rows to trash. Raises InvalidInput for an id that is no row of this record."""
    entity = ctx.snapshot.model.entity_by_name[sent.field.to or ""]
    table = table_of(ctx.snapshot, entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name)
    if table is None or policy is None:
        raise_faults([faults.row_not_found(path) for path in sent.keep.values()])
        return ()
    conditions = Conditions(ctx, table, first=2)
    may_read = conditions.rule(policy.rules["read"])
    link = table.places[sent.field.inverse or ""].columns[""]
    rows = await con.fetch(
        f"select t.id, t._version from {table.name} t where t.{link} = $1"  # noqa: S608
        f" and t._trashed_at is null and {may_read} order by t.id limit {MAX_ROWS + 1}",
        delta.id,
        *conditions.binds,
    )
    if len(rows) > MAX_ROWS:
        raise_faults([faults.too_many_rows(sent.path, entity.name, MAX_ROWS)])
    known: dict[UUID, int] = {row[0]: row[1] for row in rows}
    _check_base(delta, sent, known)
    raise_faults(
        [faults.row_not_found(path) for row, path in sent.keep.items() if row not in known]
    )
    return tuple(
        RecordChange(op="trash", entity=entity.name, record_id=row)
        for row in known
        if row not in sent.keep
    )


def _check_base(delta: Delta, sent: SentRows, known: Mapping[UUID, int]) -> None:
    """The rows the caller started from are those there are, in the versions it read."""
    base = (delta.prepared.change.base or {}).get(sent.field.name)
    if not isinstance(base, list):
        return
    read = [cast("dict[str, Any]", row) for row in cast("list[Any]", base) if isinstance(row, dict)]
    seen = {str(row.get("id")): row.get("version") for row in read}
    is_same = seen.keys() == {str(row) for row in known} and all(
        seen[str(row)] in (None, version) for row, version in known.items()
    )
    if not is_same:
        yours = list(delta.prepared.sent_rows.get(sent.field.name, ()))
        prefix = delta.prepared.prefix.removesuffix("fields.")
        fault = faults.changed_since(f"{prefix}fields.{sent.field.name}", sent.field, yours, None)
        raise RecordConflict(version=delta.version, faults=(fault,))


async def rows_that_follow(
    ctx: RequestContext, con: Connection, op: Operation, table: Table, ids: Sequence[UUID]
) -> tuple[tuple[RecordChange, ...], ...]:
    """The rows that go to the trash, come back or are purged with their records.

    What comes back is what went with the same change set: a row trashed before stays there.
    """
    found: list[tuple[RecordChange, ...]] = []
    for field in table.entity.fields:
        entity = ctx.snapshot.model.entity_by_name.get(field.to or "")
        child = table_of(ctx.snapshot, entity) if entity and _is_table(field) else None
        if child is None or entity is None or child.datasource != table.datasource:
            continue
        link = child.places[field.inverse or ""].columns[""]
        rows = await _following(con, op, child.name, link, ids)
        if op == "purge":
            found.append(_each("trash", entity.name, [row for row, is_live in rows if is_live]))
        found.append(_each(op, entity.name, [row for row, _ in rows]))
    return tuple(found)


def _is_table(field: Field) -> bool:
    return field.type in field_types and field_types[field.type].has_rows


def _each(op: Operation, entity: str, ids: Sequence[UUID]) -> tuple[RecordChange, ...]:
    return tuple(RecordChange(op=op, entity=entity, record_id=record) for record in ids)


async def _following(
    con: Connection, op: Operation, table: str, link: str, ids: Sequence[UUID]
) -> list[tuple[UUID, bool]]:
    base = f"select r.id, r._trashed_at is null from {table} r where r.{link} = any($1::uuid[])"  # noqa: S608
    if op == "trash":
        rows = await con.fetch(f"{base} and r._trashed_at is null", list(ids))
    elif op == "purge":
        rows = await con.fetch(base, list(ids))
    else:
        last = await con.fetchval(
            "select array_agg(distinct h.change_set) from _history h where h.record = any($1)"
            " and h.op = 'trash' and h.version = (select max(l.version) from _history l"
            " where l.record = h.record)",
            list(ids),
        )
        rows = await con.fetch(
            f"{base} and r._trashed_at is not null and ({_SINCE})", list(ids), last or []
        )
    return [(row[0], row[1]) for row in rows]
