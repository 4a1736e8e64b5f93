"""Which of some records an actor may read: now, as they once were, and as rows of an answer.

For whoever tells of changes. The row rule is that of every other read, over the same guarded query;
`was` lays earlier values of columns over the present row before it asks the rule.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from engine.access.fields import is_many, record_fields
from engine.access.guarded_query import GuardedQuery
from engine.access.row_rule import RowRule, Term, Via, Where
from engine.access.scope import ID
from engine.definitions.snapshot import Snapshot
from engine.query.binds import Slot
from engine.query.order import order_terms, order_text
from engine.query.page import FENCE, Page
from engine.query.paths import read_rule
from engine.query.plan import ALIAS, QueryPlan
from engine.query.rows import write_row
from engine.query.source import Source, Statement
from metamodel.entity import Entity
from metamodel.expression import paths

__all__ = ["Reach", "plan_reach", "plan_rows", "read_ids", "write_ids"]

_CLOCK = frozenset({"today", "now"})
_CHANGING = frozenset({"updated_at", "updated_by"})
"""Fields of every record whose earlier values history does not keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The statements for one entity and policy. Each takes its records as the cursor's one value.

    `now` takes an array of ids and answers those that may be read. `was` takes a JSON array of
    `{n, id, version, was}` and answers `[n, whether the record still has that version, whether it
    could be read]`. `everything`: no rule leaves anything out. `knows_past`: history tells what the
    rule would have said; `reads` are the fields it looks at. `is_own`: nothing but a change of the
    record, or of the asker's rights, can change what the rule says of it.
    """

    now: QueryPlan
    was: QueryPlan
    everything: bool
    knows_past: bool
    is_own: bool
    reads: frozenset[str]


def plan_reach(guarded: GuardedQuery, snapshot: Snapshot) -> Reach | None:
    """Compile the reach of a guarded query's entity; None while it has no storage."""
    policy = guarded.scope.policy
    stored = snapshot.storage.entities.get(policy.entity.id or "")
    if stored is None or stored.state != "active":
        return None
    rule = policy.rules["read"]
    reads = _rule_fields(rule)
    now = _plan(guarded, snapshot, _now_sql)
    has_clock = any(isinstance(each, Slot) and each.name in _CLOCK for each in now.binds)
    return Reach(
        now=now,
        was=_plan(guarded, snapshot, _was_sql),
        everything=rule.everything,
        knows_past=rule.everything or _knows_past(policy.entity, reads),
        is_own=not has_clock and all(_is_own(term) for term in rule.terms),
        reads=reads,
    )


def plan_rows(guarded: GuardedQuery, snapshot: Snapshot) -> QueryPlan:
    """The rows of the records whose ids are the cursor's one value, in the order of ids."""
    return _plan(guarded, snapshot, _rows_sql)


def write_ids(ids: Iterable[UUID]) -> str:
    """What `now` and the rows take."""
    return f"{{{','.join(str(each) for each in ids)}}}"


def read_ids(body: bytes) -> frozenset[UUID]:
    """What `now` answers."""
    found: list[str] = json.loads(body)
    return frozenset(UUID(each) for each in found)


def _plan(
    guarded: GuardedQuery, snapshot: Snapshot, write: Callable[[Source, GuardedQuery], str]
) -> QueryPlan:
    policy = guarded.scope.policy
    entity = policy.entity
    statement = Statement(snapshot=snapshot, policy=guarded.policy, datasource=entity.datasource)
    sql = write(Source(statement, entity, ALIAS, policy), guarded)
    return QueryPlan(
        shape="list",
        sql=f"{sql},\nnull::text[] last, null::bigint found,\n{FENCE}",
        binds=statement.binds.all(),
        digest="",
        datasource=entity.datasource,
        limit=guarded.limit,
    )


def _now_sql(source: Source, _: GuardedQuery) -> str:
    conditions = [_listed(source), f"{source.trashed()} is null", read_rule(source)]
    where = " and ".join(each for each in conditions if each)
    return (
        f"select convert_to((select coalesce(json_agg({source.id}), '[]'::json)"
        f" from {source.table} {ALIAS} where {where})::text, 'UTF8') body"
    )


def _was_sql(source: Source, _: GuardedQuery) -> str:
    given = source.statement.binds.cursor(0, "json")
    return (
        "select convert_to((select coalesce(json_agg(json_build_array(g.n, b._version = g.version,"
        f" ({read_rule(source) or 'true'}) is true)), '[]'::json)"
        f" from json_to_recordset({given}) as g(n integer, id uuid, version integer, was jsonb)"
        f" join {source.table} b on b.id = g.id"
        f" cross join lateral jsonb_populate_record(b, g.was) {ALIAS})::text, 'UTF8') body"
    )


def _rows_sql(source: Source, guarded: GuardedQuery) -> str:
    conditions = [_listed(source), read_rule(source)]
    page = Page(
        scope=guarded.scope,
        source=source,
        from_=f"{source.table} {ALIAS}",
        on=" and ".join(each for each in conditions if each),
        limit=guarded.limit,
        order=order_text(order_terms(source, guarded.sort)),
    )
    outer = page.outer().of_page('"#page"')
    row = write_row(outer, guarded.select)
    return f"""with "#page" as materialized ({page.sql(outer)})
select convert_to((select coalesce(json_agg(row_to_json("#r") order by {ALIAS}."#n"), '[]'::json)
from "#page" {ALIAS}
{row.lateral()})::text, 'UTF8') body"""


def _listed(source: Source) -> str:
    return f"{source.id} = any({source.statement.binds.cursor(0, 'uuid[]')})"


def _rule_fields(rule: RowRule) -> frozenset[str]:
    """The entity's own fields that a row rule looks at, links it follows included."""
    found: set[str] = set()
    for term in rule.terms:
        if isinstance(term, Where):
            found.update(path[0] for path in paths(term.condition.root))
        else:
            found.add(term.link if isinstance(term, Via) else term.field)
    return frozenset(found)


def _is_own(term: Term) -> bool:
    if isinstance(term, Where):
        return all(len(path) == 1 for path in paths(term.condition.root))
    return not isinstance(term, Via)


def _knows_past(entity: Entity, reads: frozenset[str]) -> bool:
    fields = record_fields(entity)
    return entity.history and all(
        name == ID or (name not in _CHANGING and fields[name].history and not is_many(fields[name]))
        for name in reads
    )
