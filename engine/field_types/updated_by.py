"""Updated by: who last changed the record. Every record says it; a field of this type shows it."""

from engine.field_types.member import Member
from engine.kinds.field_type import Column, field_types
from metamodel.field import Field


@field_types.register
class UpdatedBy(Member):
    """Who last changed the record, written by the write door alone."""

    key = "updated_by"
    editor = "updated_by"
    holds = ()
    is_engine = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The record's own column."""
        return (Column(pg_type="uuid", references="member", fixed="_updated_by"),)
