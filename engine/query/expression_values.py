"""Values of expressions as PostgreSQL text: paths, constants, arithmetic and functions.

Every constant and variable is a parameter. Nothing here can fail in the database for the sake of
a value: division by zero and a shift of more than a hundred years are null.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, cast

from engine.query.expression_ports import PG_TYPES, Params, PathResolver, SqlValue
from metamodel.expression import (
    BOOLEAN,
    DATE,
    Arith,
    Call,
    Compare,
    CompareOp,
    Expression,
    Kind,
    Literal,
    Negate,
    Path,
    Type,
    Variable,
    element_of,
    list_of,
)

BIGINT: Final = range(-(2**63), 2**63)
DAYS_MAX: Final = 36_600
TIMES_MAX: Final = 10_000_000
ZONE: Final = Variable(name="zone")
TODAY: Final = Variable(name="today", type=DATE)


class Values(ABC):
    """Compiles values. `bound` holds the element in hand of a to-many path."""

    def __init__(
        self,
        resolver: PathResolver,
        params: Params,
        bound: Mapping[tuple[str, ...], SqlValue],
    ) -> None:
        self.resolver, self.params, self.bound = resolver, params, bound

    @abstractmethod
    def truth(self, node: Expression) -> str:
        """A condition as a value that is never null."""

    @abstractmethod
    def every(self, *tests: Expression) -> str:
        """That all of these tests on values in hand hold."""

    def value(self, node: Expression) -> SqlValue:
        """SQL of a node's value."""
        given = cast(Type, node.type)
        match node:
            case Path():
                return self.bound.get(node.segments) or self.resolver.column(node.segments)
            case Literal():
                return SqlValue(sql=self.literal(node), type=given)
            case Variable():
                return SqlValue(sql=self.variable(node), type=given)
            case Arith():
                return SqlValue(sql=self._arith(node), type=given)
            case Negate():
                number = element_of(given).kind is not Kind.DURATION
                sql = self.number(node.value) if number else self.sql(node.value)
                return SqlValue(sql=f"(-{sql})", type=given)
            case Call():
                return SqlValue(sql=FUNCTIONS[node.function](self, node), type=given)
            case _:
                return SqlValue(sql=self.truth(node), type=given)

    def sql(self, node: Expression) -> str:
        """The text only."""
        return self.value(node).sql

    def literal(self, node: Literal) -> str:
        """A constant as a parameter; null as itself."""
        value = node.value
        if value is None:
            return "NULL"
        if node.kind is Kind.INTEGER and value not in BIGINT:
            return self.params.bind(Decimal(cast(int, value)), "numeric")
        return self.params.bind(value, PG_TYPES[node.kind])

    def variable(self, node: Variable) -> str:
        """A variable as a parameter."""
        given = cast(Type, node.type)
        return self.params.bind(
            node, PG_TYPES[element_of(given).kind] + "[]" * (given.kind is Kind.LIST)
        )

    def number(self, node: Expression) -> str:
        """A number as numeric, in which all arithmetic is done."""
        if isinstance(node, Literal) and node.value is not None:
            return self.params.bind(Decimal(cast(int | Decimal, node.value)), "numeric")
        if isinstance(node, Arith | Negate):
            return self.sql(node)
        return f"({self.sql(node)})::numeric"

    def count(self, node: Expression, limit: int = DAYS_MAX) -> str:
        """A whole number as integer; null when it is beyond the limit."""
        if isinstance(node, Literal) and isinstance(node.value, int) and abs(node.value) <= limit:
            return self.params.bind(node.value, "integer")
        sql = self.sql(node)
        return f"(CASE WHEN {sql} BETWEEN -{limit} AND {limit} THEN ({sql})::integer END)"

    def day(self, node: Expression) -> str:
        """The date of a date or of a date and time, in the clinic's zone."""
        kind, sql = element_of(cast(Type, node.type)).kind, self.sql(node)
        if kind is Kind.INSTANT:
            return f"({sql} AT TIME ZONE {self.zone()})::date"
        return sql if kind is Kind.DATE else f"({sql})::date"

    def zone(self) -> str:
        """The clinic's time zone."""
        return self.params.bind(ZONE, "text")

    def _arith(self, node: Arith) -> str:
        left, right = (element_of(cast(Type, each.type)).kind for each in (node.left, node.right))
        if left is Kind.DATE and right is Kind.INTEGER:
            return f"({self.sql(node.left)} {node.op} {self.count(node.right)})"
        if left is Kind.INTEGER and right is Kind.DATE:
            return f"({self.sql(node.right)} {node.op} {self.count(node.left)})"
        if not {left, right} <= {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}:
            return f"({self.sql(node.left)} {node.op} {self.sql(node.right)})"
        a, b = self.number(node.left), self.number(node.right)
        return f"({a} {node.op} NULLIF({b}, 0))" if node.op in "/%" else f"({a} {node.op} {b})"


