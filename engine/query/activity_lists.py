"""Pages of the lists that hang on a record and stand in its activity, all in one statement.

Which lists there are and what is read of them went through the guard as the children of the record;
only the place to go on from is this module's own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.feed import visible_feed
from engine.access.fields import record_fields
from engine.access.guard import guard
from engine.access.guarded_query import GuardedChildren, GuardedField
from engine.access.policy import Policy
from engine.access.record_query import Children, RecordQuery, Selected, SortKey
from engine.core.database import Databases
from engine.query.execute import run
from engine.query.order import order_terms, order_text
from engine.query.page import FENCE, Page, scope_condition
from engine.query.paths import joined, many_join, masked, read_rule
from engine.query.plan import ALIAS, COUNT_CAP, QueryPlan
from engine.query.rows import write_row
from engine.query.source import Source, Statement
from metamodel.entity import Entity, Feed

BEFORE_ALL = UUID(int=0)
AFTER_ALL = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """A list of records that stand in activity: a `links` field and the feed of its entity."""

    name: str
    feed: Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """A page of one list: those before a moment and, at that moment, before an id."""

    list: FeedList
    before: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Rows, newest first, and how many there are in all when that was asked."""

    rows: list[dict[str, Any]]
    count: int | None


def feed_lists(policy: Policy, entity: Entity) -> tuple[FeedList, ...]:
    """The lists an actor sees on records of an entity, in the entity's order."""
    own = policy.find(entity.name)
    if own is None:
        return ()
    found: list[FeedList] = []
    for field in record_fields(entity).values():
        target = policy.find(field.to or "") if field.inverse else None
        if target is None or not own.access(field.name).is_visible:
            continue
        if target.entity.datasource != entity.datasource:
            continue
        feed = visible_feed(target)
        if feed is not None:
            found.append(FeedList(name=field.name, feed=feed))
    return tuple(found)


async def load_lists(
    ctx: RequestContext,
    databases: Databases,
    entity: str,
    record_id: UUID,
    asked: Sequence[ListAsked],
    *,
    limit: int,
    with_counts: bool,
) -> list[ListPage]:
    """A page of each list. Raises NotFound for a record that may not be read."""
    plan = plan_lists(ctx, entity, record_id, asked, limit=limit, with_counts=with_counts)
    answer = await run(ctx, databases, plan, (str(record_id),))
    told: list[dict[str, Any] | None] = json.loads(answer.body)
    return [
        ListPage(rows=each["data"], count=each.get("count"))
        if each is not None
        else ListPage(rows=[], count=0 if with_counts else None)
        for each in told
    ]


def plan_lists(
    ctx: RequestContext,
    entity: str,
    record_id: UUID,
    asked: Sequence[ListAsked],
    *,
    limit: int,
    with_counts: bool,
) -> QueryPlan:
    """The statement: one JSON value for each list, in order."""
    select = tuple(_selected(each.list, limit) for each in asked)
    guarded = guard(ctx, RecordQuery(entity=entity, select=select, record_id=record_id))
    policy = guarded.scope.policy
    statement = Statement(
        snapshot=ctx.snapshot, policy=guarded.policy, datasource=policy.entity.datasource
    )
    source = Source(statement, policy.entity, ALIAS, policy)
    fields = {each.field.name: each for each in guarded.select}
    parts = [
        _list_sql(source, fields[each.list.name], each, with_counts=with_counts) for each in asked
    ]
    rule = read_rule(source)
    identity = f"{source.id} = {statement.binds.record()} and {source.trashed()} is null"
    sql = f"""select convert_to((select json_build_array({", ".join(parts)})
from {source.table} {ALIAS} where {identity}{f" and {rule}" if rule else ""})::text, 'UTF8') body,
null::text[] last, null::bigint found,
{FENCE}"""
    return QueryPlan(
        shape="record",
        sql=sql,
        binds=statement.binds.all(),
        digest=guarded.digest,
        datasource=policy.entity.datasource,
        limit=limit,
    )


def _selected(each: FeedList, limit: int) -> Selected:
    feed = each.feed
    named = (feed.text, feed.details, feed.at, feed.author, feed.kind, *feed.shows)
    return Selected(
        name=each.name,
        nested=tuple(Selected(name=name) for name in dict.fromkeys(named) if name),
        children=Children(limit=limit, sort=(SortKey(path=(feed.at,), descending=True),)),
    )


def _list_sql(source: Source, each: GuardedField, asked: ListAsked, *, with_counts: bool) -> str:
    children = each.children
    if children is None or not each.targets:
        return "null::json"
    target = source.to(each.targets[0].entity)
    from_, on = many_join(source, each.field.name, target)
    terms = order_terms(target, children.sort)
    moment = terms[0].sql
    page = Page(
        scope=children.scope,
        source=target,
        from_=from_,
        on=joined(target, f"{on} and {moment} is not null"),
        limit=children.limit - 1,  # a page asks for one more row than it shows
        order=order_text(terms),
        after=_after(target, moment, asked),
    )
    outer = page.outer()
    row = write_row(outer, each.nested)
    number = f'{outer.alias}."#n"'
    shown = [
        f"""'data', coalesce(json_agg(row_to_json("#r") order by {number}), '[]'::json)""",
    ]
    if with_counts:
        shown.append(f"'count', {_count_sql(source, each, children)}")
    found = (
        f"(select json_build_object({', '.join(shown)})"
        f" from ({page.sql(outer)}) {outer.alias}\n{row.lateral()})"
    )
    return masked(source, each.field.name, found)


def _after(target: Source, moment: str, asked: ListAsked) -> str | None:
    if asked.before is None:
        return None
    at = target.statement.binds.value(asked.before[0], "timestamptz")
    id = target.statement.binds.value(asked.before[1], "uuid")
    return f"{moment} <= {at} and ({moment} < {at} or {target.id} < {id})"


def _count_sql(source: Source, each: GuardedField, children: GuardedChildren) -> str:
    target = source.to(each.targets[0].entity)
    from_, on = many_join(source, each.field.name, target)
    moment = order_terms(target, children.sort)[0].sql
    where = joined(target, f"{on} and {moment} is not null")
    kept = scope_condition(target, children.scope)
    return (
        f"(select count(*) from (select from {from_} where {where} and {kept}"
        f" limit {COUNT_CAP + 1}) c)"
    )
