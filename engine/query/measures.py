"""Measures of records in SQL, and on the wire. Every value is read through its mask, so a measure
adds and counts only what the asker may see (law 2).
"""

from engine.access.guarded_query import GuardedMeasure
from engine.access.scope import EntityScope, FullSight
from engine.kinds.field_type import field_types
from engine.query.paths import condition, field_value
from engine.query.source import Source
from metamodel.expression import (
    BOOLEAN,
    Expression,
    IsEmpty,
    Not,
    Path,
    TypedExpression,
    check_types,
    element_of,
)
from metamodel.expression.types import NUMBERS, Kind

COUNTS = frozenset({"count", "filled", "empty", "distinct"})


def measure_sql(source: Source, asked: GuardedMeasure) -> str:
    """A measure of the records in scope."""
    if asked.field is None:
        return "count(*)"
    if asked.fn in ("filled", "empty"):
        return f"count(*) filter (where {_emptiness(source, asked.field, asked.fn == 'empty')})"
    value = field_value(source, asked.field).sql
    return f"count(distinct {value})" if asked.fn == "distinct" else f"{asked.fn}({value})"


def told_measure(source: Source, asked: GuardedMeasure, value: str) -> str:
    """A measure on the wire, as its type writes values; nothing summed is zero."""
    if asked.field is None or asked.fn in COUNTS:
        return value
    field = source.find(asked.field)
    kind = field_types[field.type]
    given = element_of(field_value(source, asked.field).type).kind
    if asked.fn == "avg" and given in NUMBERS:
        digits = 2 if given is Kind.MONEY else 6
        rounded = f"round({value}, {digits})"
        return f"{rounded if given is Kind.MONEY else f'trim_scale({rounded})'}::text"
    if asked.fn == "sum":
        value = f"coalesce({value}, '0'::{kind.columns(field)[0].pg_type})"
    return kind.to_json_sql({"": value}, field)


def _emptiness(source: Source, name: str, is_empty: bool) -> str:
    """That a field has no value, or that it has one, in the words of a filter: `is empty`."""
    model = source.statement.snapshot.model
    scope = EntityScope(model, source.entity, FullSight(), source.statement.datasource)
    test: Expression = IsEmpty(value=Path(segments=(name,)))
    typed = check_types(test if is_empty else Not(item=test), scope, BOOLEAN)
    if not isinstance(typed, TypedExpression):
        raise TypeError(f"{source.entity.name}.{name} is neither empty nor full")
    return condition(source, typed)
