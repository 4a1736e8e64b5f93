"""Builds a clinic's model and checks it whole: every problem at once, with its place and its
remedy.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from metamodel.assemble import assemble
from metamodel.catalogue import Catalogue
from metamodel.check_access import check_access
from metamodel.check_entities import check_entities
from metamodel.check_expressions import check_expressions
from metamodel.check_fields import check_fields
from metamodel.check_links import check_links
from metamodel.check_names import check_names
from metamodel.check_overlaps import check_overlaps
from metamodel.check_parts import check_parts
from metamodel.check_pipelines import check_pipelines
from metamodel.check_screens import check_screens
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.paths import Paths
from metamodel.problem import Problem
from metamodel.report import Report, ordered
from metamodel.resolve import resolve
from metamodel.source_map import locate

__all__ = ["FurtherCheck", "build_model", "build_partly", "check_model"]


class FurtherCheck(Protocol):
    """What a caller who knows more than the language (values, say) can say about a model."""

    def __call__(self, model: Model, packages: Sequence[AppPackage], report: Report) -> None:
        """Report what is wrong; `model` may have faults that were reported already."""
        ...


def build_model(
    packages: Sequence[AppPackage],
    overlay: Overlay,
    catalogue: Catalogue,
    *,
    fresh: Collection[str] | None = None,
    further: FurtherCheck | None = None,
) -> tuple[Model | None, list[Problem]]:
    """The model of some packages and a clinic's edits, or None; and all problems, warnings
    included. `fresh` are the apps being looked at: some warnings are said of these only.
    """
    report = Report(fresh=None if fresh is None else frozenset(fresh))
    return build_partly(packages, overlay, catalogue, report, further)


def build_partly(
    packages: Sequence[AppPackage],
    overlay: Overlay,
    catalogue: Catalogue,
    report: Report,
    further: FurtherCheck | None = None,
) -> tuple[Model | None, list[Problem]]:
    """As `build_model`, for packages of which parts that `report` knows could not be read."""
    standing = resolve(packages, report)
    model = assemble(standing, overlay, catalogue, report)
    if model is not None:
        check_model(model, catalogue, report)
        if further is not None:
            further(model, standing, report)
    sources = {package.key: package.sources for package in packages}
    problems = ordered(locate(report.problems, sources))
    return (None if report.failed else model), problems


def check_model(model: Model, catalogue: Catalogue, report: Report) -> None:
    """Everything that can be said about a model that is put together."""
    check_names(model, report)
    check_entities(model, catalogue, report)
    for entity in model.entities:
        check_fields(entity, catalogue, report)
        check_pipelines(entity, model.role_by_key, report)
    paths = Paths(model=model, catalogue=catalogue)
    check_links(paths, report)
    check_parts(paths, report)
    check_overlaps(paths, report)
    check_screens(paths, report)
    check_access(paths, report)
    check_expressions(paths, report)
