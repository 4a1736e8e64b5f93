"""Time: an hour of the day without a day or a zone. On the wire `14:30`, or `14:30:05` when it has
seconds."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_PATTERN = r"^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?\Z")


@field_types.register
class Time(FieldType):
    """An hour from 00:00 to 23:59:59."""

    key = "time"
    editor = "time"
    expression_type = "time"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("min", "max")
    groupable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One time column."""
        return (Column(pg_type="time"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take hours and minutes of the 24-hour clock."""
        found = value if type(value) is time else _read(value)
        if found is not None and found.tzinfo is None and not found.microsecond:
            return {"": found}
        raise InvalidValue(
            "time",
            {
                "pt-BR": "Isto não é um horário entre 00:00 e 23:59.",
                "en": "This is not a time between 00:00 and 23:59.",
                "es": "Esto no es una hora entre 00:00 y 23:59.",
            },
            {
                "pt-BR": "Envie hora e minutos: 14:30.",
                "en": "Send hours and minutes: 14:30.",
                "es": "Envíe hora y minutos: 14:30.",
            },
        )

    def json_schema(self, field: Field) -> dict[str, Any]:
        """Hours and minutes."""
        return {"type": "string", "pattern": _PATTERN, "examples": ["14:30"]}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """Without seconds when they are zero."""
        return f"regexp_replace(({columns['']})::text, '^(..:..):00$', '\\1')"

    def wire(self, stored: Stored, field: Field) -> Any:
        """Without seconds when they are zero."""
        value: time | None = stored[""]
        return value and value.isoformat("seconds" if value.second else "minutes")


def _read(value: object) -> time | None:
    if not isinstance(value, str) or not (match := _CLOCK.match(value)):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return time(hours, minutes, seconds)
