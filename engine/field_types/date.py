"""Date: a day of the calendar, without hour or zone. On the wire `2026-03-09`."""

import re
from datetime import date
from typing import Any

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_YEARS = range(1850, 2200)


@field_types.register
class Date(FieldType):
    """A day."""

    key = "date"
    editor = "date"
    expression_type = "date"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "is empty")
    aggregates = ("min", "max")

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One date column."""
        return (Column(pg_type="date"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an ISO day."""
        day = value if type(value) is date else _read(value)
        if day is None or day.year not in _YEARS:
            raise InvalidValue(
                "date",
                {
                    "pt-BR": "Esta data não existe no calendário entre 1850 e 2199.",
                    "en": "There is no such day in the calendar between 1850 and 2199.",
                    "es": "Esta fecha no existe en el calendario entre 1850 y 2199.",
                },
                {
                    "pt-BR": "Envie no formato AAAA-MM-DD: 2026-03-09.",
                    "en": "Send YYYY-MM-DD: 2026-03-09.",
                    "es": "Envíe en formato AAAA-MM-DD: 2026-03-09.",
                },
            )
        return {"": day}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An ISO day."""
        return {"type": "string", "format": "date"}


def _read(value: object) -> date | None:
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None