def never_null(node: Expression) -> bool:
    """Whether the value is known not to be null. A variable without a value equals nothing."""
    match node:
        case Literal():
            return node.value is not None
        case Variable():
            return True
        case Arith():
            return node.op in "+-*" and never_null(node.left) and never_null(node.right)
        case Negate():
            return never_null(node.value)
        case Call(function="concat"):
            return True
        case Call(function="coalesce"):
            return any(never_null(each) for each in node.arguments)
        case Call():
            return node.function != "if" and all(never_null(each) for each in node.arguments)
        case _:
            return False


def _if(self: Values, node: Call) -> str:
    condition, then, *other = node.arguments
    otherwise = f" ELSE {self.sql(other[0])}" if other else ""
    return f"(CASE WHEN {self.truth(condition)} THEN {self.sql(then)}{otherwise} END)"


def _all(name: str) -> Callable[[Values, Call], str]:
    return lambda self, node: f"{name}({', '.join(self.sql(each) for each in node.arguments)})"


def _concat(self: Values, node: Call) -> str:
    parts = (f"coalesce({self.sql(each)}, '')" for each in node.arguments)
    return f"({' || '.join(parts)})"


def _round(self: Values, node: Call) -> str:
    number, *rest = node.arguments
    digits = "".join(f", {self.count(each, 40)}" for each in rest)
    return f"round({self.number(number)}{digits})"


def _instant(self: Values, node: Call) -> str:
    local = node.arguments[0]
    if element_of(cast(Type, local.type)).kind is Kind.INSTANT:
        return self.sql(local)
    return f"({self.sql(local)} AT TIME ZONE {self.zone()})"


def _part(name: str) -> Callable[[Values, Call], str]:
    return lambda self, node: f"extract({name} FROM {self.day(node.arguments[0])})::bigint"


def _start(unit: str) -> Callable[[Values, Call], str]:
    def start(self: Values, node: Call) -> str:
        day = self.day(node.arguments[0]) if node.arguments else self.variable(TODAY)
        return f"date_trunc('{unit}', ({day})::timestamp)::date"

    return start


def _shift(sign: str) -> Callable[[Values, Call], str]:
    return lambda self, node: f"({self.variable(TODAY)} {sign} {self.count(node.arguments[0])})"


def _window(node: Call) -> tuple[Expression, Expression]:
    given, count = node.arguments
    many = cast(Type, given.type).kind is Kind.LIST
    is_date = element_of(cast(Type, given.type)).kind is Kind.DATE
    day = (
        given
        if is_date
        else Call(function="date", arguments=(given,), type=list_of(DATE) if many else DATE)
    )
    if node.function == "last_days":
        start = Arith(op="-", left=TODAY, right=count, type=DATE)
        return _test(">", day, start), _test("<=", day, TODAY)
    end = Arith(op="+", left=TODAY, right=count, type=DATE)
    return _test(">=", day, TODAY), _test("<", day, end)


def _test(op: CompareOp, left: Expression, right: Expression) -> Compare:
    return Compare(op=op, left=left, right=right, type=BOOLEAN)


def _span(unit: str, limit: int) -> Callable[[Values, Call], str]:
    return lambda self, node: f"make_interval({unit} => {self.count(node.arguments[0], limit)})"


FUNCTIONS: Final[Mapping[str, Callable[[Values, Call], str]]] = {
    "if": _if,
    "coalesce": _all("coalesce"),
    "lower": _all("lower"),
    "upper": _all("upper"),
    "trim": _all("btrim"),
    "length": _all("char_length"),
    "concat": _concat,
    "abs": lambda self, node: f"abs({self.number(node.arguments[0])})",
    "round": _round,
    "date": lambda self, node: self.day(node.arguments[0]),
    "instant": _instant,
    "year": _part("year"),
    "month": _part("month"),
    "day": _part("day"),
    "days_between": lambda self, node: (
        f"({self.day(node.arguments[1])} - {self.day(node.arguments[0])})"
    ),
    "days_ago": _shift("-"),
    "in_days": _shift("+"),
    "start_of_week": _start("week"),
    "start_of_month": _start("month"),
    "start_of_year": _start("year"),
    "last_days": lambda self, node: self.every(*_window(node)),
    "next_days": lambda self, node: self.every(*_window(node)),
    "days": _span("days", DAYS_MAX),
    "hours": _span("hours", TIMES_MAX),
    "minutes": _span("mins", TIMES_MAX),
}
