"""Which measures a field has in views: what its type adds up, and for any field how many records
have a value, how many have none, and how many values differ.
"""

from engine.access.fields import is_many
from engine.kinds.field_type import field_types
from metamodel.field import Field

COUNTED = ("count", "empty")


def measures_of(field: Field) -> tuple[str, ...]:
    """The functions a view may measure a field with."""
    kind = field_types[field.type]
    can_differ = not is_many(field) and not kind.is_list and (kind.groupable or kind.sortable)
    return (*kind.aggregates, *COUNTED, *(("distinct",) if can_differ else ()))


def can_group_rows(field: Field) -> bool:
    """Whether rows may stand under a field's values: each record under one of them."""
    kind = field_types[field.type]
    return kind.groupable and not is_many(field) and not kind.is_list and kind.relation != "any"
