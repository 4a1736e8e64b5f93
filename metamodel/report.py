"""Collects problems while definitions are checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from metamodel.problem import Problem
from metamodel.wording import problem


@dataclass(slots=True)
class Report:
    """`broken` are paths that could not be read, `unread` the names in files that could not: what
    refers to them is not reported a second time. `fresh` are the apps being looked at; None is all.
    """

    broken: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    fresh: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list[Problem])

    def error(
        self, code: str, path: str, remedy: dict[str, str] | None = None, **params: Any
    ) -> None:
        """Note what must be mended before publishing."""
        self.problems.append(problem(code, path, remedy=remedy, **params))

    def warn(
        self, code: str, path: str, remedy: dict[str, str] | None = None, **params: Any
    ) -> None:
        """Note what is allowed but probably not meant."""
        self.problems.append(problem(code, path, remedy=remedy, severity="warning", **params))

    def is_broken(self, path: str) -> bool:
        """Whether the definition at this path stands, or may stand, in what could not be read."""
        return path in self.broken or path.rpartition(".")[2] in self.unread

    def is_fresh(self, app: str) -> bool:
        """Whether an app is being looked at, and not just there beside those that are."""
        return self.fresh is None or app in self.fresh

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(each.severity == "error" for each in self.problems)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then by file, line and path; each once."""
    unique = {
        (each.code, each.path, each.line, each.severity, each.message["pt-BR"]): each
        for each in problems
    }
    return sorted(
        unique.values(),
        key=lambda each: (
            each.severity != "error",
            each.file or "",
            each.line or 0,
            each.path,
            each.code,
            each.message["pt-BR"],
        ),
    )
