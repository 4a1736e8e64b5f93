"""Members: several people who work in the clinic, in an order where the first may be the main one.

Kept like links, in a join table.
"""

from engine.field_types.links import Links
from engine.kinds.field_type import field_types


@field_types.register
class Members(Links):
    """References to members; a deactivated one stays readable but cannot be newly chosen."""

    key = "members"
    editor = "members"
    needs = ()
    leads_to = "member"
