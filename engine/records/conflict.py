"""A conflict told with the values as this actor reads them: titles of links, masks in place."""

import json
from dataclasses import replace
from typing import Any, cast

from engine.access.actor import RequestContext
from engine.access.guard import guard
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.query.execute import fetch
from engine.records.change import RecordChange
from engine.records.errors import RecordConflict


async def as_the_actor_reads_it(
    ctx: RequestContext, databases: Databases, change: RecordChange, conflict: RecordConflict
) -> RecordConflict:
    """The conflict with `theirs` read anew through the guard, and the version of that read."""
    if not all(fault.path.startswith("fields.") for fault in conflict.faults):
        return conflict  # of a row of a table: what may be written of it is seen as it is
    names = [fault.path.removeprefix("fields.") for fault in conflict.faults]
    query = RecordQuery(
        entity=change.entity,
        select=tuple(Selected(name=name) for name in names),
        record_id=change.record_id,
    )
    answer = await fetch(ctx, databases, guard(ctx, query))
    row = cast("dict[str, Any]", json.loads(answer.body))
    faults = tuple(
        replace(fault, data={**fault.data, "theirs": row.get(name)})
        for fault, name in zip(conflict.faults, names, strict=True)
    )
    return RecordConflict(version=row["version"], faults=faults)
