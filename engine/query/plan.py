"""From a GuardedQuery to one SQL statement that answers with finished JSON bytes (law 8).

The text is deterministic and unqualified, so that everyone who asks the same under equal rules
shares it, and clinics with equal models share it too. A statement answers one row; its columns are
named in `Answer columns`: `body` (list: the rows; record: the row; board: one entry a column),
`last` (sort values of the last row when there are more), `found` (a count), `groups` and `measures`
(heads of a view, where they were asked for), `model_version` and `policy_epoch` (the fence).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.access.guarded_query import GuardedQuery
from engine.access.policy import ON_RECORDS, Operation
from engine.core.database import Datasource
from engine.definitions.snapshot import Snapshot
from engine.query.aggregate import aggregate_sql
from engine.query.binds import Bind
from engine.query.board import board_sql
from engine.query.colors import color_sql
from engine.query.group_order import joined_terms, page_terms
from engine.query.group_walk import GroupWalk, can_walk, stage_keys
from engine.query.order import after_text, last_values, order_text
from engine.query.page import FENCE, Page, scope_sql
from engine.query.paths import read_rule, row_rule, text_literal
from engine.query.rows import write_row
from engine.query.source import Source, Statement
from engine.query.summary import SummarySql, summary_sql
from engine.query.timeline import stages_sql, touches
from metamodel.value import content_hash

Shape: TypeAlias = Literal["list", "record", "board", "aggregate"]
COUNT_CAP = 1000
ALIAS = "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPlan:
    """A statement ready to run. `nulls` says for which cursor it was made (None: the first
    page).
    """

    shape: Shape
    sql: str
    binds: tuple[Bind, ...]
    digest: str
    datasource: Datasource
    limit: int
    columns: tuple[str | None, ...] = ()
    nulls: tuple[bool, ...] | None = None


def plan(guarded: GuardedQuery, snapshot: Snapshot) -> QueryPlan:
    """Compile a guarded read."""
    entity = guarded.scope.policy.entity
    statement = Statement(snapshot=snapshot, policy=guarded.policy, datasource=entity.datasource)
    nulls = None if guarded.after is None else tuple(each is None for each in guarded.after)
    shape: Shape
    if guarded.board is not None:
        shape, sql = "board", board_sql(statement, guarded, guarded.board, nulls)
    elif guarded.aggregate is not None:
        shape, sql = "aggregate", aggregate_sql(statement, guarded, guarded.aggregate)
    elif guarded.record_id is not None:
        shape, sql = "record", _record_sql(statement, guarded)
    else:
        shape, sql = "list", _list_sql(statement, guarded, nulls)
    return QueryPlan(
        shape=shape,
        sql=sql,
        binds=statement.binds.all(),
        digest=_digest(guarded, snapshot),
        datasource=entity.datasource,
        limit=guarded.limit,
        columns=guarded.board.columns if guarded.board is not None else (),
        nulls=nulls,
    )


def cursor_length(guarded: GuardedQuery, snapshot: Snapshot) -> int:
    """How many values a cursor of this query holds."""
    entity = guarded.scope.policy.entity
    statement = Statement(snapshot=snapshot, policy=guarded.policy, datasource=entity.datasource)
    source = Source(statement, entity, ALIAS, guarded.scope.policy)
    return len(page_terms(source, guarded))


def _digest(guarded: GuardedQuery, snapshot: Snapshot) -> str:
    """What a cursor is bound to: the question, and the content and rules of every entity it
    touches.
    """
    parts: list[object] = [guarded.digest]
    for name in guarded.entities:
        entity = snapshot.model.entity_by_name[name]
        storage = snapshot.storage.entities.get(entity.id or "")
        parts.append([
            content_hash(entity),
            content_hash(storage) if storage is not None else None,
            guarded.policy.entities[name].shape,
        ])  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _list_sql(statement: Statement, guarded: GuardedQuery, nulls: Sequence[bool] | None) -> str:
    entity, policy = guarded.scope.policy.entity, guarded.scope.policy
    source = Source(statement, entity, ALIAS, policy)
    narrowed = () if guarded.window is None else (touches(source, guarded.window),)
    page = _page(source, guarded, narrowed, nulls)
    outer = page.outer().of_page('"#page"')
    row = write_row(outer, guarded.select)
    if guarded.colors:
        row.columns.append(color_sql(outer, guarded.colors))
    if guarded.window is not None and guarded.window.stage is not None:
        row.columns.append(stages_sql(outer, guarded.window.stage))
    last = last_values(page_terms(outer, guarded))
    heads = SummarySql()
    if guarded.summary is not None and nulls is None and not guarded.skip:
        looker = Source(statement, entity, ALIAS, policy)
        heads = summary_sql(looker, guarded, guarded.summary, *narrowed)
    found = _count_sql(source, guarded, heads.count, narrowed)
    told = ""
    if guarded.summary is not None:
        told = f"{heads.groups} groups,\n{heads.totals} measures,\n"
    return f"""with {heads.table}"#page" as materialized ({page.sql(outer)})
