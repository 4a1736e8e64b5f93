"""Reading records to be changed: locked, with their present values and what the actor may do."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import EntityPolicy
from engine.core.pool import Connection
from engine.records.conditions import Conditions
from engine.records.delta import Loaded
from engine.records.table import Table

_OPERATIONS = ("read", "update", "move")


async def load_locked(
    ctx: RequestContext,
    con: Connection,
    table: Table,
    policy: EntityPolicy,
    ids: Sequence[UUID],
    fields: Iterable[str],
) -> dict[UUID, Loaded]:
    """Records by id, locked in the order of ids; those in the trash or missing are left out."""
    conditions = Conditions(ctx, table, first=2)
    places = [table.places[name] for name in sorted(fields)]
    masked = {
        place.field.name: opened
        for place in places
        if (opened := policy.access(place.field.name).write_when) is not None
    }
    picks = ["t.id", "t._version"]
    picks += [conditions.rule(policy.rules[operation]) for operation in _OPERATIONS]
    picks += [conditions.holds(opened) for opened in masked.values()]
    for place in places:
        if place.join is not None:
            picks.append(
                f"coalesce((select array_agg(j.{place.join.target} order by j.position)"  # noqa: S608
                f" from {place.join.table} j where j.{place.join.source} = t.id), '{{}}')"
            )
        else:
            picks += [f"t.{column}" for column in place.columns.values()]
    rows = await con.fetch(
        f"select {', '.join(picks)} from {table.name} t"  # noqa: S608
        " where t.id = any($1::uuid[]) and t._trashed_at is null order by t.id for update of t",
        list(ids),
        *conditions.binds,
    )
    found: dict[UUID, Loaded] = {}
    for row in rows:
        cells = iter(tuple(row)[2:])
        may = {operation: bool(next(cells)) for operation in _OPERATIONS}
        closed = frozenset([name for name in masked if not next(cells)])
        values: dict[str, dict[str, Any]] = {}
        for place in places:
            if place.join is not None:
                values[place.field.name] = {"": tuple(next(cells))}
            else:
                values[place.field.name] = {suffix: next(cells) for suffix in place.columns}
        found[row[0]] = Loaded(id=row[0], version=row[1], values=values, may=may, closed=closed)
    return found
