"""From grammar rules to AST nodes. Raises ExpressionError for what the grammar cannot refuse."""

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, TypeAlias, cast

from lark import Token

from metamodel.expression.functions import CLOCK, CONNECTIVES, find_function, plain_name
from metamodel.expression.nodes import (
    Arith,
    ArithOp,
    Between,
    Call,
    Compare,
    CompareOp,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Literal,
    Not,
    Path,
    Span,
    StartsWith,
    Variable,
    conjunction,
    disjunction,
    negative,
)
from metamodel.expression.problems import ExpressionError, ExpressionProblem
from metamodel.expression.types import Kind
from metamodel.expression.words import RESERVED, VARIABLES

MAX_DIGITS: Final = 40
_ESCAPE: Final = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}
_COMPARE: Final = {"==": "=", "<>": "!="}
_TESTS: Final = {"CONTAINS": Contains, "STARTS_WITH": StartsWith, "ENDS_WITH": EndsWith}

Items: TypeAlias = tuple[tuple[Expression, ...], int]
"""What stands after `in`, and where it ends."""


def fail(code: str, token: Token, hint: str | None = None, **params: str) -> ExpressionError:
    """The error of one token."""
    start, end = _span(token)
    problem = ExpressionProblem(
        code=code, params=params, position=start, length=end - start, hint=hint
    )
    return ExpressionError(problem)


class Build:
    """One method per rule; the arguments are the rule's parts."""

    def disjunction(self, *items: Expression) -> Expression:
        return disjunction(items)

    def conjunction(self, *items: Expression) -> Expression:
        return conjunction(items)

    def not_(self, word: Token, item: Expression) -> Expression:
        return Not(item=item, span=(_span(word)[0], item.span[1]))

    def compare(self, left: Expression, op: Token, right: Expression) -> Expression:
        sign = cast(CompareOp, _COMPARE.get(op, str(op)))
        return Compare(op=sign, left=left, right=right, span=(left.span[0], right.span[1]))

    def in_(self, value: Expression, items: Items) -> Expression:
        return In(value=value, items=items[0], span=(value.span[0], items[1]))

    def not_in(self, value: Expression, _: Token, items: Items) -> Expression:
        return _not(self.in_(value, items))

    def items(self, _: Token, *rest: Expression | Token) -> Items:
        end = cast(Token, rest[-1])
        return cast(tuple[Expression, ...], rest[:-1]), _span(end)[1]

    def single_item(self, item: Expression) -> Items:
        return (item,), item.span[1]

    def text_test(self, value: Expression, op: Token, part: Expression) -> Expression:
        return _TESTS[op.type](value=value, part=part, span=(value.span[0], part.span[1]))

    def not_text_test(self, value: Expression, _: Token, op: Token, part: Expression) -> Expression:
        return _not(self.text_test(value, op, part))

    def between(self, value: Expression, low: Expression, high: Expression) -> Expression:
        return Between(value=value, low=low, high=high, span=(value.span[0], high.span[1]))

    def not_between(
        self, value: Expression, _: Token, low: Expression, high: Expression
    ) -> Expression:
        return _not(self.between(value, low, high))

    def is_empty(self, value: Expression, word: Token) -> Expression:
        return IsEmpty(value=value, span=(value.span[0], _span(word)[1]))

    def is_not_empty(self, value: Expression, word: Token) -> Expression:
        return _not(self.is_empty(value, word))

    def arith(self, left: Expression, op: Token, right: Expression) -> Expression:
        sign = cast(ArithOp, str(op))
        return Arith(op=sign, left=left, right=right, span=(left.span[0], right.span[1]))

    def minus(self, sign: Token, value: Expression) -> Expression:
        return negative(value, (_span(sign)[0], value.span[1]))

    def group(self, _: Token, inner: Expression, __: Token) -> Expression:
        return inner

    def number(self, token: Token) -> Expression:
        if len(token) > MAX_DIGITS:
            raise fail("number_too_long", token, limit=str(MAX_DIGITS))
        if "." in token:
            return Literal(kind=Kind.DECIMAL, value=Decimal(token), span=_span(token))
        return Literal(kind=Kind.INTEGER, value=int(token), span=_span(token))

    def text(self, token: Token) -> Expression:
        return Literal(kind=Kind.TEXT, value=_unquote(token), span=_span(token))

    def true(self, token: Token) -> Expression:
        return Literal(kind=Kind.BOOLEAN, value=True, span=_span(token))

    def false(self, token: Token) -> Expression:
        return Literal(kind=Kind.BOOLEAN, value=False, span=_span(token))

    def null(self, token: Token) -> Expression:
        return Literal(kind=Kind.NULL, value=None, span=_span(token))

    def variable(self, token: Token) -> Expression:
        name = token[1:].lower()
        if name not in VARIABLES:
            near = get_close_matches(name, VARIABLES, n=1)
            hint = "did_you_mean" if near else "variables"
            known = " ".join(f"${each}" for each in VARIABLES)
            raise fail(
                "variable_unknown", token, hint, name=str(token),
                nearest=f"${near[0]}" if near else "", known=known,
            )  # fmt: skip
        return Variable(name=name, span=_span(token))

    def path(self, *tokens: Token) -> Expression:
        first = tokens[0]
        if first.type == "NAME" and first.lower() in RESERVED:
            raise fail("word_reserved", first, "backquote", name=str(first))
        segments = tuple(each[1:-1] if each.type == "QUOTED" else str(each) for each in tokens)
        return Path(segments=segments, span=(_span(first)[0], _span(tokens[-1])[1]))

    def call(self, name: Token, _: Token, *rest: Expression | Token) -> Expression:
        arguments = cast(tuple[Expression, ...], rest[:-1])
        span = (_span(name)[0], _span(cast(Token, rest[-1]))[1])
        plain = plain_name(name)
        if plain in CLOCK and not arguments:
            return Variable(name=CLOCK[plain], span=span)
        if plain in CONNECTIVES:
            if not arguments:
                raise fail("arguments_count", name, "signature", **_connective_shape(name))
            return (conjunction if CONNECTIVES[plain] == "and" else disjunction)(arguments)
        found = find_function(name)
        return Call(function=found.key if found else plain, arguments=arguments, span=span)


def _connective_shape(name: Token) -> dict[str, str]:
    return {"name": str(name), "signature": f"{name}(a; b; …)", "given": "0"}


def _not(item: Expression) -> Expression:
    return Not(item=item, span=item.span)


def _span(token: Token) -> Span:
    start, end = token.start_pos, token.end_pos
    return (start or 0, end or 0)


def _unquote(token: str) -> str:
    quote = token[0]

    def plain(found: re.Match[str]) -> str:
        escaped = found[1]
        if escaped is not None:
            return _ESCAPED.get(escaped, escaped)
        return quote if found[0] == quote * 2 else found[0]

    return _ESCAPE.sub(plain, token[1:-1])
