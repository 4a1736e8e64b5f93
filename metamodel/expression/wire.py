"""AST <-> JSON, the form formulas are stored in and the browser evaluates; and its digest.

`{"node": "compare", "op": "=", "left": …, "right": …, "at": [0, 12], "type": {"kind":
"boolean"}}`. Decimals, dates, times and ids are strings, a duration is
its seconds. Spans and types may be left out; equal
expressions have equal digests whatever their spans.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias, cast
from uuid import UUID

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
    LiteralValue,
    Negate,
    Not,
    Or,
    Path,
    StartsWith,
    Variable,
    conjunction,
    disjunction,
    negative,
)
from metamodel.expression.parser import MAX_DEPTH
from metamodel.expression.problems import ExpressionError, ExpressionProblem
from metamodel.expression.types import Kind, Type

Json: TypeAlias = dict[str, Any]

_SHAPES: Final[Mapping[type[Any], tuple[str, tuple[str, ...]]]] = {
    Variable: ("variable", ("name",)),
    Path: ("path", ("segments",)),
    Compare: ("compare", ("op", "left", "right")),
    And: ("and", ("items",)),
    Or: ("or", ("items",)),
    Not: ("not", ("item",)),
    In: ("in", ("value", "items")),
    Contains: ("contains", ("value", "part")),
    StartsWith: ("starts_with", ("value", "part")),
    EndsWith: ("ends_with", ("value", "part")),
    IsEmpty: ("is_empty", ("value",)),
    Between: ("between", ("value", "low", "high")),
    Arith: ("arith", ("op", "left", "right")),
    Negate: ("negate", ("value",)),
    Call: ("call", ("function", "arguments")),
}
_BY_TAG: Final = {tag: (made, names) for made, (tag, names) in _SHAPES.items()}
_WORDS: Final = frozenset({"name", "op", "function"})
_MANY: Final = frozenset({"items", "arguments"})
_OPS: Final = {"compare": frozenset({"=", "!=", "<", "<=", ">", ">="}), "arith": frozenset("+-*/%")}


def to_json(node: Expression, *, spans: bool = True, types: bool = True) -> Json:
    """The expression as JSON values, with spans and, where the checker set them, types."""
    if isinstance(node, Literal):
        body: Json = {"node": "literal", "kind": node.kind.value, "value": _encode(node.value)}
    else:
        tag, names = _SHAPES[type(node)]
        body = {"node": tag}
        for name in names:
            value: Any = getattr(node, name)
            if name == "segments":
                body[name] = list(value)
            elif name in _WORDS:
                body[name] = value
            elif name in _MANY:
                body[name] = [to_json(each, spans=spans, types=types) for each in value]
            else:
                body[name] = to_json(value, spans=spans, types=types)
    if spans:
        body["at"] = list(node.span)
    if types and node.type is not None:
        body["type"] = type_to_json(node.type)
    return body


def from_json(data: object) -> Expression:
    """The expression of its JSON. Raises ExpressionError when the JSON is not one."""
    try:
        return _node(data, MAX_DEPTH + 1)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError(ExpressionProblem(code="not_an_ast")) from error


def digest(node: Expression) -> str:
    """SHA-256 (first 32 hex digits) of the expression without spans and types."""
    plain = to_json(node, spans=False, types=False)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def type_to_json(given: Type) -> Json:
    """A type as JSON values."""
    body: Json = {"kind": given.kind.value}
    if given.options:
        body["options"] = list(given.options)
    if given.entity is not None:
        body["entity"] = given.entity
    if given.of is not None:
        body["of"] = type_to_json(given.of)
    return body


def type_from_json(data: Json) -> Type:
    """The type of its JSON."""
    of = data.get("of")
    return Type(
        kind=Kind(data["kind"]),
        options=tuple(data.get("options", ())),
        entity=data.get("entity"),
        of=None if of is None else type_from_json(of),
    )


def _node(data: object, depth: int) -> Expression:
    if not isinstance(data, dict) or depth == 0:
        raise ValueError("not a node, or too deep")
    body = cast(Json, data)
    start, end = body.get("at", (0, 0))
    common: Json = {"span": (int(start), int(end))}
    if "type" in body:
        common["type"] = type_from_json(body["type"])
    tag = body["node"]
    if tag == "literal":
        kind = Kind(body["kind"])
        return Literal(kind=kind, value=_decode(kind, body["value"]), **common)
    made, names = _BY_TAG[tag]
    if tag in _OPS and body["op"] not in _OPS[tag]:
        raise ValueError("unknown operator")
    parts = {name: _part(name, body[name], depth - 1) for name in names}
    if made is Negate:
        return negative(parts["value"], common["span"])
    if made in (And, Or):
        joined = (conjunction if made is And else disjunction)(parts["items"])
        if not isinstance(joined, made):
            return joined
        parts["items"] = joined.items
    return made(**parts, **common)


def _part(name: str, value: Any, depth: int) -> Any:
    if name == "segments":
        segments = tuple(value)
        if not segments or not all(isinstance(s, str) and _can_stand(s) for s in segments):
            raise ValueError("not a path")
        return segments
    if name in _WORDS:
        if not isinstance(value, str):
            raise TypeError("not a word")
        return value
    if name in _MANY:
        return tuple(_node(each, depth) for each in value)
    return _node(value, depth)


def _can_stand(segment: str) -> bool:
    return bool(segment) and not any(each in "`\n\x00" for each in segment)


def _encode(value: LiteralValue) -> str | int | bool | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(seconds=1)
    return str(value) if isinstance(value, UUID) else value


def _typed(kind: type[Any]) -> Callable[[Any], Any]:
    def take(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError("value of another kind")
        return value

    return take


_DECODE: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _typed(str),
    Kind.CHOICE: _typed(str),
    Kind.STAGE: _typed(str),
    Kind.INTEGER: _typed(int),
    Kind.BOOLEAN: _typed(bool),
    Kind.DECIMAL: Decimal,
    Kind.MONEY: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.LOCAL_DATETIME: datetime.fromisoformat,
    Kind.INSTANT: datetime.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.DURATION: lambda value: timedelta(seconds=_typed(int)(value)),
    Kind.LINK: UUID,
    Kind.NULL: _typed(type(None)),
}


def _decode(kind: Kind, value: Any) -> LiteralValue:
    return _DECODE[kind](value)
