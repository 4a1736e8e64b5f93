"""JSON for a jsonb column, as the very text PostgreSQL reads back: equal values are equal texts,
so a record sent again unchanged is no change.

Object keys are sorted as jsonb keeps them, by length and then by bytes; separators have a space.
Meant for values whose numbers are whole: jsonb keeps other numbers in its own way.
"""

import json
from typing import Any, cast

from engine.kinds.field_type import InvalidValue


def jsonb_text(value: Any) -> str:
    """The text of a value in the order of jsonb."""
    return json.dumps(_ordered(value), ensure_ascii=False)


def expect_object(value: object, example: str) -> dict[str, object]:
    """The value when it is a JSON object, else a fault that shows one."""
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise InvalidValue(
        "type",
        {
            "pt-BR": "Envie um objeto.",
            "en": "Send an object.",
            "es": "Envíe un objeto.",
        },
        {
            "pt-BR": f"Escreva o valor assim: {example}.",
            "en": f"Write the value like this: {example}.",
            "es": f"Escriba el valor así: {example}.",
        },
    )


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value)
        keys = sorted(items, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _ordered(items[key]) for key in keys}
    if isinstance(value, list):
        return [_ordered(each) for each in cast("list[Any]", value)]
    return value
