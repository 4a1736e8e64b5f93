"""Conditions of moves: who may make them, what they ask for, and what must hold beforehand.

`when` is asked of the record as it stands locked, before anything of the move is written: what the
move itself fills in cannot make it true. What must hold afterwards is a stage's gate.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.core.errors import Fault
from engine.core.pool import Connection
from engine.records import stage_faults
from engine.records.after import looks_at
from engine.records.conditions import Conditions, find_condition
from engine.records.delta import Delta
from engine.records.errors import MoveForbidden, StageGate
from engine.records.table import Table, is_empty
from metamodel.field import Field
from metamodel.pipeline import Stage, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A delta that makes a move with conditions."""

    delta: Delta
    field: Field
    stage: Stage
    rule: Transition

    @property
    def path(self) -> str:
        """Where a fault of the move itself stands."""
        return self.delta.prepared.stage_path or f"{self.delta.prepared.prefix}{self.field.name}"


async def check_transitions(
    ctx: RequestContext, con: Connection, table: Table, deltas: Sequence[Delta]
) -> None:
    """Raise MoveForbidden or StageGate for moves whose conditions do not hold."""
    moves = [move for delta in deltas for move in _moves(table, delta)]
    for move in moves:
        if not _may(ctx, move.rule):
            raise MoveForbidden
    found = [fault for move in moves for fault in _missing(move)]
    found += await _closed(ctx, con, table, [move for move in moves if move.rule.when is not None])
    if found:
        raise StageGate(faults=tuple(found))


def _moves(table: Table, delta: Delta) -> Iterator[_Move]:
    if delta.op not in ("update", "move") or delta.prepared.change.undoes is not None:
        return
    for field in table.stage_fields:
        stage = delta.entered.get(field.name)
        pipeline = table.entity.pipeline_by_name.get(field.pipeline or "")
        origin = delta.before.get(field.name, {}).get("")
        if stage is None or pipeline is None or not isinstance(origin, str):
            continue
        rule = pipeline.rule(origin, stage.key)
        if rule is not None:
            yield _Move(delta=delta, field=field, stage=stage, rule=rule)


def _may(ctx: RequestContext, rule: Transition) -> bool:
    if not rule.roles or "*" in rule.roles or policy_for(ctx.snapshot, ctx.actor).is_admin:
        return True
    return not set(rule.roles).isdisjoint(ctx.actor.roles)


def _missing(move: _Move) -> Iterator[Fault]:
    """What the move asks for is filled: before it or with it."""
    delta = move.delta
    merged = {**delta.before, **delta.after}
    for name in move.rule.requires:
        if name in merged and not is_empty(merged[name]):
            continue
        place = delta.table.places.get(name)
        if place is None or not delta.prepared.policy.access(name).is_visible:
            yield stage_faults.move_closed(move.path, move.stage, move.rule)
        else:
            path = f"{delta.prepared.prefix}{name}"
            yield stage_faults.required_by_move(path, place.field, move.stage)


async def _closed(
    ctx: RequestContext, con: Connection, table: Table, moves: Sequence[_Move]
) -> list[Fault]:
    """The moves whose `when` does not hold, in one statement for all of them."""
    if not moves:
        return []
    conditions = Conditions(ctx, table, first=2)
    texts = list(dict.fromkeys(move.rule.when or "" for move in moves))
    typed = {text: find_condition(ctx.snapshot, table.entity, text) for text in texts}
    picks = ["false" if (each := typed[text]) is None else conditions.holds(each) for text in texts]
    rows = await con.fetch(
        f"select t.id, {', '.join(picks)} from {table.name} t where t.id = any($1::uuid[])",  # noqa: S608
        [move.delta.id for move in moves],
        *conditions.binds,
    )
    holds: Mapping[UUID, tuple[bool, ...]] = {row[0]: tuple(row)[1:] for row in rows}
    found: list[Fault] = []
    for move in moves:
        text = move.rule.when or ""
        if not holds[move.delta.id][texts.index(text)]:
            condition = typed[text]
            reads = looks_at(condition) if condition else frozenset[str]()
            visible = move.delta.prepared.policy.visible
            known = [name for name in visible if name in reads and name != move.field.name]
            found.append(stage_faults.move_closed(move.path, move.stage, move.rule, known))
    return found
