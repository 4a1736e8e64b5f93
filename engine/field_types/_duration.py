"""Lengths of time as people and machines write them, in whole seconds."""

import re

_NUMBER = re.compile(r"[0-9]{1,10}(?:\.0{1,3})?\Z")
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,6}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?\Z")
_ISO = re.compile(
    r"P(?!\Z)(?:(?P<weeks>[0-9]{1,6})W)?(?:(?P<days>[0-9]{1,6})D)?"
    r"(?:T(?!\Z)(?:(?P<hours>[0-9]{1,9})H)?(?:(?P<minutes>[0-9]{1,9})M)?(?:(?P<seconds>[0-9]{1,10})S)?)?\Z"
)
_WORDS = re.compile(
    r"(?:(?P<days>[0-9]{1,6})\s*(?:d|dias?|days?|días?)\b\s*)?"
    r"(?:(?P<hours>[0-9]{1,9})\s*(?:h|hs|hrs?|horas?|hours?)(?![a-z])\s*)?"
    r"(?:(?P<minutes>[0-9]{1,9})\s*(?:m|min|mins|minutos?|minutes?)(?![a-z])\s*)?"
    r"(?:(?P<seconds>[0-9]{1,10})\s*(?:s|seg|segs|sec|secs|segundos?|seconds?))?\Z"
)
_HOURS_AND_MINUTES = re.compile(r"(?P<hours>[0-9]{1,9})\s*h\s*(?P<minutes>[0-5][0-9])\Z")
_SECONDS = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def read_seconds(text: str) -> int | None:
    """The seconds of `5400`, `1:30`, `1h30`, `90 min` or `PT1H30M`; None for anything else."""
    text = text.strip()
    if not text or len(text) > 60:
        return None
    if _NUMBER.match(text):
        return int(text.partition(".")[0])
    if match := _ISO.match(text):
        return _sum(match)
    lower = text.lower()
    for form in (_CLOCK, _HOURS_AND_MINUTES, _WORDS):
        if match := form.match(lower):
            return _sum(match)
    return None


def shown_seconds(seconds: int) -> str:
    """A length as every language writes it: `1 h 30 min`."""
    hours, rest = divmod(seconds, 3_600)
    minutes, left = divmod(rest, 60)
    units = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in units if number) or "0 min"


def _sum(match: re.Match[str]) -> int:
    return sum(_SECONDS[unit] * int(number or 0) for unit, number in match.groupdict().items())
