"""Team: one team of the clinic."""

from engine.field_types.member import Member
from engine.kinds.field_type import Column, field_types
from metamodel.field import Field


@field_types.register
class Team(Member):
    """A reference to a team."""

    key = "team"
    editor = "team"
    leads_to = "team"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The team's id."""
        return (Column(pg_type="uuid", references="team"),)
