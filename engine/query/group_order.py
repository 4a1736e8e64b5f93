"""The order of a page whose rows stand under groups: by group first, each group apart from every
other, then as they are sorted. Groups stand as their heads do: options and stages as in the
definition, links by title, the rest by value, what has no value last.
"""

from dataclasses import replace

from engine.access.guarded_query import GuardedGroup, GuardedQuery
from engine.kinds.field_type import field_types
from engine.query.expression_ports import PG_TYPES
from engine.query.order import OrderTerm, key_terms, order_terms
from engine.query.paths import FieldPaths, joined, masked
from engine.query.rows import title
from engine.query.source import Source
from metamodel.expression import Kind, element_of

_JOINED = '"#g"'


def page_terms(source: Source, guarded: GuardedQuery) -> tuple[OrderTerm, ...]:
    """The whole order of a page, from its rows alone; it ends at the id."""
    group = _group(guarded)
    terms = order_terms(source, guarded.sort)
    if group is None:
        return terms
    if _is_link(group):
        value = FieldPaths(source).column(group.path).sql
        return (*_link_terms(_title_of(source, group, value), value), *terms)
    return (*_value_terms(source, group), *terms)


def joined_terms(source: Source, guarded: GuardedQuery) -> tuple[str, tuple[OrderTerm, ...]]:
    """What is joined to a table to be read in that order, and the order with it: the place of an
    option, or the title behind a link, is found once for each of them, not once for each row.
    """
    group = _group(guarded)
    if group is None:
        return "", page_terms(source, guarded)
    terms = order_terms(source, guarded.sort)
    if _is_link(group) and group.targets:
        target = source.to(group.targets[0].entity)
        titles = f'select {target.id} "#id", {_folded(target)} "#t"'
        rows = f"{target.table} {target.alias} where {joined(target, 'true')}"
        on = f'{_JOINED}."#id" = {masked(source, group.field.name)}'
        join = f" left join ({titles} from {rows} offset 0) {_JOINED} on {on}"
        return join, (*_link_terms(f'{_JOINED}."#t"', f'{_JOINED}."#id"'), *terms)
    found = _value_terms(source, group)
    value = FieldPaths(source).column(group.path)
    if value.type.kind not in (Kind.CHOICE, Kind.STAGE) or not value.type.options:
        return "", (*found, *terms)
    keys = source.statement.binds.value(list(value.type.options), "text[]")
    places = f'unnest({keys}) with ordinality {_JOINED}("#k", "#o")'
    first = replace(found[0], sql=f'{_JOINED}."#o"')
    join = f' left join {places} on {_JOINED}."#k" = {value.sql}'
    return join, (first, *found[1:], *terms)


def _group(guarded: GuardedQuery) -> GuardedGroup | None:
    return guarded.summary.group if guarded.summary is not None else None


def _is_link(group: GuardedGroup) -> bool:
    return field_types[group.field.type].relation == "one"


def _value_terms(source: Source, group: GuardedGroup) -> tuple[OrderTerm, ...]:
    value = FieldPaths(source).column(group.path)
    pg_type = PG_TYPES.get(element_of(value.type).kind, "text")
    own = OrderTerm(sql=value.sql, pg_type=pg_type, descending=False)
    places = key_terms(source, group.path, descending=False)
    return tuple(places) if own in places else (*places, own)


def _link_terms(title_sql: str, id_sql: str) -> tuple[OrderTerm, ...]:
    return (
        OrderTerm(sql=title_sql, pg_type="text", descending=False),
        OrderTerm(sql=id_sql, pg_type="uuid", descending=False),
    )


def _title_of(source: Source, group: GuardedGroup, value: str) -> str:
    if not group.targets:
        return "null::text"
    target = source.to(group.targets[0].entity)
    where = joined(target, f"{target.id} = {value}")
    return f"(select {_folded(target)} from {target.table} {target.alias} where {where})"


def _folded(target: Source) -> str:
    return f"nexus.fold(({title(target)})::text)"
