"""A record as JSON: the row of the wire contract, links as {id, title} of records the looker may
read.
"""

from dataclasses import dataclass, field

from engine.access.fields import EXTERNAL_IDS
from engine.access.guarded_query import GuardedField
from engine.kinds.field_type import field_types
from engine.query.order import order_terms, order_text
from engine.query.page import Page
from engine.query.paths import joined, many_join, mask, masked, pair_alias, text_literal
from engine.query.source import Source, quote

INVERSE_MAX = 50
"""How many records behind the far side of a link stand in a row; `with=` reads further, in pages.
"""
ROWS_MAX = 200
"""How many rows a table field shows: as many as one write takes."""
_EMPTY_PAGE = """'{"data":[],"page":{"has_next":false}}'::json"""


@dataclass(slots=True, kw_only=True)
class Row:
    """What a row needs: joins to the right of its table, and its columns."""

    joins: list[str] = field(default_factory=list[str])
    columns: list[str] = field(default_factory=list[str])

    def lateral(self) -> str:
        """The joins, then the row itself as "#r"."""
        return "\n".join(
            [*self.joins, f'cross join lateral (select {", ".join(self.columns)}) "#r"']
        )


def write_row(source: Source, fields: tuple[GuardedField, ...]) -> Row:
    """The row of a table's records with these fields."""
    version = source.raw("version" if source.is_foreign else "_version")
    row = Row(columns=[f'{source.id} "id"', f'{version} "version"'])
    for each in fields:
        if each.field is EXTERNAL_IDS:
            row.columns.append(f"{_external_ids(source)} {quote(each.field.name)}")
            continue
        relation = field_types[each.field.type].relation
        if relation == "none":
            _add_value(row, source, each)
        elif relation == "one":
            _add_one(row, source, each)
        elif relation == "any":
            row.columns.append(f"{_any_link(source, each)} {quote(each.field.name)}")
        else:
            row.columns.append(f"{_many(row, source, each)} {quote(each.field.name)}")
    return row


def _external_ids(source: Source) -> str:
    """What other systems call the record, by system."""
    alias = source.statement.alias()
    listed = f"json_object_agg({alias}.system, {alias}.external_id order by {alias}.system)"
    return (
        f"coalesce((select {listed} from _external_id {alias}"
        f" where {alias}.record = {source.id}), '{{}}'::json)"
    )


def _add_value(row: Row, source: Source, each: GuardedField) -> None:
    name = each.field.name
    columns = source.columns(name)
    value = field_types[each.field.type].to_json_sql(columns, each.field)
    row.columns.append(f"{masked(source, name, value)} {quote(name)}")
    if each.field.type == "stage" and "since" in columns:
        row.columns.append(f"{masked(source, name, columns['since'])} {quote(f'{name}_since')}")


def _add_one(row: Row, source: Source, each: GuardedField) -> None:
    name = quote(each.field.name)
    if not each.targets:
        row.columns.append(f"null::text {name}")
        return
    target = source.to(each.targets[0].entity)
    on = joined(target, f"{target.id} = {masked(source, each.field.name)}")
    if not each.nested:
        row.joins.append(f"left join {target.table} {target.alias} on {on}")
        row.columns.append(f"case when {target.id} is not null then {reference(target)} end {name}")
        return
    alias = source.statement.alias()
    row.joins.append(
        f"left join lateral ({_nested(target, each, target.table, on)}) {alias} on true"
    )
    row.columns.append(f"{alias}.json {name}")


def _nested(target: Source, each: GuardedField, from_: str, where: str) -> str:
    """`select json` of linked records with the fields asked for."""
    inner = _nested_row(target, each)
    table = f"{from_} {target.alias}\n{inner.lateral()}"
    return f'select row_to_json("#r") json from {table} where {where}'


def _nested_row(target: Source, each: GuardedField) -> Row:
    inner = write_row(target, each.nested)
    asked = {nested.field.name for nested in each.nested}
    if "title" not in asked:
        inner.columns.append(f'{title(target)} "title"')
    if "trashed" not in asked:
        inner.columns.append(f'{target.trashed()} is not null "trashed"')
    return inner


def title(target: Source) -> str:
    """A record's title as its looker may see it."""
    name = target.entity.title
    if target.is_foreign:
        return target.copied_title() if mask(target, name) is None else "null::text"
    kind = field_types[target.find(name).type]
    if kind.relation != "none":
        return "null::text"
    return masked(target, name, kind.to_json_sql(target.columns(name), target.find(name)))


def reference(target: Source, head: str = "") -> str:
    """{id, title}, with `trashed` for a record in the trash."""
    plain = f"{head}'id', {target.id}, 'title', {title(target)}"
    return (
        f"case when {target.trashed()} is null then json_build_object({plain})"
        f" else json_build_object({plain}, 'trashed', true) end"
    )


