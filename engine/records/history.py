"""History, stage log and outbox: what a write leaves behind of itself, in its own transaction.

One row of history per record version, one of the stage log per stage entered, one event. The event
holds ids and keys, no values. Fields go by their id, so that a rename changes nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.pool import Connection
from engine.kinds.field_type import Stored
from engine.records.delta import Delta
from engine.records.stamp import stamp
from engine.records.statement import Statement
from engine.records.table import Table, is_empty
from engine.records.wire_value import kept_value

_HISTORY = (
    "insert into _history (record, version, entity, op, at, change_set, actor, member, origin,"
    " cause, model_version, changed, before, after)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14::jsonb)"
)
_EMIT = "select nexus.emit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
_STAGES = (
    "insert into _stage_log (record, version, entity, at, by, field, pipeline, from_stage,"
    " to_stage, seconds) select $1, $2, $3, $4, $5, s.* from unnest($6::text[], $7::text[],"
    " $8::text[], $9::text[], $10::float8[]) s"
)
_SINCE_SQL = (
    "select h.record, count(distinct h.version), array_agg(distinct c)"
    " from unnest($1::uuid[], $2::integer[]) as asked(record, version)"
    " join _history h on h.record = asked.record and h.version > asked.version"
    " left join lateral unnest(h.changed) c on true group by h.record"
)


def log_changes(ctx: RequestContext, table: Table, deltas: Sequence[Delta]) -> Iterator[Statement]:
    """The versions, the stages entered and the events of a write."""
    changed = [delta for delta in deltas if delta.is_changed]
    if not changed:
        return
    rows = [_version(ctx, table, delta) for delta in changed]
    yield Statement(sql=_HISTORY, rows=rows, deltas=changed)
    moved = [delta for delta in changed if delta.entered]
    if moved:
        rows = [_entered(ctx, table, delta) for delta in moved]
        yield Statement(sql=_STAGES, rows=rows, deltas=moved)
    rows = [_event(ctx, table, delta) for delta in changed]
    yield Statement(sql=_EMIT, rows=rows, deltas=changed)


def _version(ctx: RequestContext, table: Table, delta: Delta) -> tuple[Any, ...]:
    at, by = stamp(ctx, delta)
    keeps = table.entity.history and delta.op != "purge"
    return (
        delta.id,
        delta.version,
        table.entity.id,
        delta.op,
        at,
        ctx.change_set,
        ctx.actor.kind,
        by,
        ctx.actor.origin,
        _cause(ctx, delta),
        ctx.snapshot.version,
        _changed(table, delta),
        _values(table, delta, delta.before) if keeps else None,
        _values(table, delta, delta.after) if keeps else None,
    )


def _event(ctx: RequestContext, table: Table, delta: Delta) -> tuple[Any, ...]:
    at, by = stamp(ctx, delta)
    return (
        table.entity.id,
        delta.id,
        delta.version,
        delta.op,
        _changed(table, delta),
        ctx.change_set,
        _cause(ctx, delta),
        ctx.actor.kind,
        by,
        ctx.actor.origin,
        ctx.snapshot.version,
        at,
    )


def _entered(ctx: RequestContext, table: Table, delta: Delta) -> tuple[Any, ...]:
    at, by = stamp(ctx, delta)
    stages = zip(*_stages(table, delta, at), strict=True)
    return (delta.id, delta.version, table.entity.id, at, by, *stages)


def _cause(ctx: RequestContext, delta: Delta) -> list[UUID]:
    undone = delta.prepared.change.undoes
    return [*ctx.cause, undone] if undone else list(ctx.cause)


def _changed(table: Table, delta: Delta) -> list[str]:
    fields = table.entity.field_by_name
    return [fields[name].id or name for name in (*delta.after, *sorted(delta.rows))]


def _values(table: Table, delta: Delta, values: Mapping[str, Stored]) -> str:
    """The changed fields that keep history, empty ones left out, as JSON by field id."""
    kept: dict[str, Any] = {}
    for name in delta.after:
        field = table.places[name].field
        stored = values.get(name)
        if field.history and stored is not None and not is_empty(stored):
            kept[field.id or name] = kept_value(field, stored)
    return json.dumps(kept, ensure_ascii=False)


def _stages(
    table: Table, delta: Delta, at: Any
) -> Iterable[tuple[str, str | None, str | None, str, float | None]]:
    for name, stage in delta.entered.items():
        field = table.places[name].field
        pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
        before = delta.before.get(name, {})
        since = before.get("since")
        yield (
            field.id or name,
            pipeline.id if pipeline else None,
            before.get(""),
            stage.key,
            (at - since).total_seconds() if since else None,
        )


async def load_changed_since(
    con: Connection, versions: Mapping[UUID, tuple[int, int]]
) -> Mapping[UUID, frozenset[str]]:
    """The ids of the fields changed after a version up to the present one, by record.

    A record is left out where history does not hold every version in between.
    """
    if not versions:
        return {}
    rows = await con.fetch(
        _SINCE_SQL, list(versions), [expected for expected, _ in versions.values()]
    )
    found: dict[UUID, frozenset[str]] = {}
    for record, count, changed in rows:
        expected, present = versions[record]
        if count == present - expected:
            found[record] = frozenset(each for each in changed if each is not None)
    return found
