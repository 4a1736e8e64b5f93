"""What must hold once the rows are written, computed fresh by PostgreSQL in the same transaction.

The row is still within the actor's reach, entered stages' gates are open, no rule of the entity
refuses it. One statement for all records of a table; nothing of it reads a stored aggregate.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.errors import Fault, InvalidInput
from engine.core.pool import Connection
from engine.records import faults, stage_faults
from engine.records.conditions import Conditions, find_condition
from engine.records.delta import TRASH_OPERATIONS, Delta, operations_needed
from engine.records.errors import OutOfReach, StageGate
from engine.records.table import Table
from metamodel.entity import Rule
from metamodel.expression import TypedExpression, paths
from metamodel.pipeline import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A condition, for which deltas, and what is wrong where its SQL is not true."""

    sql: str
    deltas: tuple[Delta, ...]
    reach: bool = False
    gate: tuple[str, Stage] | None = None
    reads: frozenset[str] = frozenset()
    rule: Rule | None = None


async def check_after(
    ctx: RequestContext, con: Connection, table: Table, deltas: Sequence[Delta]
) -> None:
    """Raise OutOfReach, StageGate or InvalidInput for what does not hold."""
    changed = [delta for delta in deltas if delta.is_changed and delta.op not in TRASH_OPERATIONS]
    conditions = Conditions(ctx, table, first=2)
    asked = [
        *_reach(ctx, conditions, changed),
        *_gates(ctx, table, conditions, changed),
        *_rules(ctx, table, conditions, changed),
    ]
    if not asked:
        return
    picks = ", ".join(each.sql for each in asked)
    rows = await con.fetch(
        f"select t.id, {picks} from {table.name} t where t.id = any($1::uuid[])",  # noqa: S608
        [delta.id for delta in changed],
        *conditions.binds,
    )
    holds = {row[0]: tuple(row)[1:] for row in rows}
    _judge(asked, holds)


def _judge(asked: Sequence[_Asked], holds: dict[UUID, tuple[bool, ...]]) -> None:
    gates: list[Fault] = []
    rules: list[Fault] = []
    for at, each in enumerate(asked):
        for delta in each.deltas:
            if holds[delta.id][at]:
                continue
            if each.reach:
                raise OutOfReach
            if each.gate is not None:
                name, stage = each.gate
                path = delta.prepared.stage_path or f"{delta.prepared.prefix}{name}"
                visible = delta.prepared.policy.visible
                known = [one for one in visible if one in each.reads and one != name]
                gates.append(stage_faults.gate_closed(path, stage, known))
            if each.rule is not None:
                prepared = delta.prepared
                visible = prepared.policy.visible
                rules.extend(faults.refused_by_rule(prepared.prefix, each.rule, visible))
    if gates:
        raise StageGate(faults=tuple(gates))
    if rules:
        raise InvalidInput(faults=tuple(rules))


def _reach(
    ctx: RequestContext, conditions: Conditions, deltas: Iterable[Delta]
) -> Iterator[_Asked]:
    if ctx.actor.kind == "system":
        return
    by_operation: dict[str, list[Delta]] = {}
    for delta in deltas:
        for operation in operations_needed(delta.prepared):
            by_operation.setdefault(operation, []).append(delta)
    for operation, same in by_operation.items():
        rule = same[0].prepared.policy.rules["update" if operation == "update" else "move"]
        if operation != "create" and not rule.everything:
            yield _Asked(sql=conditions.rule(rule), deltas=tuple(same), reach=True)


def _gates(
    ctx: RequestContext, table: Table, conditions: Conditions, deltas: Sequence[Delta]
) -> Iterator[_Asked]:
    for field in table.stage_fields:
        pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
        for stage in pipeline.stages if pipeline else ():
            entering = tuple(
                delta
                for delta in deltas
                if delta.entered.get(field.name) == stage and delta.prepared.change.undoes is None
            )
            if stage.gate is None or not entering:
                continue
            condition = find_condition(ctx.snapshot, table.entity, stage.gate)
            sql = "false" if condition is None else conditions.holds(condition)
            reads = looks_at(condition) if condition else frozenset[str]()
            yield _Asked(sql=sql, deltas=entering, gate=(field.name, stage), reads=reads)


def _rules(
    ctx: RequestContext, table: Table, conditions: Conditions, deltas: Sequence[Delta]
) -> Iterator[_Asked]:
    """Rules on new records, and those that look at a field that changed."""
    for rule in table.entity.rules:
        condition = find_condition(ctx.snapshot, table.entity, rule.when)
        if condition is None:
            continue
        concerned = tuple(delta for delta in deltas if _is_concerned(condition, delta))
        if concerned:
            sql = f"not {conditions.holds(condition)}"
            yield _Asked(sql=sql, deltas=concerned, rule=rule)


def _is_concerned(condition: TypedExpression, delta: Delta) -> bool:
    looked_at = looks_at(condition)
    changed = delta.after.keys() | delta.rows
    return delta.op == "create" or bool(looked_at & changed) or not looked_at


def looks_at(condition: TypedExpression) -> frozenset[str]:
    """The fields of the entity itself the condition reads, links it follows included."""
    return frozenset(path[0] for path in paths(condition.root))
