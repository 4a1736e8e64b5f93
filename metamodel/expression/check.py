"""The type checker: an AST and a scope -> a typed AST, or every problem found.

It also makes the implicit explicit, so that back ends have one thing to do per node: a text
becomes a date, instant, option key or id; an instant that meets dates (a date-only text, `$today`,
`days_ago(3)`, a date field) compares its local day (`date(created_at)`); `contains` on a list
becomes `=`. A path through a to-many link is many values: a test of it holds when it holds for any
of them, and its negation when it holds for none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, cast

from metamodel.expression.arguments import check_arguments
from metamodel.expression.compatible import (
    arith_problem,
    arith_type,
    find_mismatch,
    is_timed,
    meet_by_day,
)
from metamodel.expression.literals import coerce
from metamodel.expression.nodes import (
    And,
    Arith,
    Between,
    Call,
    Compare,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Literal,
    Negate,
    Not,
    Or,
    Path,
    StartsWith,
    Variable,
)
from metamodel.expression.problems import ExpressionProblem, problem_at
from metamodel.expression.types import (
    BOOLEAN,
    DATE,
    DATES,
    INSTANT,
    NUMBERS,
    Kind,
    Type,
    common_type,
    element_of,
    list_of,
)
from metamodel.expression.walk import many_paths
from metamodel.expression.words import VARIABLES


class Scope(Protocol):
    """What names mean where the expression stands. A field that may not be read is unknown."""

    def field_type(self, path: tuple[str, ...]) -> Type | None:
        """The type of a path, a list when a to-many link is on its way; None when unknown."""
        ...

    def suggest(self, name: str) -> str | None:
        """The known path nearest to a dotted name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedExpression:
    """An expression the checker accepted: every node has its type. Back ends take nothing else."""

    root: Expression
    type: Type


def check_types(
    ast: Expression, scope: Scope, expected: Type | None = None
) -> TypedExpression | list[ExpressionProblem]:
    """Type the expression. A filter, gate or rule passes `expected=BOOLEAN`."""
    checker = _Checker(scope)
    root = checker.condition(ast) if expected == BOOLEAN else checker.infer(ast)
    if expected is not None and expected != BOOLEAN:
        root = checker.result(root, expected)
    if root.type is not None and root.type.kind is Kind.LIST:
        checker.report("many_values", root, "use_rollup")
    if checker.problems:
        return sorted(checker.problems, key=lambda each: each.position)
    return TypedExpression(root=root, type=cast(Type, root.type))


