"""Recurrence: how something repeats, as an RFC 5545 rule without its start: `FREQ=WEEKLY;BYDAY=MO`.

Daily at most, so that whoever unfolds a rule has few dates to look at; a rule that never falls on
any day is refused. Written in one order, so that equal rules are equal text.
"""

import re
from datetime import UTC, datetime
from typing import Any

from dateutil.rrule import rrulestr

from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

LENGTH_MAX = 300
INTERVAL_MAX = 400
COUNT_MAX = 1000
_PROBE = datetime(9971, 1, 1, tzinfo=UTC)
"""28 years before the calendar of dateutil ends: a rule that never falls is searched no further,
where from today on it would keep a core busy for a quarter of a minute."""
_NUMBER = r"-?[1-9][0-9]{0,2}"
_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_SHAPES = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9][0-9]{0,2}",
    "COUNT": r"[1-9][0-9]{0,3}",
    "UNTIL": r"(?:19|20|21)[0-9]{6}(?:T[0-9]{6}Z)?",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}",
    "BYWEEKNO": rf"{_NUMBER}(?:,{_NUMBER}){{0,52}}",
    "BYYEARDAY": rf"{_NUMBER}(?:,{_NUMBER}){{0,30}}",
    "BYMONTHDAY": rf"{_NUMBER}(?:,{_NUMBER}){{0,30}}",
    "BYDAY": rf"(?:[+-]?[1-9][0-9]?)?{_DAY}(?:,(?:[+-]?[1-9][0-9]?)?{_DAY}){{0,30}}",
    "BYSETPOS": rf"{_NUMBER}(?:,{_NUMBER}){{0,30}}",
    "WKST": _DAY,
}
"""The parts of a rule, in the order they are written."""
_MOST = {"BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}


@field_types.register
class Recurrence(FieldType):
    """A rule of repetition."""

    key = "recurrence"
    editor = "recurrence"
    expression_type = "text"
    operators = ("=", "!=", "is empty")
    sortable = False

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The rule."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a rule, in any case and order; an interval of 1 is not written."""
        text = clean_line(value, min_length=0, max_length=LENGTH_MAX)
        if text is None:
            return {"": None}
        parts = _parts(text.upper().removeprefix("RRULE:"))
        _check_bounds(parts)
        _check_falls(parts)
        if parts.get("INTERVAL") == "1":
            del parts["INTERVAL"]
        return {"": _written(parts)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "maxLength": LENGTH_MAX, "examples": ["FREQ=WEEKLY;BYDAY=MO,WE"]}


def _written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={parts[name]}" for name in _SHAPES if name in parts)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in text.strip(";").split(";"):
        name, _, value = piece.partition("=")
        shape = _SHAPES.get(name.strip())
        if shape is None or name.strip() in parts or not re.fullmatch(shape, value.strip()):
            raise _no_rule()
        parts[name.strip()] = value.strip()
    if "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys():
        raise _no_rule()
    return parts


def _check_bounds(parts: dict[str, str]) -> None:
    if int(parts.get("INTERVAL", 1)) > INTERVAL_MAX or int(parts.get("COUNT", 1)) > COUNT_MAX:
        raise _no_rule()
    for name, most in _MOST.items():
        if any(abs(int(each)) > most for each in parts.get(name, "1").split(",")):
            raise _no_rule()
    numbered = re.search(r"[0-9]", parts.get("BYDAY", "")) is not None
    if numbered and parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise _no_rule()


def _check_falls(parts: dict[str, str]) -> None:
    """That the rule is one, and falls on some day of 28 years, in which every calendar repeats."""
    until = parts.get("UNTIL", "")
    try:
        if until:
            datetime.strptime(f"{until[:8]}{until[9:15] or '000000'}+0000", "%Y%m%d%H%M%S%z")
        shape = {name: each for name, each in parts.items() if name not in ("UNTIL", "COUNT")}
        rule = rrulestr(_written({**shape, "INTERVAL": "1"}), dtstart=_PROBE)
        first = next(iter(rule), None)
    except (ValueError, TypeError, IndexError):
        raise _no_rule() from None
    if first is None:
        raise _no_rule()


def _no_rule() -> InvalidValue:
    example = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"
    return InvalidValue(
        "recurrence",
        {
            "pt-BR": "Isto não é uma regra de repetição que caiba aqui.",
            "en": "This is not a rule of repetition that fits here.",
            "es": "Esto no es una regla de repetición que quepa aquí.",
        },
        {
            "pt-BR": f"Escreva uma regra RRULE (RFC 5545) sem início, diária no máximo: {example}."
            f" INTERVAL vai até {INTERVAL_MAX} e COUNT até {COUNT_MAX}; use COUNT ou UNTIL.",
            "en": f"Write an RRULE (RFC 5545) without a start, daily at most: {example}."
            f" INTERVAL goes to {INTERVAL_MAX} and COUNT to {COUNT_MAX}; use COUNT or UNTIL.",
            "es": f"Escriba una regla RRULE (RFC 5545) sin inicio, diaria como máximo: {example}."
            f" INTERVAL va hasta {INTERVAL_MAX} y COUNT hasta {COUNT_MAX}; use COUNT o UNTIL.",
        },
    )
