"""Which types go together: in a comparison, and in arithmetic. Says the problem and its remedy."""

from collections.abc import Sequence
from typing import cast

from metamodel.expression.literals import is_date_text
from metamodel.expression.nodes import Arith, ArithOp, Expression, Literal, Variable
from metamodel.expression.problems import ExpressionProblem, problem_at
from metamodel.expression.types import (
    DATES,
    DECIMAL,
    DURATION,
    INTEGER,
    MONEY,
    NUMBERS,
    ORDERED,
    Kind,
    Type,
    common_type,
    element_of,
)


def find_mismatch(
    value: Expression, other: Expression, *, ordered: bool, listed: bool
) -> ExpressionProblem | None:
    """Why two typed operands cannot meet, or None. `ordered`: by less or greater."""
    if value.type is None or other.type is None:
        return None
    if not listed and any(_is_list_variable(each) for each in (value, other)):
        return problem_at("list_variable", other, "use_in")
    left, right = element_of(value.type), element_of(other.type)
    kinds = {left.kind, right.kind}
    if Kind.OTHER in kinds:
        return problem_at("operator_not_for", other, "only_empty", type=Kind.OTHER, op="=")
    if Kind.NULL in kinds:
        return problem_at("null_ordered", other, "use_empty") if ordered else None
    if kinds <= DATES and len(kinds) > 1:
        hint = "use_date" if Kind.DATE in kinds else "use_instant"
        return problem_at("date_kinds_mixed", other, hint, left=left.kind, right=right.kind)
    if not _same(left, right):
        hint = _mismatch_hint(other, left, right)
        return problem_at("types_differ", other, hint, left=left.kind, right=right.kind)
    if ordered and left.kind not in ORDERED:
        return problem_at("operator_not_for", value, "use_equals", type=left.kind, op="< >")
    return None


def arith_type(op: ArithOp, left: Type, right: Type) -> Type | None:
    """What arithmetic on two types gives, or None when it is not defined."""
    a, b = left.kind, right.kind
    if a in NUMBERS and b in NUMBERS:
        if op == "/":
            return MONEY if a is Kind.MONEY and b is not Kind.MONEY else DECIMAL
        return common_type(left, right)
    if op not in ("+", "-"):
        return None
    if op == "+" and b in DATES and a not in DATES:
        return arith_type(op, right, left)
    if a in DATES and a is b:
        return None if op == "+" else (INTEGER if a is Kind.DATE else DURATION)
    if a is Kind.DURATION and b is Kind.DURATION:
        return DURATION
    shift = Kind.INTEGER if a is Kind.DATE else Kind.DURATION
    return left if a in DATES and b is shift else None


def arith_problem(node: Arith, left: Kind, right: Kind) -> ExpressionProblem:
    """The problem of arithmetic that is not defined, with the way to write what was meant."""
    kinds = {left, right}
    mixed = kinds <= DATES and left is not right
    code = "date_kinds_mixed" if mixed else "arithmetic"
    hint = None
    if mixed:
        hint = "use_date" if Kind.DATE in kinds else "use_instant"
    elif node.op == "+" and Kind.TEXT in kinds:
        hint = "use_concat"
    elif kinds & {Kind.INSTANT, Kind.LOCAL_DATETIME} and kinds & set(NUMBERS):
        hint = "use_duration"
    return problem_at(code, node, hint, left=left, right=right, op=node.op)


def _is_list_variable(node: Expression) -> bool:
    return isinstance(node, Variable) and cast(Type, node.type).kind is Kind.LIST


def _same(left: Type, right: Type) -> bool:
    """Whether values of the two types can be equal."""
    if left.kind is Kind.LINK and right.kind is Kind.LINK:
        return None in (left.entity, right.entity) or left.entity == right.entity
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return True
    return left.kind is right.kind


def _mismatch_hint(other: Expression, left: Type, right: Type) -> str | None:
    kinds = {left.kind, right.kind}
    if Kind.TEXT in kinds and kinds & {*NUMBERS, Kind.BOOLEAN}:
        is_text = isinstance(other, Literal) and right.kind is Kind.TEXT
        return "unquote_it" if is_text else "quote_it"
    if Kind.LINK in kinds and Kind.TEXT in kinds:
        return "compare_name"
    return None


def is_timed(node: Expression) -> bool:
    """Whether the node is an instant or a local date and time."""
    return node.type is not None and element_of(node.type).kind in (
        Kind.INSTANT,
        Kind.LOCAL_DATETIME,
    )


def meet_by_day(nodes: Sequence[Expression]) -> bool:
    """Whether points in time meet dates: something has a time, and what has none are dates only."""
    others = [node for node in nodes if not is_timed(node)]
    days = [node for node in others if not _is_null(node)]
    return bool(days) and len(others) < len(nodes) and all(map(_is_day, days))


def _is_null(node: Expression) -> bool:
    return node.type is not None and node.type.kind is Kind.NULL


def _is_day(node: Expression) -> bool:
    if isinstance(node, Literal):
        return isinstance(node.value, str) and is_date_text(node.value)
    return node.type is not None and element_of(node.type).kind is Kind.DATE