def _any_link(source: Source, each: GuardedField) -> str:
    columns = source.columns(each.field.name)
    cases: list[str] = []
    for policy in each.targets:
        target = source.to(policy.entity)
        name = text_literal(source, policy.entity.name)
        where = joined(target, f"{target.id} = {columns['id']}")
        found = reference(target, f"'entity', {name}, ")
        cases.append(
            f"when {name} then (select {found} from {target.table} {target.alias} where {where})"
        )
    if not cases:
        return "null::json"
    return masked(source, each.field.name, f"(case {columns['entity']} {' '.join(cases)} end)")


def _many(row: Row, source: Source, each: GuardedField) -> str:
    if not each.targets:
        return _EMPTY_PAGE if each.is_paged else "'[]'::json"
    target = source.to(each.targets[0].entity)
    if each.children is not None:
        found = _children(source, each, target)
    elif each.field.inverse is not None:
        found = _far_side(source, each, target)
    elif source.page is not None:
        found = _of_all_rows(row, source, source.page, each, target)
    else:
        from_, on = many_join(source, each.field.name, target)
        found = f"(select {_all(source, each, target, from_, joined(target, on))})"
    return masked(source, each.field.name, found)


def _item(target: Source, each: GuardedField) -> tuple[str, str]:
    """One linked record as JSON, and the joins it needs."""
    if not each.nested:
        return reference(target), ""
    return 'row_to_json("#r")', f"\n{_nested_row(target, each).lateral()}"


def _all(source: Source, each: GuardedField, target: Source, from_: str, where: str) -> str:
    """All linked records in their order, without SELECT."""
    item, lateral = _item(target, each)
    stored = source.stored(each.field)
    is_placed = stored is not None and stored.join is not None
    pair = pair_alias(target)
    order = f"{pair}.position" if is_placed else target.id
    if each.field.attributes and is_placed:
        item = f"({item})::jsonb || coalesce({pair}.attributes, '{{}}')"
    listed = f"coalesce(json_agg({item} order by {order}), '[]'::json) json"
    return f"{listed} from {from_}{lateral} where {where}"


def _of_all_rows(row: Row, source: Source, page: str, each: GuardedField, target: Source) -> str:
    """The links of a whole page in one join, which costs less than one look-up a row."""
    rows = Source(source.statement, source.entity, source.statement.alias(), source.policy)
    from_, on = many_join(rows, each.field.name, target)
    links = source.statement.alias()
    every = _all(
        source, each, target, f"{page} {rows.alias} cross join {from_}", joined(target, on)
    )
    row.joins.append(
        f'left join (select {rows.id} "#id", {every} group by {rows.id}) {links}'
        f' on {links}."#id" = {source.id}'
    )
    return f"coalesce({links}.json, '[]'::json)"


def _far_side(source: Source, each: GuardedField, target: Source) -> str:
    """The newest records behind the far side of a link."""
    from_, on = many_join(source, each.field.name, target)
    item, lateral = _item(target, each)
    newest = f"order by {target.id} desc limit {INVERSE_MAX}"
    if field_types[each.field.type].has_rows:
        newest = f"order by {_row_order(target)} limit {ROWS_MAX}"
    return (
        f"(select coalesce(json_agg(x.json), '[]'::json) from (select {item} json"
        f" from {from_}{lateral} where {joined(target, on)} {newest}) x)"
    )


def _row_order(target: Source) -> str:
    """Rows of a table stand by their position where they have one, else as they were made."""
    for each in target.entity.fields:
        if each.type == "position" and (columns := target.columns(each.name)):
            return f"{columns['']}, {target.id}"
    return target.id


def _children(source: Source, each: GuardedField, target: Source) -> str:
    """{data, page} of the records behind a to-many link: one page, in its own order, under its own
    filter.
    """
    children = each.children
    if children is None:
        return "null::json"
    from_, on = many_join(source, each.field.name, target)
    terms = order_terms(target, children.sort)
    page = Page(
        scope=children.scope, source=target, from_=from_, on=joined(target, on),
        limit=children.limit, order=order_text(terms),
    )  # fmt: skip
    outer = page.outer()
    row = write_row(outer, each.nested)
    number = f'{outer.alias}."#n"'
    return (
        f"(select json_build_object('data',"
        f' coalesce(json_agg(row_to_json("#r") order by {number})'
        f" filter (where {number} <= {children.limit}), '[]'::json),"
        f" 'page', json_build_object('has_next', count(*) > {children.limit}))"
        f" from ({page.sql(outer)}) {outer.alias}\n{row.lateral()})"
    )
