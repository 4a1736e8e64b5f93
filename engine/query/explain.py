"""Every value a read passes through, from who asks to the database's own plan, as text for people.

No record is read out: what stands here is the question, the rules and the plan. For the asker's
eyes only, never for a log, since the question may hold a field's value (law 12).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.access.actor import RequestContext
from engine.access.guarded_query import GuardedField, GuardedQuery
from engine.access.policy import OPERATIONS, EntityPolicy, policy_for
from engine.access.record_query import MeasureRequest, RecordQuery
from engine.access.row_rule import RowRule, Via, Where
from engine.core.database import Databases
from engine.query.binds import Bind, Bound, CursorSlot, Slot, fill
from engine.query.plan import QueryPlan
from engine.query.read import Reader
from metamodel.expression import to_text

NO_RECORD = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The chain: titles and lines, in the order of the flow."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]

    def text(self) -> str:
        """All of it, ready to print."""
        parts = [
            f"{title}\n" + "\n".join(f"  {line}" for line in lines)
            for title, lines in self.sections
        ]
        return "\n\n".join(parts)


async def explain(
    ctx: RequestContext,
    databases: Databases,
    reader: Reader,
    kind: str,
    name: str,
    query_string: str = "",
    *,
    analyze: bool = False,
) -> Explanation:
    """Explain what a list, record or view request does. `analyze` also runs it, for real times."""
    prepared = reader.prepare(ctx, kind, name, query_string)
    plan = prepared.first
    values = fill(plan.binds, ctx, (NO_RECORD,) if plan.shape == "record" else None)
    words = "explain (analyze, costs off)" if analyze else "explain"
    async with databases.source(plan.datasource).clinic(ctx.clinic.id) as connection:
        rows = await connection.fetch(f"{words} {plan.sql}", *values)
    policy = policy_for(ctx.snapshot, ctx.actor)
    touched = [policy.entities[each] for each in prepared.guarded.entities]
    return Explanation(
        sections=(
            ("RequestContext", tuple(_context(ctx))),
            ("RecordQuery", tuple(_query(prepared.query))),
            ("Policy", (f"shape {policy.shape}", *(x for each in touched for x in _policy(each)))),
            ("GuardedQuery", tuple(_guarded(prepared.guarded))),
            ("QueryPlan", (f"digest {plan.digest}", f"shape {plan.shape} on {plan.datasource}")),
            ("SQL", tuple(plan.sql.splitlines())),
            ("Parameters", tuple(_binds(plan))),
            ("PostgreSQL", tuple(row[0] for row in rows)),
        )
    )


def _context(ctx: RequestContext) -> Iterator[str]:
    actor, snapshot = ctx.actor, ctx.snapshot
    yield f"clinic {ctx.clinic.slug} ({ctx.clinic.id}), zone {ctx.clinic.timezone}"
    yield f"model version {snapshot.version}, content {snapshot.hash}"
    yield f"{actor.kind} {actor.member_id}, roles {', '.join(actor.roles) or 'none'}"
    yield f"{len(actor.units)} units, {len(actor.teams)} teams, policy epoch {actor.policy_epoch}"
    yield f"clock {ctx.now.isoformat()}"


def _query(query: RecordQuery) -> Iterator[str]:
    yield f"entity {query.entity}"
    yield f"select {', '.join(each.name for each in query.select) or 'everything visible'}"
    if query.filter is not None:
        yield f"filter {to_text(query.filter)}"
    if query.sort:
        yield "sort " + ", ".join(
            f"{'-' if key.descending else ''}{'.'.join(key.path)}" for key in query.sort
        )
    if query.search:
        yield f"search {len(query.search.split())} words"
    if query.board is not None:
        columns = ", ".join(key or "without a value" for key in query.board.columns)
        yield f"board by {query.board.field}: {columns}"
    if query.summary is not None:
        group = query.summary.group
        yield f"group {'.'.join(group.path) if group is not None else 'none'}"
        measured = (each.fn + (f":{each.field}" if each.field else "") for each in _measures(query))
        yield f"measures {', '.join(measured) or 'none'}"
    for each in query.colors:
        yield f"{each.color} when {to_text(each.when)}"
    if query.window is not None:
        yield f"from {query.window.since} to {query.window.until} by {query.window.start}"
    yield f"limit {query.limit}, count {query.count}, trash {query.trash}"


def _measures(query: RecordQuery) -> tuple[MeasureRequest, ...]:
    return query.summary.measures if query.summary is not None else ()


def _policy(policy: EntityPolicy) -> Iterator[str]:
    name = policy.entity.name
    for operation in OPERATIONS:
        yield f"{name}.{operation}: {_rule(policy.rules[operation])}"
    masked = {
        field: to_text(state.shown_when.root)
        for field, state in policy.fields.items()
        if state.shown_when is not None
    }
    for field, condition in masked.items():
        yield f"{name}.{field}: shown when {condition}"
    hidden = [field for field, state in policy.fields.items() if not state.is_visible]
    if hidden:
        yield f"{name}: hidden {', '.join(hidden)}"


def _rule(rule: RowRule) -> str:
    if rule.everything:
        return "all records"
    terms = [
        to_text(term.condition.root)
        if isinstance(term, Where)
        else f"via {term.link}"
        if isinstance(term, Via)
        else f"{type(term).__name__} by {term.field}"
        for term in rule.terms
    ]
    return " or ".join(terms) or "no record"


def _guarded(guarded: GuardedQuery) -> Iterator[str]:
    yield f"digest {guarded.digest}"
    yield f"touches {', '.join(guarded.entities)}"
    yield from _selected(guarded.select, "")
    if guarded.scope.search is not None:
        names = (*guarded.scope.search.texts, *guarded.scope.search.numbers)
        yield f"searches {', '.join(names) or 'nothing'}"


def _selected(fields: Sequence[GuardedField], before: str) -> Iterator[str]:
    for each in fields:
        targets = ", ".join(target.entity.name for target in each.targets)
        yield f"{before}{each.field.name}: {each.field.type}{f' of {targets}' if targets else ''}"
        yield from _selected(each.nested, f"{before}{each.field.name}.")


def _binds(plan: QueryPlan) -> Iterator[str]:
    for index, bind in enumerate(plan.binds, start=1):
        yield f"${index} {_bind(bind)}"


def _bind(bind: Bind) -> str:
    match bind:
        case Bound():
            return f"{bind.pg_type} of the query"
        case Slot():
            return f"${bind.name}"
        case CursorSlot():
            return f"value {bind.index} of the cursor or the id"