class _Checker:
    """One run. A node whose type stays None was already reported; nothing more is said about it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[ExpressionProblem] = []

    def report(self, code: str, node: Expression, hint: str | None = None, **params: str) -> None:
        self.problems.append(problem_at(code, node, hint, **params))

    # --- what each node is -----------------------------------------------------------------

    def infer(self, node: Expression) -> Expression:
        """The node with its type and those below it, or with None when something is wrong."""
        match node:
            case Literal():
                return replace(node, type=Type(kind=node.kind))
            case Variable():
                return replace(node, type=VARIABLES[node.name])
            case Path():
                return self._path(node)
            case Arith():
                return self._arith(node)
            case Negate():
                return self._negate(node)
            case Call():
                return self._call(node)
            case _:
                return self._test(node)

    def condition(self, node: Expression) -> Expression:
        """The node, which must be something that holds or not."""
        typed = self.infer(node)
        if typed.type is not None and element_of(typed.type).kind is not Kind.BOOLEAN:
            self.report("not_a_condition", node, "compare_it", type=element_of(typed.type).kind)
            return replace(typed, type=None)
        if typed.type is not None and typed.type.kind is Kind.LIST:
            true = Literal(kind=Kind.BOOLEAN, value=True, span=node.span, type=BOOLEAN)
            return Compare(op="=", left=typed, right=true, span=node.span, type=BOOLEAN)
        return typed

    def result(self, node: Expression, expected: Type) -> Expression:
        """The inferred root, which must fit where the result goes."""
        typed = self.fit(node, expected)
        if typed.type is not None and common_type(element_of(typed.type), expected) is None:
            given = element_of(typed.type).kind
            self.report("result_differs", node, None, left=expected.kind, right=given)
        return typed

    def _path(self, node: Path) -> Expression:
        found = self.scope.field_type(node.segments)
        if found is None:
            name = ".".join(node.segments)
            near = self.scope.suggest(name)
            hint = "did_you_mean" if near else None
            self.report("field_unknown", node, hint, name=name, nearest=near or "")
        return replace(node, type=found)

    def _test(self, node: Expression) -> Expression:
        match node:
            case And() | Or():
                typed: Expression = replace(
                    node, items=tuple(self.condition(each) for each in node.items)
                )
            case Not():
                typed = replace(node, item=self.condition(node.item))
            case Compare():
                typed = self._compare(node)
            case In():
                typed = self._in(node)
            case Between():
                value, low, high = self._together(node.value, node.low, node.high)
                self._comparable(value, (low, high), ordered=True)
                typed = replace(node, value=value, low=low, high=high)
            case Contains():
                typed = self._contains(node)
            case StartsWith() | EndsWith():
                typed = self._text_test(node, self.infer(node.value), self.infer(node.part))
            case _:
                typed = replace(node, value=self.infer(cast(IsEmpty, node).value))
        if not isinstance(node, And | Or | Not) and len(many_paths(typed)) > 1:
            self.report("many_paths", node, "use_rollup")
        return replace(typed, type=BOOLEAN)

    # --- tests -----------------------------------------------------------------------------

    def _compare(self, node: Compare) -> Expression:
        left, right = self._together(node.left, node.right)
        self._comparable(left, (right,), ordered=node.op not in ("=", "!="))
        return replace(node, left=left, right=right)

    def _in(self, node: In) -> Expression:
        value, *items = self._together(node.value, *node.items)
        self._comparable(value, items, ordered=False, listed=True)
        return replace(node, value=value, items=tuple(items))

    def _contains(self, node: Contains) -> Expression:
        value = self.infer(node.value)
        if value.type is None:
            self.infer(node.part)
            return node
        if element_of(value.type).kind is Kind.TEXT:
            return self._text_test(node, value, self.infer(node.part))
        if value.type.kind is not Kind.LIST:
            self.report("operator_not_for", node, "use_equals", type=value.type.kind, op="contains")
            return node
        if isinstance(node.value, Variable):
            return self._in(In(value=node.part, items=(node.value,), span=node.span))
        return self._compare(Compare(op="=", left=node.value, right=node.part, span=node.span))

    def _text_test(
        self, node: Contains | StartsWith | EndsWith, value: Expression, part: Expression
    ) -> Expression:
        for each in (value, part):
            if each.type is not None and element_of(each.type).kind is not Kind.TEXT:
                hint = "quote_it" if isinstance(each, Literal) else None
                self.report("text_expected", each, hint, type=element_of(each.type).kind)
        return replace(node, value=value, part=part)

    def _together(self, first: Expression, *others: Expression) -> list[Expression]:
        """Infer operands that meet in one test; read constants by the type of what they meet."""
        given = [self._unquoted(each, first, others) for each in (first, *others)]
        leader = next((each for each in given if not isinstance(each, Literal)), None)
        if leader is None or leader.type is None:
            return given
        if meet_by_day(given):
            return [self._day(each) if is_timed(each) else self.fit(each, DATE) for each in given]
        target = element_of(leader.type)
        return [self.fit(each, target) for each in given]

    def _unquoted(
        self, node: Expression, first: Expression, others: tuple[Expression, ...]
    ) -> Expression:
        """Infer one operand; a bare word that is an option of the other side gets a message."""
        if isinstance(node, Path) and len(node.segments) == 1:
            word = node.segments[0]
            if self.scope.field_type(node.segments) is None:
                for other in (first, *others):
                    known = isinstance(other, Path) and self.scope.field_type(other.segments)
                    if known and word in element_of(known).options:
                        self.report("text_unquoted", node, "quote_it", name=word)
                        return node
        return self.infer(node)

    def _day(self, node: Expression) -> Expression:
        many = cast(Type, node.type).kind is Kind.LIST
        typed = Call(function="date", arguments=(node,), span=node.span)
        return replace(typed, type=list_of(DATE) if many else DATE)

    def fit(self, node: Expression, target: Type) -> Expression:
        """A text constant read as the target asks; any other node as it is."""
        if not isinstance(node, Literal) or node.kind is not Kind.TEXT:
            return node
        found = coerce(node, target)
        if isinstance(found, ExpressionProblem):
            self.problems.append(found)
            return replace(node, type=None)
        if found.kind is Kind.LOCAL_DATETIME and target.kind is Kind.INSTANT:
            call = Call(function="instant", arguments=(found,), span=node.span)
            return replace(call, type=INSTANT)
        return found

    def _comparable(
        self,
        value: Expression,
        others: Iterable[Expression],
        *,
        ordered: bool,
        listed: bool = False,
    ) -> None:
        for other in others:
            found = find_mismatch(value, other, ordered=ordered, listed=listed)
            if found is not None:
                self.problems.append(found)

    # --- values ----------------------------------------------------------------------------

    def _negate(self, node: Negate) -> Expression:
        value = self.infer(node.value)
        if value.type is not None and element_of(value.type).kind not in (*NUMBERS, Kind.DURATION):
            self.report("number_expected", value, None, type=element_of(value.type).kind)
            return replace(node, value=value, type=None)
        return replace(node, value=value, type=value.type)

    def _arith(self, node: Arith) -> Expression:
        left, right = self.infer(node.left), self.infer(node.right)
        if left.type is not None and right.type is not None and node.op == "-":
            left, right = self._fit_date(left, right), self._fit_date(right, left)
        typed = replace(node, left=left, right=right)
        if left.type is None or right.type is None:
            return typed
        a, b = element_of(left.type), element_of(right.type)
        result = arith_type(node.op, a, b)
        if result is None:
            self.problems.append(arith_problem(node, a.kind, b.kind))
            return typed
        many = Kind.LIST in (left.type.kind, right.type.kind)
        return replace(typed, type=list_of(result) if many else result)

    def _fit_date(self, node: Expression, other: Expression) -> Expression:
        target = element_of(cast(Type, other.type))
        return self.fit(node, target) if target.kind in DATES else node

    def _call(self, node: Call) -> Expression:
        first_is_test = node.function == "if"
        arguments = tuple(
            self.condition(each) if first_is_test and index == 0 else self.infer(each)
            for index, each in enumerate(node.arguments)
        )
        typed, problems = check_arguments(replace(node, arguments=arguments), self.fit)
        self.problems.extend(problems)
        return typed
