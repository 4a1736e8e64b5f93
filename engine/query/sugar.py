"""Filters without the language: `?stage=new&service_value[gte]=1000&channel[in]=site,whatsapp`."""

import re
from collections.abc import Callable, Mapping

from engine.core.errors import Fault
from metamodel.expression import (
    VARIABLES,
    Between,
    Compare,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Kind,
    Not,
    Path,
    StartsWith,
    Type,
    Variable,
    element_of,
    plain_literal,
)

_NAME = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)(?:\[(\w+)\])?\Z")
_TRUE = frozenset({"", "true", "1"})
_Value = Callable[[str], Expression]

_OPERATORS: Mapping[str, Callable[[Path, str, _Value], Expression]] = {
    "eq": lambda path, text, value: Compare(op="=", left=path, right=value(text)),
    "ne": lambda path, text, value: Compare(op="!=", left=path, right=value(text)),
    "lt": lambda path, text, value: Compare(op="<", left=path, right=value(text)),
    "lte": lambda path, text, value: Compare(op="<=", left=path, right=value(text)),
    "gt": lambda path, text, value: Compare(op=">", left=path, right=value(text)),
    "gte": lambda path, text, value: Compare(op=">=", left=path, right=value(text)),
    "in": lambda path, text, value: _among(path, text, value),
    "not_in": lambda path, text, value: Not(item=_among(path, text, value)),
    "between": lambda path, text, value: _between(path, text, value),
    "contains": lambda path, text, value: Contains(value=path, part=value(text)),
    "starts": lambda path, text, value: StartsWith(value=path, part=value(text)),
    "ends": lambda path, text, value: EndsWith(value=path, part=value(text)),
    "empty": lambda path, text, value: _empty(path, text),
}


def read_sugar(
    name: str, text: str, type_of: Callable[[tuple[str, ...]], Type | None]
) -> Expression | Fault:
    """The condition of one parameter. `type_of` decides how a bare value is read."""
    found = _NAME.match(name)
    if found is None:
        return _unknown(name)
    path = Path(segments=tuple(found[1].split(".")))
    operator = _OPERATORS.get(found[2] or "eq")
    if operator is None:
        return _unknown(name)
    given = type_of(path.segments)
    if given is not None and given.kind is Kind.LIST and not found[2]:
        operator = _OPERATORS["contains"]
    target = element_of(given) if given is not None else Type(kind=Kind.TEXT)

    def value(each: str) -> Expression:
        if each.startswith("$") and each[1:] in VARIABLES:
            return Variable(name=each[1:])
        return plain_literal(each, target)

    return operator(path, text, value)


def _among(path: Path, text: str, value: _Value) -> Expression:
    return In(value=path, items=tuple(value(each) for each in text.split(",")))


def _between(path: Path, text: str, value: _Value) -> Expression:
    low, _, high = text.partition(",")
    return Between(value=path, low=value(low), high=value(high))


def _empty(path: Path, text: str) -> Expression:
    empty = IsEmpty(value=path)
    return empty if text.lower() in _TRUE else Not(item=empty)


def _unknown(name: str) -> Fault:
    known = ", ".join(_OPERATORS)
    return Fault(
        path=name[:60] or "query",
        code="parameter_unknown",
        message={
            "pt-BR": f"O parâmetro “{name[:60]}” não existe.",
            "en": f"There is no parameter “{name[:60]}”.",
            "es": f"No existe el parámetro “{name[:60]}”.",
        },
        hint={
            "pt-BR": f"Filtre com campo=valor ou campo[operador]=valor; operadores: {known}.",
            "en": f"Filter with field=value or field[operator]=value; operators: {known}.",
            "es": f"Filtre con campo=valor o campo[operador]=valor; operadores: {known}.",
        },
    )
