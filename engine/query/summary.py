"""Heads of groups and totals of a view in one scan of its scope: a row for each group, and one for
all of them.

Heads stand in the order their rows come in, `HEADS_MAX` of them at most; records of groups beyond
still come, each in its place.
"""

from dataclasses import dataclass

from engine.access.guarded_query import GuardedQuery, GuardedSummary
from engine.query.aggregate import Group, group_places, linked, read_group, wire_key
from engine.query.measures import measure_sql, told_measure
from engine.query.page import scope_sql
from engine.query.paths import text_literal
from engine.query.source import Source, quote
from metamodel.expression import Kind

HEADS_MAX = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySql:
    """`table` makes the heads, ahead of everything else of the statement. The others read them:
    the JSON of the groups and of the totals (null where none were asked for), and how many records
    there are in all.
    """

    table: str = ""
    groups: str = "null::bytea"
    totals: str = "null::bytea"
    count: str | None = None


def summary_sql(
    source: Source, guarded: GuardedQuery, asked: GuardedSummary, *more: str
) -> SummarySql:
    """The parts of the statement; `more` narrows the scope as it does the page's."""
    group = None if asked.group is None else read_group(source, asked.group, 0)
    measures = [f', {measure_sql(source, each)} "#m{i}"' for i, each in enumerate(asked.measures)]
    scope = scope_sql(source, guarded.scope, *more)
    if group is None:
        table = f'select true "#all", count(*) "#n"{"".join(measures)} {scope}'
    else:
        columns = ", ".join(f"{source.alias}.{quote(name)}" for name in source.used)
        table = (
            f'select "#k" "#g0", grouping("#k") = 1 "#all", count(*) "#n"{"".join(measures)}'
            f' from (select {group.sql} "#k", {columns} {scope}) {source.alias}'
            ' group by grouping sets (("#k"), ())'
        )
    told = ", ".join(
        part
        for index, each in enumerate(asked.measures)
        for part in (text_literal(source, each.key), told_measure(source, each, f'g."#m{index}"'))
    )
    measured = f"json_build_object({told})"
    return SummarySql(
        table=f'"#heads" as materialized ({table}),\n',
        groups="null::bytea" if group is None else _groups(source, group, measured),
        totals=_bytes(f'select {measured} from "#heads" g where g."#all"')
        if asked.measures
        else "null::bytea",
        count='(select "#n" from "#heads" where "#all")',
    )


def _groups(source: Source, group: Group, measured: str) -> str:
    """The groups with a key each; of a link the record's title too."""
    is_link = group.type.kind is Kind.LINK
    key = group.key if is_link else wire_key(group)
    title = ", 'title', l0.title" if is_link else ""
    head = (
        f"json_build_object('key', {key}{title},"
        f" 'count', json_build_object('value', g.\"#n\", 'capped', false), 'measures', {measured})"
    )
    order = ", ".join(f"{each} nulls last" for each in group_places(source, group))
    listed = (
        f'select {head} json, row_number() over (order by {order}) "#n" from "#heads" g'
        f' {linked(source, group)} where not g."#all" order by "#n" limit {HEADS_MAX}'
    )
    all_of_them = """coalesce(json_agg(h.json order by h."#n"), '[]'::json)"""
    return _bytes(f"select {all_of_them} from ({listed}) h")


def _bytes(select: str) -> str:
    return f"convert_to(({select})::text, 'UTF8')"
