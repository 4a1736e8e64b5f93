"""AST -> text, in one canonical form: English words, `;` between arguments, no needless brackets.

Parsing what is printed gives the same AST.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

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
from metamodel.expression.words import RESERVED

_OR, _AND, _NOT, _PREDICATE, _SUM, _PRODUCT, _UNARY, _ATOM = range(8)
_NAME: Final = re.compile(r"[^\W\d]\w*\Z")
_ARITH_LEVEL: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "%": _PRODUCT}
_TEST_WORDS: Final = {Contains: "contains", StartsWith: "starts with", EndsWith: "ends with"}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "'": "''", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def to_text(node: Expression) -> str:
    """The canonical text of an expression."""
    return _print(node)[0]


def quote(text: str) -> str:
    """The text as a literal of the language."""
    return f"'{text.translate(_ESCAPES)}'"


def path_text(segments: tuple[str, ...]) -> str:
    """A path as it is written, in backquotes where a plain name would be read as something else."""
    first, *rest = segments
    plain = _NAME.match(first) and first.lower() not in RESERVED
    return ".".join(
        (first if plain else f"`{first}`", *(s if _NAME.match(s) else f"`{s}`" for s in rest))
    )


def _at(node: Expression, level: int) -> str:
    """The node as it stands where something of this level or tighter is needed."""
    text, own = _print(node)
    return text if own >= level else f"({text})"


def _print(node: Expression) -> tuple[str, int]:
    match node:
        case Literal():
            text = _literal(node)
            return text, _UNARY if text.startswith("-") else _ATOM
        case Variable():
            return f"${node.name}", _ATOM
        case Path():
            return path_text(node.segments), _ATOM
        case Call():
            return f"{node.function}({_list(node.arguments)})", _ATOM
        case Arith():
            level = _ARITH_LEVEL[node.op]
            return f"{_at(node.left, level)} {node.op} {_at(node.right, level + 1)}", level
        case Negate():
            return f"-{_at(node.value, _UNARY)}", _UNARY
        case And():
            return " and ".join(_at(each, _NOT) for each in node.items), _AND
        case Or():
            return " or ".join(_at(each, _AND) for each in node.items), _OR
        case Not(item=In() | Contains() | StartsWith() | EndsWith() | IsEmpty() | Between()):
            return _predicate(node.item, "not "), _PREDICATE
        case Not():
            return f"not {_at(node.item, _NOT)}", _NOT
        case _:
            return _predicate(node, ""), _PREDICATE


def _predicate(node: Expression, negation: str) -> str:
    match node:
        case Compare():
            return f"{_at(node.left, _SUM)} {node.op} {_at(node.right, _SUM)}"
        case In():
            return f"{_at(node.value, _SUM)} {negation}in ({_list(node.items)})"
        case Contains() | StartsWith() | EndsWith():
            words = negation + _TEST_WORDS[type(node)]
            return f"{_at(node.value, _SUM)} {words} {_at(node.part, _SUM)}"
        case IsEmpty():
            return f"{_at(node.value, _SUM)} is {negation}empty"
        case Between():
            value, low, high = (_at(each, _SUM) for each in (node.value, node.low, node.high))
            return f"{value} {negation}between {low} and {high}"
        case _:
            raise TypeError(f"not a predicate: {type(node).__name__}")


def _list(items: tuple[Expression, ...]) -> str:
    return "; ".join(_at(each, _OR) for each in items)


def _literal(node: Literal) -> str:
    value = node.value
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            text = format(value, "f")
            return text if "." in text else f"{text}.0"
        case date() | time():
            return quote(value.isoformat())
        case timedelta():
            return quote(f"PT{value // timedelta(seconds=1)}S")
        case _:
            return quote(str(value))
