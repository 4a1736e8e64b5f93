"""Builds a clinic's model and checks it whole: every problem at once, with its place and its
remedy.
"""

from collections.abc import Sequence

from metamodel.assemble import assemble
from metamodel.catalogue import Catalogue
from metamodel.check_access import check_access
from metamodel.check_entities import check_entities
from metamodel.check_expressions import check_expressions
from metamodel.check_fields import check_fields
from metamodel.check_links import check_links
from metamodel.check_names import check_names
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

__all__ = ["build_model", "check_model"]


def build_model(
    packages: Sequence[AppPackage], overlay: Overlay, catalogue: Catalogue
) -> tuple[Model | None, list[Problem]]:
    """The model of some packages and a clinic's edits, or None; and all problems, warnings
    included.
    """
    return build_partly(packages, overlay, catalogue, frozenset())


def build_partly(
    packages: Sequence[AppPackage],
    overlay: Overlay,
    catalogue: Catalogue,
    broken: frozenset[str],
) -> tuple[Model | None, list[Problem]]:
    """As `build_model`, for packages of which the parts at the paths `broken` could not be read."""
    report = Report(broken=broken)
    standing = resolve(packages, report)
    model = assemble(standing, overlay, catalogue, report)
    if model is not None:
        check_model(model, catalogue, report)
    sources = {package.key: package.sources for package in packages}
    problems = ordered(locate(report.problems, sources))
    return (None if report.failed else model), problems


def check_model(model: Model, catalogue: Catalogue, report: Report) -> None:
    """Everything that can be said about a model that is put together."""
    check_names(model, report)
    check_entities(model, catalogue, report)
    for entity in model.entities:
        check_fields(entity, catalogue, report)
        check_pipelines(entity, report)
    paths = Paths(model=model, catalogue=catalogue)
    check_links(paths, report)
    check_screens(paths, report)
    check_access(paths, report)
    check_expressions(paths, report)
