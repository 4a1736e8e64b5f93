"""From wire values to column values: every field cleaned, every fault found at once. Pure.

Unknown and hidden are one answer. A field the actor sees but may not write says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.faults import unknown_field
from engine.access.fields import is_system, record_fields
from engine.access.policy import EntityPolicy
from engine.core.errors import Fault, Forbidden
from engine.core.ids import new_id
from engine.kinds.field_type import InvalidValue, Stored, field_types
from engine.records import faults, stage_faults
from engine.records.change import RecordChange
from engine.records.external_id_values import EXTERNAL_IDS, ExternalIds, read_external_ids
from engine.records.stage_target import StageTarget
from engine.records.table import FieldPlace, Table, is_empty
from metamodel.field import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A change whose values are clean. `prefix` stands before field names in fault paths.

    `trusted` are fields filled by a default: their targets are not the actor's choice.
    """

    change: RecordChange
    id: UUID
    table: Table
    policy: EntityPolicy
    prefix: str
    stored: Mapping[str, Stored]
    trusted: frozenset[str] = frozenset()
    external_ids: ExternalIds = field(default_factory=dict[str, "str | None"])
    sent_rows: Mapping[str, tuple[Mapping[str, Any], ...]] = field(
        default_factory=dict[str, "tuple[Mapping[str, Any], ...]"]
    )
    rows: "tuple[SentRows, ...]" = ()

    @property
    def stage_path(self) -> str | None:
        """Where faults of the stage stand in a move; None means at the stage field itself."""
        return self.prefix.removesuffix("fields.") + "stage" if self.change.op == "move" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRows:
    """The rows sent for a table field: what becomes of each, and the ids of those that stay."""

    field: Field
    path: str
    prepared: tuple[Prepared, ...]
    keep: Mapping[UUID, str]


def with_rows(prepared: Iterable[Prepared]) -> tuple[Prepared, ...]:
    """The changes and those of their rows."""
    return tuple(
        each
        for one in prepared
        for each in (one, *(row for sent in one.rows for row in sent.prepared))
    )


def clean(
    ctx: RequestContext,
    change: RecordChange,
    table: Table,
    policy: EntityPolicy,
    prefix: str,
    target: StageTarget | None = None,
) -> tuple[Prepared, tuple[Fault, ...]]:
    """Clean the values sent; add defaults and first stages to a new record, the stage to a move."""
    found: list[Fault] = []
    writable = _writable(ctx, table, policy)
    stored: dict[str, Stored] = {}
    ids: ExternalIds = {}
    rows: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for name, value in change.values.items():
        if name == EXTERNAL_IDS:
            ids, faulty = read_external_ids(value, prefix)
            found.extend(faulty)
            continue
        if (table_field := _table_field(ctx, table, policy, name)) is not None:
            try:
                rows[name] = field_types[table_field.type].clean(value or (), table_field)[""]
            except InvalidValue as fault:
                found.append(fault_of(f"{prefix}{name}", fault))
            continue
        place = writable.get(name)
        if place is None:
            found.append(_not_writable(table, policy, prefix, name, writable))
            continue
        try:
            stored[name] = clean_value(place, value)
        except InvalidValue as fault:
            found.append(fault_of(f"{prefix}{name}", fault))
    trusted: frozenset[str] = frozenset()
    if change.op == "create":
        defaults, faulty = _defaults(ctx, table, change, prefix)
        found.extend(faulty)
        stored = {**defaults, **stored}
        trusted = frozenset(defaults)
    if target is not None:
        stored[target.field] = {"": target.stage}
    prepared = Prepared(
        change=change,
        id=change.record_id or new_id(),
        table=table,
        policy=policy,
        prefix=prefix,
        stored=stored,
        trusted=trusted,
        external_ids=ids,
        sent_rows=rows,
    )
    found.extend(_missing(prepared, {fault.path for fault in found}))
    found.extend(_unknown_stages(prepared))
    return prepared, tuple(found)


def clean_value(place: FieldPlace, value: Any) -> Stored:
    """The column values of one wire value; null clears."""
    if value is None:
        return place.empty
    return field_types[place.field.type].clean(value, place.field)


def _writable(ctx: RequestContext, table: Table, policy: EntityPolicy) -> Mapping[str, FieldPlace]:
    return {
        name: place
        for name, place in table.places.items()
        if ctx.actor.kind == "system" or policy.access(name).is_writable
    }


def _table_field(
    ctx: RequestContext, table: Table, policy: EntityPolicy, name: str
) -> Field | None:
    """The field when its rows may be written with the record."""
    own = table.entity.field_by_name.get(name)
    if own is None or not field_types[own.type].has_rows:
        return None
    return own if ctx.actor.kind == "system" or policy.access(name).is_writable else None


def _not_writable(
    table: Table, policy: EntityPolicy, prefix: str, name: str, writable: Iterable[str]
) -> Fault:
    path = f"{prefix}{name[:80]}" or "record"
    field = record_fields(table.entity).get(name)
    if field is None or not policy.access(name).is_visible:
        return unknown_field(path, name, writable)
    return faults.read_only(path, field, for_all=is_system(field) or field.read_only)


def _defaults(
    ctx: RequestContext, table: Table, change: RecordChange, prefix: str
) -> tuple[dict[str, Stored], list[Fault]]:
    """What the fields that were not sent begin with; a default that does not fit is a fault."""
    stored: dict[str, Stored] = {}
    found: list[Fault] = []
    for name, place in table.places.items():
        if name in change.values:
            continue
        field = place.field
        if field.type == "stage":
            pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
            if pipeline:
                stored[name] = {"": pipeline.first_stage}
        elif field.default is not None:
            try:
                stored[name] = clean_value(place, _default(ctx, field.default))
            except InvalidValue:
                found.append(faults.default_unfit(f"{prefix}{name}", field))
    return stored, found


def _default(ctx: RequestContext, default: object) -> object:
    match default:
        case "$me":
            return ctx.actor.member_id
        case "$now":
            return ctx.now
        case "$today":
            return ctx.now.astimezone(ctx.zone).date()
        case "$unit":
            units = ctx.actor.units
            return ctx.actor.unit or (units[0] if len(units) == 1 else None)
        case _:
            return default


def _missing(prepared: Prepared, faulty: set[str]) -> Iterator[Fault]:
    """Required fields: all of them in a new record, else those that are being cleared."""
    is_new = prepared.change.op == "create"
    for name, place in prepared.table.places.items():
        path = f"{prepared.prefix}{name}"
        if not place.field.required or path in faulty:
            continue
        stored = prepared.stored.get(name)
        if (stored is None and is_new) or (stored is not None and is_empty(stored)):
            if not prepared.policy.access(name).is_visible:
                raise Forbidden  # to name the field would tell that it exists
            yield faults.required(path, place.field)


def _unknown_stages(prepared: Prepared) -> Iterator[Fault]:
    for own in prepared.table.stage_fields:
        stored = prepared.stored.get(own.name)
        pipeline = prepared.table.entity.pipeline_by_name.get(own.pipeline or "")
        if stored is None or pipeline is None:
            continue
        if stored[""] is None:
            yield faults.required(f"{prepared.prefix}{own.name}", own)
        elif all(stage.key != stored[""] for stage in pipeline.stages):
            yield stage_faults.stage_unknown(f"{prepared.prefix}{own.name}", pipeline)


def fault_of(path: str, fault: InvalidValue) -> Fault:
    """A value that does not fit, as a fault of the input."""
    return Fault(path=path, code=fault.code, message=fault.message, hint=fault.hint)
