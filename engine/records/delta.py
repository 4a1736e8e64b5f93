"""What a change does to its record, decided before any SQL of the write runs. Pure.

A delta is all that later steps of the transaction (rows, links, and whatever else is kept beside a
record) look at. Unchanged fields are left out: a change that changes nothing writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engine.core.errors import Fault, Forbidden, NotFound
from engine.kinds.field_type import InvalidValue, Stored
from engine.records import faults
from engine.records.change import Operation
from engine.records.clean import Prepared, clean_value
from engine.records.errors import RecordConflict, StageGate, TransitionNotAllowed
from engine.records.table import FieldPlace, Table, is_empty
from engine.records.wire_value import wire_value
from metamodel.pipeline import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A record as it stands, locked, with what the actor may do to it. `closed` are fields whose
    mask is down on this record: they may be written on others, not here.
    """

    id: UUID
    version: int
    values: Mapping[str, Stored]
    may: Mapping[str, bool]
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """`after` holds the fields that change; `entered` the stages that are entered, by field."""

    prepared: Prepared
    version: int
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    entered: Mapping[str, Stage]

    @property
    def id(self) -> UUID:
        """The record."""
        return self.prepared.id

    @property
    def op(self) -> Operation:
        """What is done."""
        return self.prepared.change.op

    @property
    def table(self) -> Table:
        """The record's table."""
        return self.prepared.table

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.op == "create" or bool(self.after)


def delta_of_new(prepared: Prepared) -> Delta:
    """A new record: everything is after, and its stages are entered."""
    found = Delta(
        prepared=prepared,
        version=1,
        before={},
        after=prepared.stored,
        entered=_entered(prepared, prepared.stored),
    )
    _check_stages(found)
    return found


def delta_of_change(prepared: Prepared, loaded: Loaded | None) -> Delta:
    """A change of a record. Raises NotFound, Forbidden, RecordConflict, TransitionNotAllowed
    or StageGate."""
    if loaded is None or not loaded.may["read"]:
        raise NotFound
    needed = operations_needed(prepared)
    if not all(loaded.may[operation] for operation in needed):
        raise Forbidden
    _check_masks(prepared, loaded)
    after = {
        name: value
        for name, value in prepared.stored.items()
        if not _same(value, loaded.values[name])
    }
    _check_version(prepared, loaded, after)
    found = Delta(
        prepared=prepared,
        version=loaded.version + 1 if after else loaded.version,
        before=loaded.values,
        after=after,
        entered=_entered(prepared, after),
    )
    _check_transitions(found)
    _check_stages(found)
    return found


def _check_masks(prepared: Prepared, loaded: Loaded) -> None:
    """Before any value is compared: a refusal that depended on the value would tell it."""
    found = tuple(
        faults.masked_here(f"{prepared.prefix}{name}", prepared.table.places[name].field)
        for name in prepared.change.values
        if name in loaded.closed
    )
    if found:
        raise Forbidden(faults=found)


def operations_needed(prepared: Prepared) -> tuple[str, ...]:
    """The operations of the policy a change needs on the record, `read` aside."""
    if prepared.change.op == "create":
        return ("create",)
    stages = {field.name for field in prepared.table.stage_fields}
    moves = any(name in stages for name in prepared.stored)
    others = any(name not in stages for name in prepared.stored)
    return (*(("move",) if moves else ()), *(("update",) if others or not moves else ()))


def fields_to_load(prepared: Prepared) -> frozenset[str]:
    """The fields whose present values the decision needs."""
    table = prepared.table
    wanted = set(prepared.stored) | {field.name for field in table.stage_fields}
    for field in table.stage_fields:
        pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
        if pipeline and field.name in prepared.stored:
            wanted.update(name for stage in pipeline.stages for name in stage.requires)
    return frozenset(wanted & set(table.places))


def _entered(prepared: Prepared, after: Mapping[str, Stored]) -> Mapping[str, Stage]:
    entered: dict[str, Stage] = {}
    for field in prepared.table.stage_fields:
        pipeline = prepared.table.entity.pipeline_by_name.get(field.pipeline or "")
        if pipeline and field.name in after:
            key = after[field.name][""]
            entered[field.name] = next(stage for stage in pipeline.stages if stage.key == key)
    return entered


def _same(new: Stored, old: Stored) -> bool:
    """Equal in what identifies the value; companions not sent (WhatsApp id, title) do not count."""
    keys = ("",) if "" in new else ("entity", "id")
    if any(new[key] != old.get(key) for key in keys):
        return False
    return all(value is None or value == old.get(suffix) for suffix, value in new.items())


def _check_version(prepared: Prepared, loaded: Loaded, after: Mapping[str, Stored]) -> None:
    expected = prepared.change.expected_version
    if expected == loaded.version:
        return
    base = prepared.change.base or {}
    conflicts: list[Fault] = []
    for name in after:
        place = prepared.table.places[name]
        if name not in base:
            is_behind = expected is not None
        else:
            is_behind = not _is_base(place, base[name], loaded.values[name])
        if not is_behind:
            continue
        path = f"fields.{name}"
        yours = prepared.change.values.get(name, prepared.change.stage)
        theirs = wire_value(place.field, loaded.values[name])
        conflicts.append(faults.changed_since(path, place.field, yours, theirs))
    if conflicts:
        raise RecordConflict(version=loaded.version, faults=tuple(conflicts))


def _is_base(place: FieldPlace, base: object, current: Stored) -> bool:
    try:
        return _same(clean_value(place, base), current)
    except InvalidValue:
        return False


def _check_transitions(delta: Delta) -> None:
    entity = delta.table.entity
    for field in delta.table.stage_fields:
        stage = delta.entered.get(field.name)
        pipeline = entity.pipeline_by_name.get(field.pipeline or "")
        if stage is None or pipeline is None:
            continue
        origin = delta.before[field.name].get("")
        known = next((each for each in pipeline.stages if each.key == origin), None)
        if known is not None and stage.key not in pipeline.reachable(known.key):
            raise TransitionNotAllowed(
                detail=faults.moves_possible(entity, pipeline, known, known.key),
                stage=stage.key,
                origin=known.key,
            )


def _check_stages(delta: Delta) -> None:
    """What an entered stage asks for is filled; what the present stage asks for stays so."""
    missing: list[Fault] = []
    merged = {**delta.before, **delta.after}
    for field in delta.table.stage_fields:
        entered = delta.entered.get(field.name)
        stage = entered or _present_stage(delta, field.name)
        if stage is None:
            continue
        asked = (
            stage.requires if entered else [name for name in stage.requires if name in delta.after]
        )
        for name in asked:
            if name not in merged or is_empty(merged[name]):
                missing.append(_missing(delta, name, field.name, stage))
    if missing:
        raise StageGate(faults=tuple(missing))


def _missing(delta: Delta, name: str, stage_field: str, stage: Stage) -> Fault:
    place = delta.table.places.get(name)
    if place is None or not delta.prepared.policy.access(name).is_visible:
        path = delta.prepared.stage_path or f"{delta.prepared.prefix}{stage_field}"
        return faults.gate_closed(path, stage)
    return faults.required_by_stage(f"{delta.prepared.prefix}{name}", place.field, stage)


def _present_stage(delta: Delta, name: str) -> Stage | None:
    field = delta.table.places[name].field
    pipeline = delta.table.entity.pipeline_by_name.get(field.pipeline or "")
    key = delta.before.get(name, {}).get("")
    return next((s for s in pipeline.stages if s.key == key), None) if pipeline else None
