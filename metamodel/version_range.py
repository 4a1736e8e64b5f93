"""Versions (semver 2.0) and ranges of them: `>=1.0 <2`, `^1.2`, `~1.2.3`, `1.x`, `1.4`, `*`, `a ||
b`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import total_ordering

_NUMBER = r"(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-([0-9A-Za-z.-]{{1,40}}))?(?:\+[0-9A-Za-z.-]{{1,40}})?\Z"
)
_PART = re.compile(
    rf"(>=|<=|!=|>|<|=|\^|~)?\s*v?(?:(\*|x)|{_NUMBER}(?:\.(?:{_NUMBER}|[x*]))?"
    rf"(?:\.(?:{_NUMBER}|[x*]))?(?:-([0-9A-Za-z.-]{{1,40}}))?)(?=[\s,]|\Z)[\s,]*"
)
_TEXT_MAX = 200


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A version. A pre-release stands before its release."""

    major: int
    minor: int
    patch: int
    pre: str = ""

    def __lt__(self, other: "Version") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]:
        parts = tuple(
            (0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.pre.split(".")
        )
        return self.major, self.minor, self.patch, 0 if self.pre else 1, parts if self.pre else ()


Test = Callable[[Version], bool]


@dataclass(frozen=True, slots=True)
class VersionRange:
    """Alternatives, each a list of tests that must all hold."""

    alternatives: tuple[tuple[Test, ...], ...]

    def holds(self, version: Version) -> bool:
        """Whether the version is in the range."""
        return any(all(test(version) for test in tests) for tests in self.alternatives)


def parse_version(text: str) -> Version | None:
    """The version, or None when the text is none."""
    found = _VERSION.match(text)
    if not found:
        return None
    return Version(int(found[1]), int(found[2]), int(found[3]), found[4] or "")


def parse_range(text: str) -> VersionRange | None:
    """The range, or None when the text is none."""
    if len(text) > _TEXT_MAX:
        return None
    alternatives = [_parse_all(part.strip()) for part in text.split("||")]
    if any(tests is None for tests in alternatives):
        return None
    return VersionRange(tuple(tests for tests in alternatives if tests is not None))


def _parse_all(text: str) -> tuple[Test, ...] | None:
    tests: list[Test] = []
    position = 0
    while position < len(text):
        found = _PART.match(text, position)
        if not found:
            return None
        tests.append(_test(found))
        position = found.end()
    return tuple(tests) if tests else None


def _test(found: re.Match[str]) -> Test:
    operator, star = found[1] or "", found[2]
    if star:
        return lambda _: True
    given = [int(number) for number in (found[3], found[4], found[5]) if number is not None]
    major, minor, patch = (*given, 0, 0)[:3]
    low = Version(major, minor, patch, found[6] or "")
    fixed = len(given)
    if operator in ("", "=", "^", "~", "!="):
        high = _ceiling(operator, low, fixed)
        if operator == "!=":
            return lambda version: not _within(version, low, high, fixed)
        return lambda version: _within(version, low, high, fixed)
    if operator == ">=":
        return lambda version: version >= low
    if operator == "<":
        return lambda version: version < _floor(low, fixed)
    if operator == ">":
        return lambda version: version > low if fixed == 3 else version >= _ceiling("", low, fixed)
    return lambda version: version <= low if fixed == 3 else version < _ceiling("", low, fixed)


def _floor(low: Version, fixed: int) -> Version:
    """`<2` leaves out the pre-releases of 2.0.0 too."""
    return low if low.pre or fixed == 3 else Version(low.major, low.minor, low.patch, "0")


def _within(version: Version, low: Version, high: Version, fixed: int) -> bool:
    return low <= version < high or (fixed == 3 and version == low)


def _ceiling(operator: str, low: Version, fixed: int) -> Version:
    if operator == "^":
        if low.major or fixed == 1:
            return Version(low.major + 1, 0, 0, "0")
        if low.minor or fixed == 2:
            return Version(0, low.minor + 1, 0, "0")
        return Version(0, 0, low.patch + 1, "0")
    if fixed == 1:
        return Version(low.major + 1, 0, 0, "0")
    if fixed == 2 or operator == "~":
        return Version(low.major, low.minor + 1, 0, "0")
    return low
