"""Checks packages from their files together with what is installed: everything wrong in one go.

A file that cannot be read does not hide what is wrong in the others: what could be read is checked
too, and nothing is said of names whose definition is the one that could not be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metamodel.catalogue import Catalogue
from metamodel.check import FurtherCheck, build_partly
from metamodel.loader import read_package
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.report import Report, ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`model` is None when there is an error; `packages` are those read from files, in their
    order.
    """

    packages: tuple[AppPackage, ...]
    model: Model | None
    problems: list[Problem]


def check_sources(
    sources: Sequence[Mapping[str, str]],
    catalogue: Catalogue,
    *,
    installed: Sequence[AppPackage] = (),
    overlay: Overlay | None = None,
    further: FurtherCheck | None = None,
) -> Checked:
    """Read each source, put it in the place of the installed package of its key, build and check
    the model.
    """
    loadings = [read_package(files) for files in sources]
    packages = tuple(each.package for each in loadings if each.package is not None)
    replaced = {package.key for package in packages}
    standing = [each for each in installed if each.key not in replaced]
    report = Report(
        broken=frozenset[str]().union(*(each.broken for each in loadings)),
        unread=frozenset[str]().union(*(each.unread for each in loadings)),
        fresh=frozenset(replaced),
    )
    chosen = [*standing, *packages]
    model, found = build_partly(chosen, overlay or Overlay(), catalogue, report, further)
    problems = ordered([*(each for loading in loadings for each in loading.problems), *found])
    failed = any(each.severity == "error" for each in problems)
    return Checked(packages=packages, model=None if failed else model, problems=problems)
