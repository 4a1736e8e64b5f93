"""Groups and measures in one statement. Every value is read through its mask, every link through
the rule of its target, so a group holds and a sum adds only what the asker may see (law 2).
"""

from dataclasses import dataclass

from engine.access.fields import is_many
from engine.access.guarded_query import GuardedAggregate, GuardedGroup, GuardedQuery
from engine.kinds.field_type import field_types
from engine.query.measures import measure_sql, told_measure
from engine.query.page import FENCE, scope_sql
from engine.query.paths import FieldPaths, joined, many_join, mask, text_literal
from engine.query.rows import reference, title
from engine.query.source import Source, Statement
from metamodel.expression import Kind, element_of
from metamodel.expression.types import Type

ALIAS = "t"
_KEYS = (Kind.CHOICE, Kind.STAGE)


@dataclass(slots=True, kw_only=True)
class Group:
    """A group's key in SQL, what to join for it, and its place among the groups."""

    asked: GuardedGroup
    index: int
    sql: str
    type: Type
    join: str = ""

    @property
    def key(self) -> str:
        """The key among the rows of groups."""
        return f'g."#g{self.index}"'


def aggregate_sql(statement: Statement, guarded: GuardedQuery, asked: GuardedAggregate) -> str:
    """The statement. `body` has the rows, `found` how many there are, up to one above the limit."""
    source = Source(statement, guarded.scope.policy.entity, ALIAS, guarded.scope.policy)
    groups = [read_group(source, each, index) for index, each in enumerate(asked.groups)]
    keys = [f'{each.sql} "#g{each.index}"' for each in groups]
    measures = [f'{measure_sql(source, each)} "#m{i}"' for i, each in enumerate(asked.measures)]
    ordinals = ", ".join(str(index + 1) for index in range(len(groups)))
    scope = scope_sql(source, guarded.scope)
    head = f"from {source.table} {ALIAS}"
    joins = "".join(f" {each.join}" for each in groups if each.join)
    by = f" group by {ordinals}" if groups else ""
    links = [linked(source, each) for each in groups]
    shown = ", ".join(
        part for each in groups for part in (text_literal(source, each.asked.key), wire_key(each))
    )
    told = ", ".join(
        part
        for i, each in enumerate(asked.measures)
        for part in (text_literal(source, each.key), told_measure(source, each, f'g."#m{i}"'))
    )
    order = ", ".join(_order(source, asked, groups))
    return f"""with "#g" as materialized (
select {", ".join([*keys, *measures]) or "1"} {head}{joins}{scope.removeprefix(head)}{by}),
"#page" as materialized (select row_number() over () "#n", r.* from (
select json_build_object('group', json_build_object({shown}),
'measures', json_build_object({told})) "#row" from "#g" g
{" ".join(links)} {f"order by {order} " if groups else ""}limit {asked.limit + 1}) r)
select convert_to((select coalesce(json_agg("#row" order by "#n"), '[]'::json)
from "#page" where "#n" <= {asked.limit})::text, 'UTF8') body,
null::text[] last, (select count(*) from "#page") found,
{FENCE}"""


def read_group(source: Source, asked: GuardedGroup, index: int) -> Group:
    """A group of records in scope."""
    field = asked.field
    if len(asked.path) == 1 and is_many(field):
        return _of_links(source, asked, index)
    value = FieldPaths(source).column(asked.path)
    given = element_of(value.type)
    if field_types[field.type].is_list:
        alias = source.statement.alias()
        join = f"left join lateral unnest({value.sql}) {alias}(value) on true"
        return Group(asked=asked, index=index, sql=f"{alias}.value", type=given, join=join)
    sql = value.sql
    if asked.bucket is not None:
        if given.kind is Kind.INSTANT:
            sql = f"({sql} at time zone {source.statement.binds.slot('zone')})"
        sql = f"date_trunc('{asked.bucket}', {sql}::timestamp)::date"
    return Group(asked=asked, index=index, sql=sql, type=given)


def _of_links(source: Source, asked: GuardedGroup, index: int) -> Group:
    """The records behind a to-many link, each a group; none is a group of its own."""
    given = Type(kind=Kind.LINK)
    if not asked.targets:
        return Group(asked=asked, index=index, sql="null::uuid", type=given)
    target = source.to(asked.targets[0].entity)
    from_, on = many_join(source, asked.field.name, target)
    shown = mask(source, asked.field.name)
    where = joined(target, on if shown is None else f"{on} and {shown}")
    alias = source.statement.alias()
    join = (
        f"left join lateral (select {target.id} value from {from_} where {where}) {alias} on true"
    )
    return Group(asked=asked, index=index, sql=f"{alias}.value", type=given, join=join)


def linked(source: Source, group: Group) -> str:
    """The record behind a group's key, as {id, title} and as the title to sort by."""
    if group.type.kind is not Kind.LINK:
        return ""
    targets = group.asked.targets
    if not targets:
        return (
            f"left join lateral (select null::json json, null::text title) l{group.index} on true"
        )
    target = source.to(targets[0].entity)
    where = joined(target, f"{target.id} = {group.key}")
    return (
        f"left join lateral (select {reference(target)} json, ({title(target)})::text title"
        f" from {target.table} {target.alias} where {where}) l{group.index} on true"
    )


def wire_key(group: Group) -> str:
    """A group's key on the wire."""
    if group.type.kind is Kind.LINK:
        return f"l{group.index}.json"
    if group.asked.bucket is not None or field_types[group.asked.field.type].is_list:
        return group.key
    return field_types[group.asked.field.type].to_json_sql({"": group.key}, group.asked.field)


def _order(source: Source, asked: GuardedAggregate, groups: list[Group]) -> list[str]:
    """The order asked for, then the groups in their own: options and stages as in the definition,
    links by title, the rest by value. A group without a value is the last.
    """
    found: list[str] = []
    for key in asked.order:
        way = " desc nulls last" if key.descending else " nulls last"
        if key.of == "measure":
            found.append(f'g."#m{key.index}"{way}')
        else:
            found.extend(f"{each}{way}" for each in group_places(source, groups[key.index]))
    for group in groups:
        found.extend(f"{each} nulls last" for each in group_places(source, group))
    return found


def group_places(source: Source, group: Group) -> tuple[str, ...]:
    if group.type.kind is Kind.LINK:
        return f"nexus.fold(l{group.index}.title)", group.key
    if group.type.kind in _KEYS and group.type.options:
        keys = source.statement.binds.value(list(group.type.options), "text[]")
        return f"array_position({keys}, {group.key})", group.key
    if group.type.kind is Kind.TEXT:
        return f"nexus.fold({group.key})", group.key
    return (group.key,)
