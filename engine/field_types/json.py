"""JSON: any value another system sends along, kept as it is. At most 64 kB and 20 levels.

Kept as the very text jsonb reads back, so that a value sent again unchanged is no change. A key
that stands twice in an object never gets here: the reader of the request refuses it.
"""

import json
import math
from decimal import Decimal
from typing import Any, cast

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

BYTES_MAX = 64 * 1024
DEPTH_MAX = 20
_WHOLE_MAX = 10**309


@field_types.register
class Json(FieldType):
    """A JSON value; in filters it can only be asked whether it is empty."""

    key = "json"
    editor = "json"
    expression_type = "other"
    operators = ("is empty",)
    sortable = False
    graphql_type = "JSON"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One jsonb column."""
        return (Column(pg_type="jsonb"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take any JSON value that PostgreSQL can keep."""
        text = _text(value, DEPTH_MAX)
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            raise _not_kept(_CHARACTER) from None
        if size > BYTES_MAX:
            raise _not_kept(_SIZE)
        return {"": text}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """Anything."""
        return {}

    def export(self, value: Any, field: Field) -> str:
        """JSON in one line."""
        return "" if value is None else json.dumps(value, ensure_ascii=False)


def _text(value: object, depth: int) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int() | float():
            return _number(value)
        case dict():
            items = cast("dict[object, object]", value)
            return f"{{{', '.join(_pairs(items, _deeper(depth)))}}}"
        case list() | tuple():
            inner = _deeper(depth)
            return f"[{', '.join(_text(each, inner) for each in cast('list[object]', value))}]"
        case _:
            raise _not_kept(_PLAIN)


def _pairs(items: dict[object, object], depth: int) -> list[str]:
    """The members in the order of jsonb: by length of the key in bytes, then by its bytes."""
    keyed: list[tuple[int, bytes, str]] = []
    for key in items:
        if not isinstance(key, str):
            raise _not_kept(_PLAIN)
        _quoted(key)
        encoded = key.encode()
        keyed.append((len(encoded), encoded, key))
    return [f"{_quoted(key)}: {_text(items[key], depth)}" for _, _, key in sorted(keyed)]


def _number(value: float) -> str:
    """A number in the digits jsonb keeps: no exponent, no minus zero."""
    if isinstance(value, int):
        if abs(value) >= _WHOLE_MAX:
            raise _not_kept(_NUMBER)
        return str(value)
    if not math.isfinite(value):
        raise _not_kept(_NUMBER)
    return format(Decimal(repr(value + 0.0)), "f")


def _quoted(text: str) -> str:
    if "\x00" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise _not_kept(_CHARACTER)
    return json.dumps(text, ensure_ascii=False)


def _deeper(depth: int) -> int:
    if depth == 0:
        raise _not_kept(_DEPTH)
    return depth - 1


def _not_kept(hint: dict[str, str]) -> InvalidValue:
    return InvalidValue(
        "json",
        {
            "pt-BR": "Este valor não pode ser guardado como JSON.",
            "en": "This value cannot be kept as JSON.",
            "es": "Este valor no puede guardarse como JSON.",
        },
        hint,
    )


_SIZE = {
    "pt-BR": "Envie no máximo 64 kB; guarde conteúdos maiores num campo de arquivo.",
    "en": "Send at most 64 kB; keep larger contents in a file field.",
    "es": "Envíe como máximo 64 kB; guarde contenidos mayores en un campo de archivo.",
}
_DEPTH = {
    "pt-BR": f"Envie no máximo {DEPTH_MAX} níveis de listas e objetos.",
    "en": f"Send at most {DEPTH_MAX} levels of lists and objects.",
    "es": f"Envíe como máximo {DEPTH_MAX} niveles de listas y objetos.",
}
_NUMBER = {
    "pt-BR": "Use números comuns: NaN, infinito e números com mais de 309 dígitos não cabem.",
    "en": "Use plain numbers: NaN, infinity and numbers of more than 309 digits do not fit.",
    "es": "Use números comunes: NaN, infinito y números de más de 309 dígitos no caben.",
}
_CHARACTER = {
    "pt-BR": "Tire dos textos o caractere nulo (\\u0000) e os emojis cortados.",
    "en": "Remove the null character (\\u0000) and cut emojis from the texts.",
    "es": "Quite de los textos el carácter nulo (\\u0000) y los emojis cortados.",
}
_PLAIN = {
    "pt-BR": "Envie só textos, números, true, false, null, listas e objetos.",
    "en": "Send only texts, numbers, true, false, null, lists and objects.",
    "es": "Envíe solo textos, números, true, false, null, listas y objetos.",
}
