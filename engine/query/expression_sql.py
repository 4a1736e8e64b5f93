"""Typed expressions as PostgreSQL conditions. The caller's resolver knows tables, masks and links.

Truth has two values: a null is equal to null only, less or greater than nothing, and `not` turns
every "no" into "yes". A condition's own text may be null where it is false, which WHERE takes as
false and which keeps `column = $1` open to indexes; only negated tests are written with IS
DISTINCT FROM or IS NOT TRUE. So never put NOT before a compiled text: compile `Not` instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from engine.query.expression_ports import PG_TYPES, Params, PathResolver, SqlText, SqlValue
from engine.query.expression_values import Values, never_null
from metamodel.expression import (
    And,
    Between,
    Call,
    Compare,
    CompareOp,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Kind,
    Literal,
    Not,
    Or,
    StartsWith,
    Type,
    TypedExpression,
    Variable,
    element_of,
    many_paths,
)

__all__ = ["Params", "PathResolver", "SqlText", "SqlValue", "compile_expression", "compile_value"]

_TESTS: Final = (Compare, In, Contains, StartsWith, EndsWith, IsEmpty, Between)
_MIRROR: Final[Mapping[CompareOp, CompareOp]] = {
    "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip
_DATED: Final = frozenset({Kind.INSTANT, Kind.LOCAL_DATETIME})


def compile_expression(typed: TypedExpression, resolver: PathResolver, params: Params) -> SqlText:
    """SQL of an expression: a condition for WHERE when it is one, else its value."""
    compiler = _Compiler(resolver, params, {})
    if typed.type.kind is Kind.BOOLEAN:
        return SqlText(f"({compiler.condition(typed.root)})")
    return SqlText(compiler.sql(typed.root))


def compile_value(typed: TypedExpression, resolver: PathResolver, params: Params) -> SqlText:
    """SQL of an expression as a value to select: a condition is true or false, never null."""
    compiler = _Compiler(resolver, params, {})
    if typed.type.kind is Kind.BOOLEAN:
        return SqlText(compiler.truth(typed.root))
    return SqlText(compiler.sql(typed.root))


class _Compiler(Values):
    """Conditions. `negated` is pushed down to the tests, where a null is decided."""

    def condition(self, node: Expression, negated: bool = False) -> str:
        match node:
            case And() | Or():
                word = " AND " if isinstance(node, And) is not negated else " OR "
                return f"({word.join(self.condition(each, negated) for each in node.items)})"
            case Not():
                return self.condition(node.item, not negated)
            case Compare(op="!="):
                return self._test(replace(node, op="="), not negated)
            case _ if isinstance(node, _TESTS):
                return self._test(node, negated)
            case _:
                sql = self.sql(node)
                return f"({sql}) IS NOT TRUE" if negated else sql

    def truth(self, node: Expression) -> str:
        return f"(({_Compiler(self.resolver, self.params, {}).condition(node)}) IS TRUE)"

    def every(self, *tests: Expression) -> str:
        return f"({' AND '.join(self._positive(each) for each in tests)})"

    def _test(self, node: Expression, negated: bool) -> str:
        """One test; over a to-many path, of any of its values."""
        path = next(iter(many_paths(node)), None)
        if path is None:
            return self._negative(node) if negated else self._positive(node)
        empty = isinstance(node, IsEmpty)

        def inner(element: SqlValue) -> str:
            within = _Compiler(self.resolver, self.params, {**self.bound, path: element})
            return within._negative(node) if empty else within._positive(node)

        found = self.resolver.exists(path, inner)
        return f"NOT {found}" if negated is not empty else found

    def _positive(self, node: Expression) -> str:
        match node:
            case Compare():
                return self._compare(node.op, node.left, node.right)
            case In():
                return self._in(node)
            case Between():
                low = self._compare(">=", node.value, node.low)
                return f"({low} AND {self._compare('<=', node.value, node.high)})"
            case Contains():
                return self._like(node, "%", "%")
            case StartsWith():
                return self._like(node, "", "%")
            case EndsWith():
                return self._like(node, "%", "")
            case IsEmpty():
                return self._empty(node, negated=False)
            case _:
                return self.condition(node)

    def _negative(self, node: Expression) -> str:
        """The test's negation, never null."""
        if isinstance(node, IsEmpty):
            return self._empty(node, negated=True)
        if isinstance(node, Compare) and node.op == "=":
            left, right = self._sides(node.left, node.right)
            constants = [each for each in (node.left, node.right) if isinstance(each, Literal)]
            if any(each.value is None for each in constants):
                value = left if _is_null(node.right) else right
                return f"{value} IS NOT NULL"
            if constants or not (never_null(node.left) or never_null(node.right)):
                return f"{left} IS DISTINCT FROM {right}"
            return f"({left} = {right}) IS NOT TRUE"
        return f"({self._positive(node)}) IS NOT TRUE"

    # --- comparison ------------------------------------------------------------------------

    def _compare(self, op: CompareOp, left: Expression, right: Expression) -> str:
        if _is_dated(right) and not _is_dated(left):
            op, left, right = _MIRROR[op], right, left
        if _is_dated(left) and (op != "=" or never_null(right)):
            return self._day_range(op, cast(Call, left).arguments[0], right)
        if op == "=":
            return self._equal(left, right)
        a, b = self._sides(left, right)
        if element_of(cast(Type, left.type)).kind is Kind.TEXT:
            return f'{a} COLLATE "C" {op} {b}'
        return f"{a} {op} {b}"

    def _equal(self, left: Expression, right: Expression) -> str:
        a, b = self._sides(left, right)
        if _is_null(left) or _is_null(right):
            return f"{a if _is_null(right) else b} IS NULL"
        sign = "=" if never_null(left) or never_null(right) else "IS NOT DISTINCT FROM"
        return f"{a} {sign} {b}"

    def _sides(self, left: Expression, right: Expression) -> tuple[str, str]:
        """Both operands, texts folded unless one of them is kept exact."""
        a, b = self.value(left), self.value(right)
        folds = a.folded and b.folded and element_of(a.type).kind is Kind.TEXT
        return (_fold(a.sql), _fold(b.sql)) if folds and not _is_null(right) else (a.sql, b.sql)

    def _day_range(self, op: CompareOp, moment: Expression, day: Expression) -> str:
        """`date(moment) op day` as a range of the moment, which an index on it can answer."""
        later = 1 if op in (">", "<=") else 0
        if op == "=":
            low, high = self._midnight(moment, day, 0), self._midnight(moment, day, 1)
            return f"({self.sql(moment)} >= {low} AND {self.sql(moment)} < {high})"
        side = ">=" if op in (">", ">=") else "<"
        return f"{self.sql(moment)} {side} {self._midnight(moment, day, later)}"

    def _midnight(self, moment: Expression, day: Expression, later: int) -> str:
        sql = f"({self.sql(day)} + {later})" if later else self.sql(day)
        local = f"({sql})::timestamp"
        if element_of(cast(Type, moment.type)).kind is Kind.LOCAL_DATETIME:
            return local
        return f"({local} AT TIME ZONE {self.zone()})"

    # --- in, contains, is empty ------------------------------------------------------------

    def _in(self, node: In) -> str:
        constants = [
            each for each in node.items if isinstance(each, Literal) and not _is_null(each)
        ]
        parts = [self._in_constants(node.value, constants)] if len(constants) > 1 else []
        for item in node.items:
            if isinstance(item, Variable) and cast(Type, item.type).kind is Kind.LIST:
                parts.append(f"{self.sql(node.value)} = ANY({self.variable(item)})")
            elif item not in constants or len(constants) == 1:
                parts.append(self._compare("=", node.value, item))
        return f"({' OR '.join(parts)})" if parts else "FALSE"

    def _in_constants(self, value: Expression, constants: Sequence[Literal]) -> str:
        given = self.value(value)
        kind = element_of(given.type).kind
        if kind is Kind.TEXT and given.folded:
            folded = ", ".join(_fold(self.literal(each)) for each in constants)
            return f"{_fold(given.sql)} = ANY(ARRAY[{folded}])"
        values = [each.value for each in constants]
        pg_type = PG_TYPES[constants[0].kind]
        if constants[0].kind in (Kind.INTEGER, Kind.DECIMAL):
            exact = all(each.kind is Kind.INTEGER for each in constants)
            small = exact and all(abs(cast(int, each)) < 2**63 for each in values)
            pg_type = "bigint" if small else "numeric"
            values = values if small else [Decimal(cast(int, each)) for each in values]
        return f"{given.sql} = ANY({self.params.bind(values, f'{pg_type}[]')})"

    def _like(self, node: Contains | StartsWith | EndsWith, before: str, after: str) -> str:
        part = _fold(self.sql(node.part))
        pattern = rf"regexp_replace({part}, '([\\%_])', '\\\1', 'g')"
        head = f"'{before}' || " if before else ""
        tail = f" || '{after}'" if after else ""
        return f"{_fold(self.sql(node.value))} LIKE {head}{pattern}{tail}"

    def _empty(self, node: IsEmpty, *, negated: bool) -> str:
        value = self.value(node.value)
        if element_of(value.type).kind is not Kind.TEXT:
            return f"{value.sql} IS {'NOT ' if negated else ''}NULL"
        blank = f"btrim(coalesce({value.sql}, ''), E' \\t\\r\\n')"
        return f"{blank} {'<>' if negated else '='} ''"


def _fold(sql: str) -> str:
    return f"nexus.fold({sql})"


def _is_null(node: Expression) -> bool:
    return isinstance(node, Literal) and node.value is None


def _is_dated(node: Expression) -> bool:
    """Whether the node is the day of a date and time."""
    if not isinstance(node, Call) or node.function != "date":
        return False
    argument = node.arguments[0]
    return element_of(cast(Type, argument.type)).kind in _DATED
