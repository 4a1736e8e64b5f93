"""Created at: when the record was made. Every record says it; a field of this type shows it."""

from engine.field_types.datetime import DateTime
from engine.kinds.field_type import Column, field_types
from metamodel.field import Field


@field_types.register
class CreatedAt(DateTime):
    """When the record was made, written by the write door alone."""

    key = "created_at"
    editor = "created_at"
    holds = ()
    is_engine = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The record's own column."""
        return (Column(pg_type="timestamptz", fixed="_created_at"),)
