"""Constants: what a text means where a date, an instant, a time, a duration, an option key or an id
is expected.

A text is a date as 'YYYY-MM-DD', a local date and time as 'YYYY-MM-DDTHH:MM', an instant when it
also ends in Z or an offset. A time is 'HH:MM', a duration ISO 8601 ('PT1H30M') or, as a bare value
only, whole seconds. The clock is not involved.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Final
from uuid import UUID

from metamodel.expression.nodes import Literal
from metamodel.expression.problems import ExpressionProblem, problem_at
from metamodel.expression.types import Kind, Type

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_TIME: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?\Z", re.ASCII
)
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\Z", re.ASCII)
_SPAN: Final = re.compile(
    r"P(?!\Z)(?:(\d{1,5})D)?(?:T(?!\Z)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?\Z", re.ASCII
)
_SECONDS: Final = re.compile(r"\d{1,9}\Z", re.ASCII)
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_NUMBER: Final = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?\Z", re.ASCII)
_TRUTH: Final = {"true": True, "false": False}
_YEARS: Final = range(2, 9999)


def is_date_text(text: str) -> bool:
    """Whether the text is written like a date without a time."""
    return _DATE.match(text) is not None


def read_date(text: str) -> date | None:
    """The date a text says, or None."""
    try:
        found = date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        return None
    return found if found and found.year in _YEARS else None


def read_datetime(text: str) -> datetime | None:
    """The date and time a text says, with a zone only if the text has an offset; or None."""
    try:
        found = datetime.fromisoformat(text) if _TIME.match(text) else None
    except ValueError:
        return None
    return found if found and found.year in _YEARS else None


def read_time(text: str) -> time | None:
    """The hour of the day a text says, or None."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return time(hours, minutes, seconds)


def read_duration(text: str) -> timedelta | None:
    """The length of time a text says in ISO 8601, or None. Months have none."""
    found = _SPAN.match(text)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def read_id(text: str) -> UUID | None:
    """The id a text says, or None."""
    return UUID(text) if _UUID.match(text) else None


def plain_literal(text: str, target: Type) -> Literal:
    """A literal from a bare value, as in `?service_value[gte]=1000`, read as the target asks.

    What does not fit stays a text, so that the checker says what is wrong with it.
    """
    if target.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY) and _NUMBER.match(text):
        if "." not in text:
            return Literal(kind=Kind.INTEGER, value=int(text))
        return Literal(kind=Kind.DECIMAL, value=Decimal(text))
    if target.kind is Kind.BOOLEAN and text.lower() in _TRUTH:
        return Literal(kind=Kind.BOOLEAN, value=_TRUTH[text.lower()])
    if target.kind is Kind.DURATION and _SECONDS.match(text):
        return Literal(kind=Kind.DURATION, value=timedelta(seconds=int(text)))
    if text == "null":
        return Literal(kind=Kind.NULL, value=None)
    return Literal(kind=Kind.TEXT, value=text)


def coerce(literal: Literal, target: Type) -> Literal | ExpressionProblem:
    """The text literal as a value of the target's kind, or what is wrong with it."""
    read = _READERS.get(target.kind)
    if read is None or not isinstance(literal.value, str):
        return literal
    found = read(literal, literal.value, target)
    if isinstance(found, ExpressionProblem):
        return found
    return replace(found, type=target if found.kind is target.kind else Type(kind=found.kind))


def _key(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    if target.options and text not in target.options:
        near = get_close_matches(text, target.options, n=1, cutoff=0.6)
        return _problem(
            literal,
            f"{target.kind}_unknown",
            "did_you_mean" if near else "options",
            nearest=f"'{near[0]}'" if near else "",
            known=", ".join(f"'{key}'" for key in target.options[:12]),
        )
    return replace(literal, kind=target.kind)


def _date(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    found = read_date(text)
    if found is None:
        return _problem(literal, "date_invalid", "date_form")
    return replace(literal, kind=Kind.DATE, value=found)


def _datetime(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    found = read_datetime(text)
    if found is None:
        return _problem(literal, "datetime_invalid", "datetime_form")
    if found.tzinfo is not None and target.kind is Kind.LOCAL_DATETIME:
        kinds = {"left": Kind.LOCAL_DATETIME.value, "right": Kind.INSTANT.value}
        return _problem(literal, "date_kinds_mixed", "local_without_offset", **kinds)
    kind = Kind.LOCAL_DATETIME if found.tzinfo is None else Kind.INSTANT
    return replace(literal, kind=kind, value=found)


def _time(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    found = read_time(text)
    if found is None:
        return _problem(literal, "time_invalid", "time_form")
    return replace(literal, kind=Kind.TIME, value=found)


def _duration(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    found = read_duration(text)
    if found is None:
        return _problem(literal, "duration_invalid", "duration_form")
    return replace(literal, kind=Kind.DURATION, value=found)


def _id(literal: Literal, text: str, target: Type) -> Literal | ExpressionProblem:
    found = read_id(text)
    if found is None:
        return _problem(literal, "id_invalid", "compare_name")
    return replace(literal, kind=Kind.LINK, value=found)


_READERS: Final[Mapping[Kind, Callable[[Literal, str, Type], Literal | ExpressionProblem]]] = {
    Kind.CHOICE: _key,
    Kind.STAGE: _key,
    Kind.DATE: _date,
    Kind.LOCAL_DATETIME: _datetime,
    Kind.INSTANT: _datetime,
    Kind.TIME: _time,
    Kind.DURATION: _duration,
    Kind.LINK: _id,
}


def _problem(literal: Literal, code: str, hint: str, **params: str) -> ExpressionProblem:
    return problem_at(code, literal, hint, value=str(literal.value), **params)
