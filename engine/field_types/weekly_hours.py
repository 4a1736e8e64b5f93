"""Weekly hours: when something is open, day by day, in the local time of whoever keeps it.

`{"monday": [["08:00", "12:00"], ["13:00", "18:00"]]}`; a day that is not there is closed. No hours
on any day is null. A day ends at 24:00 at the latest: a night over midnight is two days.
"""

import re
from itertools import pairwise
from typing import Any, cast

from engine.field_types._jsonb import expect_object, jsonb_text
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANS_MAX = 12
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
_MIDNIGHT = "24:00"
_EXAMPLE = '{"monday": [["08:00", "12:00"], ["13:00", "18:00"]]}'
_SHOWN = dict(zip(DAYS, ("seg", "ter", "qua", "qui", "sex", "sáb", "dom"), strict=True))


@field_types.register
class WeeklyHours(FieldType):
    """Hours of a week."""

    key = "weekly_hours"
    editor = "weekly_hours"
    expression_type = "other"
    operators = ("is empty",)
    sortable = False
    graphql_type = "JSON"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """Days with their spans."""
        return (Column(pg_type="jsonb"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take spans by day; refuse wrong times and spans that overlap. Days without spans go."""
        sent = expect_object(value, _EXAMPLE)
        if not sent.keys() <= set(DAYS):
            raise _no_hours()
        week = {day: _spans(sent[day]) for day in DAYS if day in sent and sent[day] is not None}
        week = {day: spans for day, spans in week.items() if spans}
        return {"": jsonb_text(week) if week else None}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An object with a list of spans for each open day."""
        clock = {"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}
        span = {"type": "array", "items": clock, "minItems": 2, "maxItems": 2}
        spans = {"type": "array", "items": span, "maxItems": SPANS_MAX}
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(DAYS, spans),
        }

    def export(self, value: Any, field: Field) -> str:
        """`seg 08:00-12:00 13:00-18:00; ter …`."""
        week = cast("dict[str, list[list[str]]]", value or {})
        shown = (
            f"{_SHOWN[day]} {' '.join('-'.join(span) for span in week[day])}"
            for day in DAYS
            if day in week
        )
        return "; ".join(shown)


def _spans(value: object) -> list[list[str]]:
    if not isinstance(value, list) or len(cast("list[object]", value)) > SPANS_MAX:
        raise _no_hours()
    spans = sorted(_span(each) for each in cast("list[object]", value))
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise _overlap(start, end)
    return spans


def _span(value: object) -> list[str]:
    if not isinstance(value, list) or len(cast("list[object]", value)) != 2:
        raise _no_hours()
    start, end = cast("list[object]", value)
    if not (isinstance(start, str) and isinstance(end, str)):
        raise _no_hours()
    if not _CLOCK.match(start) or not (_CLOCK.match(end) or end == _MIDNIGHT) or end <= start:
        raise _no_hours()
    return [start, end]


def _overlap(start: str, end: str) -> InvalidValue:
    return InvalidValue(
        "hours_overlap",
        {
            "pt-BR": f"Dois horários do mesmo dia se sobrepõem, entre {start} e {end}.",
            "en": f"Two spans of the same day overlap, between {start} and {end}.",
            "es": f"Dos horarios del mismo día se superponen, entre {start} y {end}.",
        },
        {
            "pt-BR": "Junte os dois horários em um só, ou corrija o início de um deles.",
            "en": "Make one span of the two, or correct the start of one of them.",
            "es": "Una los dos horarios en uno, o corrija el inicio de uno de ellos.",
        },
    )


def _no_hours() -> InvalidValue:
    return InvalidValue(
        "weekly_hours",
        {
            "pt-BR": "Isto não são horários da semana.",
            "en": "These are not hours of a week.",
            "es": "Estos no son horarios de la semana.",
        },
        {
            "pt-BR": "Por dia (monday a sunday), envie pares de início e fim, de 00:00 a 24:00, "
            f"com o fim depois do início: {_EXAMPLE}.",
            "en": "For each day (monday to sunday) send pairs of start and end, from 00:00 to "
            f"24:00, the end after the start: {_EXAMPLE}.",
            "es": "Por día (monday a sunday), envíe pares de inicio y fin, de 00:00 a 24:00, "
            f"con el fin después del inicio: {_EXAMPLE}.",
        },
    )
