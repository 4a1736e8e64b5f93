"""From wire values to column values: every field cleaned, every fault found at once. Pure.

Unknown and hidden are one answer. A field the actor sees but may not write says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.faults import unknown_field
from engine.access.fields import is_system, record_fields
from engine.access.policy import EntityPolicy
from engine.core.errors import Fault, Forbidden
from engine.core.ids import new_id
from engine.kinds.field_type import InvalidValue, Stored, field_types
from engine.records import faults
from engine.records.change import RecordChange
from engine.records.stage_target import StageTarget
from engine.records.table import FieldPlace, Table, is_empty


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

    @property
    def stage_path(self) -> str | None:
        """Where faults of the stage stand in a move; None means at the stage field itself."""
        return self.prefix.removesuffix("fields.") + "stage" if self.change.op == "move" else None


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
    for name, value in change.values.items():
        place = writable.get(name)
        if place is None:
            found.append(_not_writable(table, policy, prefix, name, writable))
            continue
        try:
            stored[name] = clean_value(place, value)
        except InvalidValue as fault:
            found.append(_fault(f"{prefix}{name}", fault))
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
    for field in prepared.table.stage_fields:
        stored = prepared.stored.get(field.name)
        pipeline = prepared.table.entity.pipeline_by_name.get(field.pipeline or "")
        if stored is None or pipeline is None:
            continue
        if stored[""] is None:
            yield faults.required(f"{prepared.prefix}{field.name}", field)
        elif all(stage.key != stored[""] for stage in pipeline.stages):
            yield faults.stage_unknown(f"{prepared.prefix}{field.name}", pipeline)


def _fault(path: str, fault: InvalidValue) -> Fault:
    return Fault(path=path, code=fault.code, message=fault.message, hint=fault.hint)
