"""A stored value as it looks on the wire, for the one place that needs no read: a conflict."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.kinds.field_type import Stored, field_types
from metamodel.field import Field


def wire_value(field: Field, stored: Stored) -> Any:
    """The wire value; links are ids without titles (the caller reads the record anew for those)."""
    relation = field_types[field.type].relation
    if relation == "any":
        return None if stored["id"] is None else {key: _plain(stored[key]) for key in stored}
    value = stored[""]
    if relation == "many":
        return [{"id": str(each)} for each in value]
    if relation == "one":
        return None if value is None else {"id": str(value)}
    return _plain(value)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
