"""Link: one record of another entity (many-to-one)."""

from typing import Any

from engine.field_types._reference import REFERENCE_SCHEMA, read_id
from engine.kinds.field_type import Column, FieldType, Stored, field_types
from metamodel.field import Field


@field_types.register
class Link(FieldType):
    """A reference to a record of the entity in `to`."""

    key = "link"
    editor = "link"
    expression_type = "link"
    holds = ("member",)
    relation = "one"
    needs = ("to",)
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The target's id."""
        return (Column(pg_type="uuid", references="target"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an id or `{id}`; the write door looks the target up."""
        return {"": read_id(value)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An id, or an object with one."""
        return REFERENCE_SCHEMA