select convert_to((select coalesce(json_agg(row_to_json("#r") order by {ALIAS}."#n"), '[]'::json)
from "#page" {ALIAS}
{row.lateral()}
where {ALIAS}."#n" <= {guarded.limit})::text, 'UTF8') body,
(select {last} from "#page" {ALIAS} where {ALIAS}."#n" = {guarded.limit}
and exists (select from "#page" m where m."#n" > {guarded.limit})) last,
{found} found,
{told}{FENCE}"""


def _page(
    source: Source, guarded: GuardedQuery, narrowed: Sequence[str], nulls: Sequence[bool] | None
) -> Page:
    """The page of a list: stage by stage where its rows stand under stages, else in one order."""
    on = " and ".join(each for each in (read_rule(source), *narrowed) if each) or None
    group = can_walk(source, guarded)
    if group is not None:
        terms = page_terms(source, guarded)
        return GroupWalk(
            scope=guarded.scope, source=source, from_=f"{source.table} {ALIAS}", on=on,
            limit=guarded.limit, order=order_text(terms),
            group=group, keys=stage_keys(source, group), terms=terms, nulls=nulls,
        )  # fmt: skip
    join, terms = joined_terms(source, guarded)
    return Page(
        scope=guarded.scope, source=source, from_=f"{source.table} {ALIAS}{join}", on=on,
        limit=guarded.limit, skip=guarded.skip, order=order_text(terms),
        after=None if nulls is None else after_text(source, terms, nulls),
    )  # fmt: skip


def _count_sql(
    source: Source, guarded: GuardedQuery, known: str | None, narrowed: Sequence[str]
) -> str:
    """How many records there are; heads that were read have counted them."""
    if guarded.count == "none":
        return "null::bigint"
    if known is not None:
        return known
    scope = scope_sql(source, guarded.scope, *narrowed)
    if guarded.count == "exact":
        return f"(select count(*) {scope})"
    capped = f"(select count(*) from (select {scope} limit {COUNT_CAP + 1}) c)"
    if not is_estimated(guarded):
        return capped
    table = text_literal(source, source.table)
    rows = f"(select reltuples::bigint from pg_class where oid = to_regclass({table}))"
    return (
        f"(select case when n > {COUNT_CAP} then greatest(n, {rows}) else n end"
        f" from {capped} as counted(n))"
    )


def is_estimated(guarded: GuardedQuery) -> bool:
    """Whether a count beyond the cap may be the table's own estimate: nothing is left out of it."""
    scope = guarded.scope
    narrowed = scope.filter or scope.search or scope.trash == "only" or guarded.window
    return guarded.count == "estimate" and not narrowed and scope.policy.rules["read"].everything


def _record_sql(statement: Statement, guarded: GuardedQuery) -> str:
    """The record with what the actor may do to it."""
    policy = guarded.scope.policy
    source = Source(statement, policy.entity, ALIAS, policy)
    row = write_row(source, guarded.select)
    can = [
        f"case when {_holds(source, operation)} then '{operation}' end" for operation in ON_RECORDS
    ]
    row.columns.append(
        f"""array_to_json(array_remove(array[{", ".join(can)}]::text[], null)) "can\""""
    )
    rule = read_rule(source)
    is_there = "is not null" if guarded.scope.trash == "only" else "is null"
    identity = f"{source.id} = {statement.binds.record()} and {source.trashed()} {is_there}"
    return f"""select convert_to((select row_to_json("#r")
from {source.table} {ALIAS}
{row.lateral()}
where {identity}{f" and {rule}" if rule else ""})::text, 'UTF8') body,
null::text[] last, null::bigint found,
{FENCE}"""


def _holds(source: Source, operation: Operation) -> str:
    policy = source.policy
    if policy is None:
        return "true"
    rule = row_rule(source, policy.rules[operation])
    return "true" if rule is None else rule
