"""Where each definition path stands in the files of a package, for problems found after loading."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from metamodel.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int


@dataclass(slots=True)
class SourceMap:
    """Places by definition path (`entities.lead.fields.name.type`). Not part of a package's
    content.
    """

    places: dict[str, Place] = field(default_factory=dict[str, Place])

    def find(self, path: str) -> tuple[int, Place] | None:
        """The place of the path or of what it is nearest inside of, with the length that
        matched.
        """
        while path:
            if place := self.places.get(path):
                return len(path), place
            path = path.rpartition(".")[0]
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap)


def locate(problems: Iterable[Problem], maps: dict[str, SourceMap]) -> list[Problem]:
    """The problems with file and line where a map knows the path; of two apps the later one is
    named.

    `maps` are by app key.
    """
    located: list[Problem] = []
    for problem in problems:
        found = [
            (*hit, app) for app, each in reversed(maps.items()) if (hit := each.find(problem.path))
        ]
        if problem.file is None and found:
            _, place, app = max(found, key=lambda hit: hit[0])
            place_of = {"file": place.file, "line": place.line, "app": app}
            problem = problem.model_copy(update=place_of)
        located.append(problem)
    return located
