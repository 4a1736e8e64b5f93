"""Reading records to be changed: locked, with their present values and what the actor may do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import EntityPolicy
from engine.core.pool import Connection
from engine.records.conditions import Conditions
from engine.records.delta import Loaded
from engine.records.table import Join, Table

_OPERATIONS = ("read", "update", "move", "delete")

Trash: TypeAlias = Literal["out", "in", "either"]
"""Which records are meant: those outside the trash, those in it, or both."""
_TRASH: Mapping[Trash, str] = {
    "out": " and t._trashed_at is null",
    "in": " and t._trashed_at is not null",
    "either": "",
}


async def load_locked(
    ctx: RequestContext,
    con: Connection,
    table: Table,
    policy: EntityPolicy,
    ids: Sequence[UUID],
    fields: Iterable[str],
    trash: Trash = "out",
) -> dict[UUID, Loaded]:
    """Records by id, locked in the order of ids; those missing or not meant are left out.

    A statement that waits for a lock then reads the row anew, but not the links beside it: where
    there are links, the lock is a statement of its own, and they are read after it.
    """
    conditions = Conditions(ctx, table, first=2)
    places = [table.places[name] for name in sorted(fields)]
    masked = {
        place.field.name: opened
        for place in places
        if (opened := policy.access(place.field.name).write_when) is not None
    }
    picks = ["t.id", "t._version", "t._updated_at"]
    picks += [conditions.rule(policy.rules[operation]) for operation in _OPERATIONS]
    picks += [conditions.holds(opened) for opened in masked.values()]
    for place in places:
        if place.join is not None:
            picks.append(_linked(place.join, f"j.{place.join.target}"))
            if place.field.attributes:
                picks.append(_linked(place.join, "coalesce(j.attributes, '{}')::text"))
        else:
            picks += [f"t.{column}" for column in place.columns.values()]
    meant = (
        f" from {table.name} t where t.id = any($1::uuid[]){_TRASH[trash]}"
        " order by t.id for update of t"
    )
    if any(place.join is not None for place in places):
        await con.execute(f"select 1{meant}", list(ids))
    rows = await con.fetch(f"select {', '.join(picks)}{meant}", list(ids), *conditions.binds)
    found: dict[UUID, Loaded] = {}
    for row in rows:
        cells = iter(tuple(row)[3:])
        may = {operation: bool(next(cells)) for operation in _OPERATIONS}
        closed = frozenset([name for name in masked if not next(cells)])
        values: dict[str, dict[str, Any]] = {}
        for place in places:
            if place.join is not None:
                values[place.field.name] = {suffix: tuple(next(cells)) for suffix in place.empty}
            else:
                values[place.field.name] = {suffix: next(cells) for suffix in place.columns}
        found[row[0]] = Loaded(
            id=row[0], version=row[1], at=row[2], values=values, may=may, closed=closed
        )
    return found


def _linked(join: Join, value: str) -> str:
    """Something of every link of a record, in their order."""
    return (
        f"coalesce((select array_agg({value} order by j.position)"  # noqa: S608
        f" from {join.table} j where j.{join.source} = t.id), '{{}}')"
    )
