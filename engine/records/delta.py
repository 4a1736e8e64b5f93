"""What a change does to its record, decided before any SQL of the write runs. Pure.

A delta is all that later steps of the transaction (rows, links, and whatever else is kept beside a
record) look at. Unchanged fields are left out: a change that changes nothing writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from engine.core.errors import Fault, Forbidden, NotFound
from engine.kinds.field_type import InvalidValue, Stored
from engine.records import faults, stage_faults
from engine.records.change import Operation
from engine.records.clean import Prepared, clean_value
from engine.records.errors import RecordConflict, StageGate, TransitionNotAllowed
from engine.records.link_attributes import with_kept_attributes
from engine.records.table import FieldPlace, Table, is_empty
from engine.records.wire_value import wire_value
from metamodel.pipeline import Stage

TRASH_OPERATIONS: frozenset[Operation] = frozenset({"trash", "restore", "purge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A record as it stands since `at`, locked, with what the actor may do to it. `closed` are
    fields whose mask is down on this record: they may be written on others, not here.
    """

    id: UUID
    version: int
    at: datetime
    values: Mapping[str, Stored]
    may: Mapping[str, bool]
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """`after` holds the fields that change; `entered` the stages that are entered, by field; `rows`
    the table fields whose rows change; `last` is when the record changed before; `since` is when
    it had entered a stage that an undo takes it back to, by field."""

    prepared: Prepared
    version: int
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    entered: Mapping[str, Stage]
    rows: frozenset[str] = frozenset()
    last: datetime | None = None
    since: Mapping[str, datetime] | None = None

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
        return self.op not in ("update", "move") or bool(self.after) or bool(self.rows)

    def with_rows(self, rows: frozenset[str]) -> "Delta":
        """The same with rows that changed: the record has a new version for that too."""
        is_new = bool(rows) and not self.is_changed
        return replace(self, rows=rows, version=self.version + 1 if is_new else self.version)


def delta_of_new(prepared: Prepared) -> Delta:
    """A new record: everything is after, and its stages are entered."""
    found = Delta(
        prepared=prepared,
        version=1,
        before={},
        after={name: with_kept_attributes(value, {}) for name, value in prepared.stored.items()},
        entered=_entered(prepared, prepared.stored),
        rows=frozenset(name for name, rows in prepared.sent_rows.items() if rows),
    )
    _check_stages(found)
    return found


def delta_of_change(
    prepared: Prepared, loaded: Loaded | None, changed_since: frozenset[str] | None = None
) -> Delta:
    """A change of a record. `changed_since` are the ids of the fields changed after the version the
    caller read, None when that is not known.

    Raises NotFound, Forbidden, RecordConflict, TransitionNotAllowed or StageGate.
    """
    if loaded is None or not loaded.may["read"]:
        raise NotFound
    needed = operations_needed(prepared)
    if not all(loaded.may[operation] for operation in needed):
        raise Forbidden
    _check_masks(prepared, loaded)
    sent = {
        name: with_kept_attributes(value, loaded.values[name])
        for name, value in prepared.stored.items()
    }
    after = {name: value for name, value in sent.items() if not _same(value, loaded.values[name])}
    _check_version(prepared, loaded, after, changed_since)
    found = Delta(
        prepared=prepared,
        version=loaded.version + 1 if after else loaded.version,
        before=loaded.values,
        after=after,
        entered=_entered(prepared, after),
        last=loaded.at,
    )
    if prepared.change.undoes is None:
        _check_transitions(found)
        _check_stages(found)
    return found


def delta_of_trash(prepared: Prepared, loaded: Loaded | None) -> Delta:
    """A record into the trash, out of it, or away for good. Raises NotFound, Forbidden or
    RecordConflict: what the caller did not read it must not throw away."""
    if loaded is None or not loaded.may["read"]:
        raise NotFound
    if not loaded.may["delete"]:
        raise Forbidden
    if prepared.change.expected_version not in (None, loaded.version):
        raise RecordConflict(version=loaded.version)
    return Delta(
        prepared=prepared,
        version=loaded.version + 1,
        before={},
        after={},
        entered={},
        last=loaded.at,
    )


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
    if prepared.change.op in TRASH_OPERATIONS:
        return ("delete",)
    stages = {field.name for field in prepared.table.stage_fields}
    moves = any(name in stages for name in prepared.stored)
    others = any(name not in stages for name in prepared.stored)
    return (*(("move",) if moves else ()), *(("update",) if others or not moves else ()))


def fields_to_load(prepared: Prepared) -> frozenset[str]:
    """The fields whose present values the decision needs."""
    table = prepared.table
    if prepared.change.op == "restore":
        return frozenset(name for name, place in table.places.items() if place.is_any_link)
    wanted = set(prepared.stored) | {field.name for field in table.stage_fields}
    for field in table.stage_fields:
        pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
        if pipeline and field.name in prepared.stored:
            wanted.update(name for stage in pipeline.stages for name in stage.requires)
            wanted.update(pipeline.asked)
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


def _check_version(
    prepared: Prepared,
    loaded: Loaded,
    after: Mapping[str, Stored],
    changed_since: frozenset[str] | None,
) -> None:
    expected = prepared.change.expected_version
    if expected == loaded.version:
        return
    base = prepared.change.base or {}
    conflicts: list[Fault] = []
    for name in after:
        place = prepared.table.places[name]
        if name not in base:
            is_known = changed_since is not None and place.field.id not in changed_since
            is_behind = expected is not None and not is_known
        else:
            is_behind = not _is_base(place, base[name], loaded.values[name])
        if not is_behind:
            continue
        path = f"{prepared.prefix.removesuffix('fields.')}fields.{name}"
        yours = prepared.change.values.get(name, prepared.change.stage)
        theirs = wire_value(place.field, loaded.values[name])
        conflicts.append(faults.changed_since(path, place.field, yours, theirs))
    conflicts += _changed_tables(prepared, loaded, changed_since)
    if conflicts:
        raise RecordConflict(version=loaded.version, faults=tuple(conflicts))


def _changed_tables(
    prepared: Prepared, loaded: Loaded, changed_since: frozenset[str] | None
) -> list[Fault]:
    """Tables whose rows changed since the version the caller read; `$base` is compared later, with
    the rows there are."""
    expected, found = prepared.change.expected_version, list[Fault]()
    for name, rows in prepared.sent_rows.items():
        field = prepared.table.entity.field_by_name[name]
        is_known = changed_since is not None and field.id not in changed_since
        if expected is not None and expected != loaded.version and not is_known:
            path = f"{prepared.prefix.removesuffix('fields.')}fields.{name}"
            found.append(faults.changed_since(path, field, list(rows), None))
    return found


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
            possible = stage_faults.moves_possible(entity, pipeline, known, known.key)
            path = delta.prepared.stage_path or f"{delta.prepared.prefix}{field.name}"
            raise TransitionNotAllowed(
                faults=(stage_faults.no_such_move(path, possible),),
                detail=possible,
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
        return stage_faults.gate_closed(path, stage)
    return stage_faults.required_by_stage(f"{delta.prepared.prefix}{name}", place.field, stage)


def _present_stage(delta: Delta, name: str) -> Stage | None:
    field = delta.table.places[name].field
    pipeline = delta.table.entity.pipeline_by_name.get(field.pipeline or "")
    key = delta.before.get(name, {}).get("")
    return next((s for s in pipeline.stages if s.key == key), None) if pipeline else None
