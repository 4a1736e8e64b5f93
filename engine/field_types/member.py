"""Member: a person who works in the clinic."""

from typing import Any

from engine.field_types._reference import REFERENCE_SCHEMA, read_id
from engine.kinds.field_type import Column, FieldType, Stored, field_types
from metamodel.field import Field


@field_types.register
class Member(FieldType):
    """A reference to a member; a deactivated one stays readable but cannot be newly chosen."""

    key = "member"
    editor = "member"
    expression_type = "link"
    holds = ("link",)
    relation = "one"
    leads_to = "member"
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The member's id."""
        return (Column(pg_type="uuid", references="member"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an id or `{id}`; the write door looks the member up."""
        return {"": read_id(value)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An id, or an object with one."""
        return REFERENCE_SCHEMA
