"""Order and keyset pages: total (ties end at the id), nulls last, and the condition that goes on
after a row.

Text sorts by (fold, raw); an option or stage by its place in the definition; a link by its title.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.access.guarded_query import GuardedSort
from engine.access.scope import ID
from engine.kinds.field_type import field_types
from engine.query.expression_ports import PG_TYPES
from engine.query.paths import FieldPaths
from engine.query.source import Source
from metamodel.expression import Kind, element_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTerm:
    """One column of the order. A nullable one puts nulls last in both directions."""

    sql: str
    pg_type: str
    descending: bool
    nullable: bool = True

    @property
    def text(self) -> str:
        """The term in ORDER BY."""
        way = " desc" if self.descending else ""
        last = " nulls last" if self.nullable and self.descending else ""
        return f"{self.sql}{way}{last}"


def order_terms(source: Source, keys: Sequence[GuardedSort]) -> tuple[OrderTerm, ...]:
    """The whole order of a page. Without keys newest first: ids grow with time."""
    terms = [term for key in keys for term in key_terms(source, key.path, key.descending)]
    descending = keys[-1].descending if keys else True
    own = OrderTerm(sql=source.id, pg_type="uuid", descending=descending, nullable=False)
    return (*terms, own)


def order_text(terms: Sequence[OrderTerm]) -> str:
    """ORDER BY without the words."""
    return ", ".join(term.text for term in terms)


def after_text(
    source: Source, terms: Sequence[OrderTerm], nulls: Sequence[bool], index: int = 0
) -> str:
    """That a row comes after the cursor's row. `nulls` says which of the cursor's values are null.

    `a <= $1 and (a < $1 or <the rest>)`: the first comparison is one an index can start from.
    """
    term = terms[index]
    is_last = index == len(terms) - 1
    rest = "" if is_last else after_text(source, terms, nulls, index + 1)
    if nulls[index]:
        return f"{term.sql} is null" + (f" and {rest}" if rest else " and false")
    cursor = source.statement.binds.cursor(index, term.pg_type)
    sign = "<" if term.descending else ">"
    beyond = f"{term.sql} {sign} {cursor}"
    if term.nullable:
        beyond = f"{beyond} or {term.sql} is null"
    if is_last:
        return f"({beyond})" if term.nullable else beyond
    bound = f"{term.sql} {sign}= {cursor}"
    if term.nullable:
        return f"({beyond} or ({term.sql} = {cursor} and {rest}))"
    return f"{bound} and ({beyond} or ({rest}))"


def last_values(terms: Sequence[OrderTerm]) -> str:
    """The values a cursor is made of, as texts."""
    return f"array[{', '.join(f'({term.sql})::text' for term in terms)}]"


def key_terms(source: Source, path: tuple[str, ...], descending: bool) -> list[OrderTerm]:
    """What one key of an order sorts by."""
    owner = source
    for step in path[:-1]:
        owner = Source(source.statement, owner.targets(step)[0], owner.alias, owner.policy)
    name = path[-1]
    if name != ID and field_types[owner.find(name).type].relation == "one":
        target = owner.targets(name)[0]
        return key_terms(source, (*path, target.title), descending) if len(path) < 4 else []
    value = FieldPaths(source).column(path)
    kind = element_of(value.type).kind
    if kind in (Kind.CHOICE, Kind.STAGE) and value.type.options:
        keys = source.statement.binds.value(list(value.type.options), "text[]")
        place = f"array_position({keys}, {value.sql})"
        return [OrderTerm(sql=place, pg_type="integer", descending=descending)]
    if kind is Kind.TEXT:
        exact = OrderTerm(sql=value.sql, pg_type="text", descending=descending)
        if not value.folded:
            return [exact]
        folded = f"nexus.fold({value.sql})"
        return [OrderTerm(sql=folded, pg_type="text", descending=descending), exact]
    never_null = len(path) == 1 and (
        name == ID or owner.find(name).type in ("created_at", "updated_at")
    )
    return [
        OrderTerm(
            sql=value.sql,
            pg_type=PG_TYPES.get(kind, "text"),
            descending=descending,
            nullable=not never_null,
        )
    ]
