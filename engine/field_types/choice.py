"""Choice: one of the field's options, stored as its stable key; label and colour may change."""

from collections.abc import Sequence
from typing import Any

from engine.field_types._text import expect_text
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field
from metamodel.names import find_nearest


@field_types.register
class Choice(FieldType):
    """One option of a list."""

    key = "choice"
    editor = "choice"
    expression_type = "choice"
    holds = ("text", "long_text", "stage")
    needs = ("options",)
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The option key."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a key of the options; refuse others, naming the nearest key or all of them."""
        key = expect_text(value)
        keys = [option.key for option in field.options]
        if key in keys:
            return {"": key}
        raise unknown_option(key, keys)

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An enumeration of keys."""
        return {"type": "string", "enum": [option.key for option in field.options]}


def unknown_option(key: str, keys: Sequence[str]) -> InvalidValue:
    """The fault of a key that is no option, naming the nearest one or all of them."""
    shown = find_nearest(key[:60], keys) or ", ".join(keys[:20])
    return InvalidValue(
        "choice_unknown",
        {
            "pt-BR": "Esta opção não existe.",
            "en": "There is no such option.",
            "es": "Esta opción no existe.",
        },
        {
            "pt-BR": f"Use a chave da opção: {shown}.",
            "en": f"Use the key of the option: {shown}.",
            "es": f"Use la clave de la opción: {shown}.",
        },
    )
