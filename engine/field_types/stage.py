"""Stage: where a record stands in a pipeline of its entity, and since when.

`clean` only checks the shape: the write door knows the pipeline, its transitions, required
fields and gates.
"""

from collections.abc import Mapping
from typing import Any

from engine.field_types._text import expect_text
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field
from metamodel.names import NAME_MAX, NAME_PATTERN


@field_types.register
class Stage(FieldType):
    """A stage key; `since` is written by the door with every move."""

    key = "stage"
    editor = "stage"
    expression_type = "stage"
    holds = ("text", "long_text", "choice")
    needs = ("pipeline",)
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The stage key and the moment it was entered."""
        return (Column(pg_type="text"), Column(suffix="since", pg_type="timestamptz"))

    def clean(self, value: Any, field: Field) -> Stored:
        """Take what could be a stage key."""
        key = expect_text(value)
        if len(key) > NAME_MAX or not NAME_PATTERN.match(key):
            raise InvalidValue(
                "stage_unknown",
                {
                    "pt-BR": "Esta etapa não existe.",
                    "en": "There is no such stage.",
                    "es": "Esta etapa no existe.",
                },
                {
                    "pt-BR": "Use a chave de uma etapa do funil.",
                    "en": "Use the key of a stage of the pipeline.",
                    "es": "Use la clave de una etapa del embudo.",
                },
            )
        return {"": key}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A stage key."""
        return {"type": "string", "maxLength": NAME_MAX, "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """The key alone; `<field>_since` is a value of its own in the row."""
        return columns[""]
