"""A board in one statement: a page of cards, a count and measures for each column, in the
definition's order. On a board by a choice field the last column, whose key is null, holds the
records without a value.
"""

from collections.abc import Sequence

from engine.access.guarded_query import GuardedBoard, GuardedMeasure, GuardedQuery
from engine.query.colors import color_sql
from engine.query.measures import COUNTS, measure_sql, told_measure
from engine.query.order import after_text, last_values, order_terms, order_text
from engine.query.page import Page, scope_sql
from engine.query.paths import field_value, read_rule, text_literal
from engine.query.rows import write_row
from engine.query.source import Source, Statement

ALIAS = "t"


def board_sql(
    statement: Statement,
    guarded: GuardedQuery,
    board: GuardedBoard,
    nulls: Sequence[bool] | None,
) -> str:
    """The statement. `body` has one entry for each column, `last` the cursor values of those with
    more cards.
    """
    policy, limit = guarded.scope.policy, guarded.limit
    source = Source(statement, policy.entity, ALIAS, policy)
    keys = statement.binds.value(list(board.columns), "text[]")
    has_rest = None in board.columns
    group = field_value(source, board.field).sql
    terms = order_terms(source, guarded.sort)
    rule = read_rule(source)
    in_column = f'{group} = c."#k"'
    in_board, same_key = f"{group} = any({keys})", 'g."#k" = c."#k"'
    if has_rest:
        in_column = f'({in_column} or c."#k" is null and {group} is null)'
        in_board, same_key = (
            f"({in_board} or {group} is null)",
            'g."#k" is not distinct from c."#k"',
        )
    page = Page(
        scope=guarded.scope, source=source, from_=f"{source.table} {ALIAS}",
        on=in_column if rule is None else f"{in_column} and {rule}",
        limit=limit, order=order_text(terms),
        after=None if nulls is None else after_text(source, terms, nulls),
    )  # fmt: skip
    outer = page.outer().of_page('"#page"')
    row = write_row(outer, guarded.select)
    if guarded.colors:
        row.columns.append(color_sql(outer, guarded.colors))
    last = last_values(order_terms(outer, guarded.sort))
    columns = f'unnest({keys}) with ordinality c("#k", "#c")'
    measured = [f', {measure_sql(source, each)} "#m{i}"' for i, each in enumerate(board.measures)]
    shown = ", ".join(
        f"{text_literal(source, each.key)}, {_shown(source, each, i)}"
        for i, each in enumerate(board.measures)
    )
    scope = scope_sql(source, guarded.scope, in_board)
    return f"""with "#sum" as materialized (
select {group} "#k", count(*) "#n"{"".join(measured)} {scope} group by 1),
"#page" as materialized (select c."#c", p.* from {columns}
cross join lateral ({page.sql(outer)}) p),
"#cards" as (select {ALIAS}."#c", json_agg(row_to_json("#r") order by {ALIAS}."#n") cards
from "#page" {ALIAS}
{row.lateral()}
where {ALIAS}."#n" <= {limit} group by {ALIAS}."#c"),
"#last" as (select {ALIAS}."#c", {last} last from "#page" {ALIAS} where {ALIAS}."#n" = {limit}
and exists (select from "#page" m where m."#c" = {ALIAS}."#c" and m."#n" > {limit}))
select array_agg(convert_to(json_build_object('key', c."#k",
'count', json_build_object('value', coalesce(g."#n", 0), 'capped', false),
'measures', json_build_object({shown}),
'cards', coalesce(p.cards, '[]'::json))::text, 'UTF8') order by c."#c") body,
array_agg(array_to_json(l.last)::text order by c."#c") last,
null::bigint found,
s.model_version, s.policy_epoch
from _state s cross join {columns}
left join "#sum" g on {same_key}
left join "#cards" p on p."#c" = c."#c"
left join "#last" l on l."#c" = c."#c"
group by s.model_version, s.policy_epoch"""


def _shown(source: Source, measure: GuardedMeasure, index: int) -> str:
    """A measure on the wire; a column without records counts zero."""
    value = f'g."#m{index}"'
    if measure.field is None or measure.fn in COUNTS:
        return f"coalesce({value}, 0)"
    return told_measure(source, measure, value)
