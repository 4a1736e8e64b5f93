"""The typed AST: frozen values, compared without their spans and types, ready to become JSON.

`span` is (start, end) in characters of the text it was parsed from; `type` is None until the
checker set it. Build `and`, `or` and unary minus with `conjunction`, `disjunction` and
`negative`: they keep the one form that printing and parsing agree on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal as OneOf
from typing import TypeAlias
from uuid import UUID

from metamodel.expression.types import Kind, Type

Span: TypeAlias = tuple[int, int]
LiteralValue: TypeAlias = (
    str | int | Decimal | bool | date | datetime | time | timedelta | UUID | None
)
CompareOp: TypeAlias = OneOf["=", "!=", "<", "<=", ">", ">="]
ArithOp: TypeAlias = OneOf["+", "-", "*", "/", "%"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has."""

    span: Span = field(default=(0, 0), compare=False)
    type: Type | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Node):
    """A constant. The parser gives text, integer, decimal, boolean and null; the checker turns a
    text into a date, instant, time, duration, option key or id where its place asks for one."""

    kind: Kind
    value: LiteralValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Node):
    """A value of the asker or the clock, by name without `$`. Never evaluated here."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Node):
    """A field, or a field of a linked record."""

    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Node):
    """Two-valued: a null is equal to null only, and less or greater than nothing."""

    op: CompareOp
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class And(Node):
    """All of two or more conditions."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or(Node):
    """Any of two or more conditions."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Node):
    """True exactly when the condition is not true, nulls included."""

    item: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Node):
    """Equal to any of the items; an item that is a list stands for its elements."""

    value: "Expression"
    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contains(Node):
    """A text has the part in it (case and accents aside); a list has it as an element."""

    value: "Expression"
    part: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartsWith(Node):
    """A text begins with the part, case and accents aside."""

    value: "Expression"
    part: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndsWith(Node):
    """A text ends with the part, case and accents aside."""

    value: "Expression"
    part: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class IsEmpty(Node):
    """Null, a text of blanks only, or a list without elements."""

    value: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Node):
    """From low to high, both included."""

    value: "Expression"
    low: "Expression"
    high: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arith(Node):
    """Arithmetic. Division by zero is null."""

    op: ArithOp
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Negate(Node):
    """Unary minus of anything but a number."""

    value: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Node):
    """A function by its key in `metamodel.expression.functions`."""

    function: str
    arguments: tuple["Expression", ...]


Expression: TypeAlias = (
    Literal | Variable | Path | Compare | And | Or | Not | In | Contains | StartsWith | EndsWith
    | IsEmpty | Between | Arith | Negate | Call
)  # fmt: skip


def conjunction(items: Iterable[Expression]) -> Expression:
    """All of the conditions, nested ands flattened; of a single one, that one; of none, true."""
    flat = list(_flatten(items, And))
    if not flat:
        return Literal(kind=Kind.BOOLEAN, value=True)
    return And(items=tuple(flat), span=_around(flat)) if len(flat) > 1 else flat[0]


def disjunction(items: Iterable[Expression]) -> Expression:
    """Any of the conditions, nested ors flattened; of a single one, that one; of none, false."""
    flat = list(_flatten(items, Or))
    if not flat:
        return Literal(kind=Kind.BOOLEAN, value=False)
    return Or(items=tuple(flat), span=_around(flat)) if len(flat) > 1 else flat[0]


def negative(value: Expression, span: Span = (0, 0)) -> Expression:
    """Minus the value; the minus of a number not below zero is itself a number."""
    if isinstance(value, Literal) and not isinstance(value.value, bool):
        number = value.value
        if isinstance(number, int) and number >= 0:
            return Literal(kind=value.kind, value=-number, span=span)
        if isinstance(number, Decimal) and number >= 0:
            return Literal(kind=value.kind, value=number.copy_negate(), span=span)
    return Negate(value=value, span=span)


def _flatten(items: Iterable[Expression], into: type[And] | type[Or]) -> Iterator[Expression]:
    for item in items:
        if isinstance(item, And | Or) and isinstance(item, into):
            yield from item.items
        else:
            yield item


def _around(items: Sequence[Expression]) -> Span:
    first, last = items[0], items[-1]
    return first.span[0], last.span[1]
