"""Checks who may use which prefix: a third-party app its namespace, nobody but the clinic `x_`."""

from collections.abc import Iterator

from metamodel.entity import Extension
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.resolve import CLINIC_PREFIX
from metamodel.wording import hint


def check_namespace(package: AppPackage, known_roles: frozenset[str], report: Report) -> None:
    """Names the package brings into the model; what stands inside its own entities is its own."""
    space = package.manifest.namespace
    for path, name in _brought(package, known_roles):
        if name.startswith(CLINIC_PREFIX):
            report.error("prefix_of_clinic", path, name=name, prefix=CLINIC_PREFIX)
        elif space is not None and not name.startswith(f"{space}_"):
            remedy = hint("try_name", name=f"{space}_{name}")
            report.error("prefix_missing", path, remedy, name=name, prefix=f"{space}_")


def _brought(package: AppPackage, known_roles: frozenset[str]) -> Iterator[tuple[str, str]]:
    own = {entity.entity for entity in package.entities}
    for entity in package.entities:
        yield f"entities.{entity.name}.entity", entity.entity
        yield f"entities.{entity.name}.plural", entity.plural
    for extension in package.extensions:
        yield from _added(extension)
    for view in package.views:
        if view.entity not in own:
            yield f"views.{view.key}.name", view.name
    for role in package.roles:
        if role.key not in known_roles:
            yield f"roles.{role.key}.key", role.key
    for entry in package.menu:
        yield f"menu.{entry.key}.key", entry.key


def _added(extension: Extension) -> Iterator[tuple[str, str]]:
    prefix = f"entities.{extension.entity}"
    for field in extension.fields:
        yield f"{prefix}.fields.{field.name}.name", field.name
    for pipeline in extension.pipelines:
        yield f"{prefix}.pipelines.{pipeline.name}.name", pipeline.name
    for name, stages in extension.stages.items():
        for stage in stages:
            yield f"{prefix}.pipelines.{name}.stages.{stage.key}.key", stage.key
    for name, options in extension.options.items():
        for option in options:
            yield f"{prefix}.fields.{name}.options.{option.key}.key", option.key
