"""Text -> AST. Pure; the parser's tables are built once, at the first parse.

Refused before parsing: more than 10,000 characters, NUL and lone surrogates, brackets more than
64 deep.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Protocol, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from metamodel.expression.build import Build
from metamodel.expression.nodes import Expression
from metamodel.expression.problems import ExpressionError, ExpressionProblem
from metamodel.expression.walk import find_deeper

MAX_LENGTH: Final = 10_000
MAX_DEPTH: Final = 64
_BUILD: Final = Build()
_FORBIDDEN: Final = re.compile("[\x00\ud800-\udfff]")
# A text left open takes all the rest, so that the scan reads every character once.
_QUOTES_AND_BRACKETS: Final = re.compile(
    r"""'(?:''|\\.|[^'\\])*(?:'|\\?\Z)|"(?:""|\\.|[^"\\])*(?:"|\\?\Z)|`[^`\n]+`|[(\[]|[)\]]""",
    re.DOTALL,
)


def parse(text: str) -> Expression:
    """The AST of a text. Raises ExpressionError, and nothing else, when it is not an expression."""
    _refuse_hostile(text)
    try:
        root = cast(Expression, _parser().parse(text))
    except (UnexpectedToken, UnexpectedCharacters) as error:
        raise ExpressionError(_unexpected(text, error)) from None
    deep = find_deeper(root, MAX_DEPTH)
    if deep is not None:
        raise _error("too_deep", deep.span[0], 1, hint="split", limit=str(MAX_DEPTH))
    return root


class _Parser(Protocol):
    def parse(self, text: str) -> object: ...


class _Rules(Transformer[Token, object]):
    """Hands the parts of each rule to the method of `Build` that has its name."""

    def __getattr__(self, name: str) -> Callable[[Sequence[object]], object]:
        method: Callable[..., object] = getattr(_BUILD, name)
        return lambda parts: method(*parts)


@cache
def _parser() -> _Parser:
    grammar = (files("metamodel.expression") / "grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=_Rules())


def _refuse_hostile(text: str) -> None:
    if len(text) > MAX_LENGTH:
        beyond = len(text) - MAX_LENGTH
        raise _error("too_long", MAX_LENGTH, beyond, hint="shorten", limit=str(MAX_LENGTH))
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        shown = f"U+{ord(forbidden[0]):04X}"
        raise _error("character_forbidden", forbidden.start(), 1, found=shown)
    if not text.strip():
        raise _error("blank", 0, len(text))
    depth = 0
    for found in _QUOTES_AND_BRACKETS.finditer(text):
        depth += (found[0] in "([") - (found[0] in ")]")
        if depth > MAX_DEPTH:
            raise _error("too_deep", found.start(), 1, hint="split", limit=str(MAX_DEPTH))


def _unexpected(text: str, error: UnexpectedToken | UnexpectedCharacters) -> ExpressionProblem:
    position: int | None = getattr(error, "pos_in_stream", None)
    at = len(text) if position is None else position
    token: str | None = getattr(error, "token", None)
    found = text[at : at + 1] if token is None else str(token)
    if not found:
        at = len(text)
        return ExpressionProblem(code="ends_too_soon", position=at, length=0, hint="finish")
    if found[0] in "'\"`":
        return ExpressionProblem(
            code="quote_open", params={"quote": found[0]}, position=at, length=len(text) - at,
            hint="close_quote",
        )  # fmt: skip
    shown = found if len(found) <= 40 else found[:39] + "…"
    return ExpressionProblem(
        code="unexpected", params={"found": shown}, position=at, length=len(found),
        hint=_remedy(found),
    )  # fmt: skip


def _remedy(found: str) -> str:
    if found[0] in "&|":
        return "use_words"
    if found[0] in "!":
        return "use_not"
    return "operators"


def _error(
    code: str, position: int, length: int, hint: str | None = None, **params: str
) -> ExpressionError:
    problem = ExpressionProblem(
        code=code, params=params, position=position, length=length, hint=hint
    )
    return ExpressionError(problem)
