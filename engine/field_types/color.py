"""Colour: red, green and blue, on the wire `#rrggbb` in lower case."""

import re
from typing import Any

from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_HEX = re.compile(r"#?(?:[0-9a-f]{6}|[0-9a-f]{3})\Z")


@field_types.register
class Color(FieldType):
    """A colour without transparency."""

    key = "color"
    editor = "color"
    expression_type = "text"
    operators = ("=", "!=", "in", "is empty")
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take six hexadecimal digits, or the three of the short form."""
        text = clean_line(value, min_length=0, max_length=20)
        if text is None:
            return {"": None}
        if not _HEX.match(text.lower()):
            raise InvalidValue(
                "color",
                {
                    "pt-BR": "Isto não é uma cor.",
                    "en": "This is not a colour.",
                    "es": "Esto no es un color.",
                },
                {
                    "pt-BR": "Escreva a cor em hexadecimal: #1d4ed8.",
                    "en": "Write the colour in hexadecimal: #1d4ed8.",
                    "es": "Escriba el color en hexadecimal: #1d4ed8.",
                },
            )
        digits = text.lower().lstrip("#")
        return {"": f"#{digits if len(digits) == 6 else ''.join(2 * each for each in digits)}"}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A text; reads give `#rrggbb`."""
        return {"type": "string", "maxLength": 20, "examples": ["#1d4ed8"]}
