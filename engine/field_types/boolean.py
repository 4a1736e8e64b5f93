"""Boolean: yes, no, or not said (null)."""

from typing import Any

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_WORDS = {"true": True, "false": False}


@field_types.register
class Boolean(FieldType):
    """A yes or a no. Null is neither: a filter `active = false` does not find it."""

    key = "boolean"
    editor = "boolean"
    expression_type = "boolean"
    operators = ("=", "!=", "is empty")
    groupable = True
    graphql_type = "Boolean"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One boolean column."""
        return (Column(pg_type="boolean"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take true or false, or those words; nothing that would have to be guessed."""
        found = _WORDS.get(value) if isinstance(value, str) else value
        if isinstance(found, bool):
            return {"": found}
        raise InvalidValue(
            "boolean",
            {
                "pt-BR": "Isto não é sim nem não.",
                "en": "This is neither yes nor no.",
                "es": "Esto no es ni sí ni no.",
            },
            {
                "pt-BR": "Envie true para sim, false para não, ou null para não informado.",
                "en": "Send true for yes, false for no, or null for not said.",
                "es": "Envíe true para sí, false para no, o null para no informado.",
            },
        )

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A boolean, or its word."""
        return {"anyOf": [{"type": "boolean"}, {"enum": list(_WORDS)}]}

    def export(self, value: Any, field: Field) -> str:
        """The word of the wire."""
        return "" if value is None else "true" if value else "false"
