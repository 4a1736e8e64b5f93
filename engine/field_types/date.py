"""Date: a calendar day without a time or a zone. On the wire `2026-11-23`."""

import re
from datetime import date
from typing import Any

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_YEARS = range(1800, 2200)


@field_types.register
class Date(FieldType):
    """A day between 1800 and 2199."""

    key = "date"
    editor = "date"
    expression_type = "date"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("min", "max")
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One date column."""
        return (Column(pg_type="date"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an ISO 8601 calendar date."""
        day = value if type(value) is date else _read(value)
        if day is not None and day.year in _YEARS:
            return {"": day}
        raise InvalidValue(
            "date",
            {
                "pt-BR": "Isto não é uma data entre 1800 e 2199.",
                "en": "This is not a date between 1800 and 2199.",
                "es": "Esto no es una fecha entre 1800 y 2199.",
            },
            {
                "pt-BR": "Envie no formato ano-mês-dia: 2026-11-23.",
                "en": "Send year-month-day: 2026-11-23.",
                "es": "Envíe en formato año-mes-día: 2026-11-23.",
            },
        )

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An ISO 8601 date."""
        return {"type": "string", "format": "date"}


def _read(value: object) -> date | None:
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
