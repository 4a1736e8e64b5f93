"""Updated at: when the record last changed. Every record says it; a field of this type shows it."""

from engine.field_types.datetime import DateTime
from engine.kinds.field_type import Column, field_types
from metamodel.field import Field


@field_types.register
class UpdatedAt(DateTime):
    """When the record last changed, written by the write door alone."""

    key = "updated_at"
    editor = "updated_at"
    holds = ()
    is_engine = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The record's own column."""
        return (Column(pg_type="timestamptz", fixed="_updated_at"),)
