"""Since when a record was in the stage that an undo takes it back to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from engine.core.pool import Connection
from engine.records.delta import Delta

_SQL = (
    "select distinct on (l.record, l.field) l.record, l.field, l.from_stage, l.at, l.seconds"
    " from unnest($1::uuid[], $2::uuid[]) as asked(record, change_set)"
    " join _history h on h.record = asked.record and h.change_set = asked.change_set"
    " join _stage_log l on l.record = h.record and l.version = h.version"
    " order by l.record, l.field, l.version"
)


async def with_stages_back(con: Connection, deltas: Sequence[Delta]) -> tuple[Delta, ...]:
    """The same deltas; those that undo a move know when their record had entered the stage."""
    asked = [
        (delta.id, delta.prepared.change.undoes)
        for delta in deltas
        if delta.entered and delta.prepared.change.undoes is not None
    ]
    if not asked:
        return tuple(deltas)
    rows = await con.fetch(_SQL, [each[0] for each in asked], [each[1] for each in asked])
    known: dict[tuple[UUID, str, str], datetime] = {
        (record, field, stage): at - timedelta(seconds=seconds)
        for record, field, stage, at, seconds in rows
        if stage is not None and seconds is not None
    }
    return tuple(replace(delta, since=_since(delta, known)) for delta in deltas)


def _since(delta: Delta, known: Mapping[tuple[UUID, str, str], datetime]) -> dict[str, datetime]:
    if delta.prepared.change.undoes is None:
        return {}
    keys = {
        name: (delta.id, delta.table.places[name].field.id or name, stage.key)
        for name, stage in delta.entered.items()
    }
    return {name: known[key] for name, key in keys.items() if key in known}
