"""Undo: a change set taken back on a record, as a new change through the same door.

Fields go back to what they were before it, unless they changed again since: then nothing is written
and the conflict says both values. What was made goes to the trash, what was thrown away comes back.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import EntityPolicy, policy_for
from engine.core.database import Databases
from engine.core.errors import Forbidden, NotFound
from engine.kinds.field_type import field_types
from engine.records.change import Operation, RecordChange, WriteResult
from engine.records.errors import NotUndoable
from engine.records.table import Table, table_of
from engine.records.write import write, write_many

_SQL = (
    "select op, changed, before::text, after::text from _history"
    " where record = $1 and change_set = $2 and entity = $3 order by version desc"
)
_BACK: Mapping[str, Operation] = {"create": "trash", "trash": "restore", "restore": "trash"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    op: str
    changed: Sequence[str]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


async def undo(
    ctx: RequestContext, databases: Databases, entity: str, record: UUID, change_set: UUID
) -> WriteResult:
    """Take a change set back on one record.

    Raises NotFound when the change set did nothing to it, NotUndoable, Forbidden when it changed
    what the actor may not write, RecordConflict when a field changed again, and what `write`
    raises.
    """
    found = ctx.snapshot.model.entity_by_name.get(entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(found.name) if found else None
    table = table_of(ctx.snapshot, found) if found and policy else None
    if found is None or policy is None or table is None or not policy.can("read"):
        raise NotFound
    versions = await _load(ctx, databases, table, record, change_set)
    if not versions:
        raise NotFound
    changes = await _rows_back(ctx, databases, table, record, change_set, versions)
    change = _reverse(table, policy, record, change_set, versions, has_rows=bool(changes))
    if not changes and change is not None:
        return await write(ctx, databases, change)
    changes = [*changes, *((change,) if change is not None else ())]
    results = await write_many(ctx, databases, changes)
    return replace(results[-1], id=record)


async def _rows_back(
    ctx: RequestContext,
    databases: Databases,
    table: Table,
    record: UUID,
    change_set: UUID,
    versions: Sequence[_Version],
) -> list[RecordChange]:
    """What takes back the rows of tables that the change set touched, with their record."""
    touched = {key for version in versions for key in version.changed}
    found: list[RecordChange] = []
    if any(version.op not in ("update", "move") for version in versions):
        return found  # made or thrown away with their record, they go with it again
    for field in table.entity.fields:
        child = ctx.snapshot.model.entity_by_name.get(field.to or "")
        if field.id not in touched or child is None or not field_types[field.type].has_rows:
            continue
        rows = table_of(ctx.snapshot, child)
        policy = policy_for(ctx.snapshot, ctx.actor).find(child.name)
        if rows is None or policy is None:
            raise Forbidden
        link = rows.places[field.inverse or ""].columns[""]
        async with databases.source(table.datasource).clinic(ctx.clinic.id) as con:
            ids = await con.fetch(
                f"select distinct h.record from _history h join {rows.name} t on t.id = h.record"  # noqa: S608
                f" where h.change_set = $1 and t.{link} = $2 order by h.record",
                change_set,
                record,
            )
        for row in ids:
            own = await _load(ctx, databases, rows, row["record"], change_set)
            change = _reverse(rows, policy, row["record"], change_set, own)
            if change is not None:
                found.append(change)
    return found


async def _load(
    ctx: RequestContext, databases: Databases, table: Table, record: UUID, change_set: UUID
) -> list[_Version]:
    async with databases.source(table.datasource).clinic(ctx.clinic.id) as con:
        rows = await con.fetch(_SQL, record, change_set, table.entity.id)
    return [
        _Version(
            op=row["op"],
            changed=row["changed"],
            before=json.loads(row["before"]) if row["before"] is not None else None,
            after=json.loads(row["after"]) if row["after"] is not None else None,
        )
        for row in rows
    ]


def _reverse(
    table: Table,
    policy: EntityPolicy,
    record: UUID,
    change_set: UUID,
    versions: Sequence[_Version],
    *,
    has_rows: bool = False,
) -> RecordChange | None:
    """The change that takes these versions of one change set back, newest first; None when only
    rows changed, which go back by themselves."""
    whole = next((each.op for each in versions if each.op not in ("update", "move")), None)
    name = table.entity.name
    if whole is not None:
        if whole not in _BACK:
            raise NotUndoable
        return RecordChange(op=_BACK[whole], entity=name, record_id=record, undoes=change_set)
    by_id = {place.field.id: place.field for place in table.places.values()}
    values: dict[str, Any] = {}
    base: dict[str, Any] = {}
    for version in versions:
        if version.before is None or version.after is None:
            raise NotUndoable
        for key in version.changed:
            field = by_id.get(key)
            if field is None:
                continue
            if not policy.access(field.name).is_writable:
                raise Forbidden
            if not field.history:
                raise NotUndoable
            values[field.name] = version.before.get(key)
            base.setdefault(field.name, version.after.get(key))
    if not values and has_rows:
        return None
    if not values:
        raise NotUndoable
    return RecordChange(
        op="update", entity=name, record_id=record, values=values, base=base, undoes=change_set
    )
