"""Date and time: an instant (timestamptz). On the wire RFC 3339 *with* offset, both ways.

A local time without offset is refused: cleaning is pure and has no zone to guess with, and
the screens always know theirs. Years outside 1900 to 2199 are refused as typing mistakes.
"""

import re
from datetime import UTC, datetime
from typing import Any

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)\Z",
    re.ASCII,
)
_YEARS = range(1900, 2200)
_OFFSETS = {"Z": "+00:00", "z": "+00:00"}


@field_types.register
class DateTime(FieldType):
    """A moment in time, kept to the microsecond."""

    key = "datetime"
    editor = "datetime"
    expression_type = "instant"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "is empty")
    aggregates = ("min", "max")

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One timestamptz column."""
        return (Column(pg_type="timestamptz"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an instant, in UTC from here on."""
        instant = value if isinstance(value, datetime) and value.tzinfo else _read(value)
        if instant is None or instant.year not in _YEARS:
            raise InvalidValue(
                "datetime",
                {
                    "pt-BR": "Isto não é uma data com hora entre 1900 e 2199.",
                    "en": "This is not a date with time between 1900 and 2199.",
                    "es": "Esto no es una fecha con hora entre 1900 y 2199.",
                },
                {
                    "pt-BR": "Envie no formato RFC 3339, com fuso: 2026-03-09T14:30:00-03:00.",
                    "en": "Send RFC 3339 with its offset: 2026-03-09T14:30:00-03:00.",
                    "es": "Envíe en formato RFC 3339, con huso: 2026-03-09T14:30:00-03:00.",
                },
            )
        return {"": instant.astimezone(UTC)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An RFC 3339 string."""
        return {"type": "string", "format": "date-time"}


def _read(value: object) -> datetime | None:
    if not isinstance(value, str) or not (match := _RFC3339.match(value)):
        return None
    day, clock, fraction, offset = match.groups()
    try:
        return datetime.fromisoformat(
            f"{day}T{clock}{(fraction or '.0')[:7].ljust(7, '0')}{_OFFSETS.get(offset, offset)}"
        )
    except ValueError:
        return None
