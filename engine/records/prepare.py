"""What can be decided of a write before it begins: is the change allowed at all, is it clean."""

from collections.abc import Sequence
from dataclasses import replace

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.policy import EntityPolicy, policy_for
from engine.core.errors import Fault, Forbidden, NotFound
from engine.records.change import RecordChange
from engine.records.clean import Prepared, SentRows, clean
from engine.records.delta import TRASH_OPERATIONS
from engine.records.errors import MemberStays
from engine.records.stage_target import StageTarget, find_stage
from engine.records.table import Table, table_of
from engine.records.table_rows import read_rows


def prepare(
    ctx: RequestContext, changes: Sequence[RecordChange], *, is_batch: bool
) -> tuple[Prepared, ...]:
    """Everything that can be decided without the database. Raises all faults of all changes."""
    prefixes = [f"{index}." if is_batch else "" for index in range(len(changes))]
    prepared, found = _prepare(ctx, changes, prefixes)
    raise_faults(found)
    return prepared


def _rows(ctx: RequestContext, parent: Prepared) -> tuple[tuple[SentRows, ...], tuple[Fault, ...]]:
    """What was sent for the tables of a record, prepared as changes of their own entity."""
    made: list[SentRows] = []
    found: list[Fault] = []
    for sent in read_rows(ctx, parent):
        prefixes = [f"{sent.path}.{index}." for index in sent.places]
        prepared, faulty = _prepare(ctx, sent.changes, prefixes)
        found.extend((*sent.faults, *faulty))
        made.append(SentRows(field=sent.field, path=sent.path, prepared=prepared, keep=sent.keep))
    return tuple(made), tuple(found)


def _prepare(
    ctx: RequestContext, changes: Sequence[RecordChange], prefixes: Sequence[str]
) -> tuple[tuple[Prepared, ...], tuple[Fault, ...]]:
    prepared: list[Prepared] = []
    found: list[Fault] = []
    for change, prefix in zip(changes, prefixes, strict=True):
        table, policy = _enter(ctx, change)
        target: StageTarget | None = None
        if change.op == "move":
            target, faulty = find_stage(ctx, change, table, policy, prefix)
            found.extend(faulty)
            prefix += "fields."
        each, faulty = clean(ctx, change, table, policy, prefix, target)
        rows, more = _rows(ctx, each)
        found.extend((*faulty, *more))
        prepared.append(replace(each, rows=rows))
    return tuple(prepared), tuple(found)


def _enter(ctx: RequestContext, change: RecordChange) -> tuple[Table, EntityPolicy]:
    """The table and the policy of a change, when the actor may make such a change at all."""
    entity = ctx.snapshot.model.entity_by_name.get(change.entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name) if entity else None
    table = table_of(ctx.snapshot, entity) if entity and policy else None
    if table is None or policy is None:
        raise NotFound
    if change.op == "create":
        if not policy.can("create"):
            raise Forbidden
    elif change.record_id is None:
        raise NotFound
    elif not policy.can("read"):
        raise Forbidden
    elif change.op in TRASH_OPERATIONS:
        if not policy.can("delete"):
            raise Forbidden
        if table.entity.system == "member" and change.op == "trash":
            raise MemberStays
    return table, policy
