"""Why a setting does not fit its schema, in words; a pattern is never shown as it is written."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from jsonschema.exceptions import ValidationError

from metamodel.wording import LIST_MAX, ByLocale, show

SHAPE_KEY = "x-shape"
"""Where a schema says in words, by locale, what its pattern asks for."""

_TYPES: Mapping[str, tuple[str, str]] = {
    "string": ("um texto", "text"),
    "integer": ("um número inteiro", "a whole number"),
    "number": ("um número", "a number"),
    "boolean": ("true ou false", "true or false"),
    "array": ("uma lista", "a list"),
    "object": ("pares de chave e valor", "keys and values"),
}
_LIMITS: Mapping[str, tuple[str, str]] = {
    "minimum": ("precisa ser no mínimo {0}", "has to be at least {0}"),
    "maximum": ("precisa ser no máximo {0}", "has to be at most {0}"),
    "minLength": ("precisa ter no mínimo {0} caracteres", "needs at least {0} characters"),
    "maxLength": ("pode ter no máximo {0} caracteres", "has at most {0} characters"),
    "enum": ("precisa ser um destes: {0}", "has to be one of: {0}"),
    "const": ("precisa ser {0}", "has to be {0}"),
}


def reason_of(error: ValidationError) -> ByLocale:
    """What is expected in the place of the value."""
    kind, wanted = str(error.validator), cast("Any", error.validator_value)
    if kind in ("anyOf", "oneOf"):
        types = [str(each.get("type")) for each in wanted if each.get("type") != "null"]
        return _type(types)
    if kind == "type":
        return _type(cast("list[str]", wanted) if isinstance(wanted, list) else [str(wanted)])
    if kind == "pattern":
        schema = cast("Mapping[str, Any]", error.schema)
        return ByLocale(schema.get(SHAPE_KEY) or _say("tem outro formato", "has another form"))
    if kind in _LIMITS:
        shown = ", ".join(map(str, cast("list[Any]", wanted))) if kind == "enum" else str(wanted)
        return _say(*(text.format(show(shown[:LIST_MAX])) for text in _LIMITS[kind]))
    return _say("não é aceito", "is not accepted")


def _type(names: Iterable[str]) -> ByLocale:
    known = [_TYPES[name] for name in dict.fromkeys(names) if name in _TYPES]
    if not known:
        return _say("não é aceito", "is not accepted")
    pt, en = (list(dict.fromkeys(texts)) for texts in zip(*known, strict=True))
    return _say(f"precisa ser {' ou '.join(pt)}", f"has to be {' or '.join(en)}")


def _say(pt: str, en: str) -> ByLocale:
    return ByLocale({"pt-BR": pt, "en": en})
