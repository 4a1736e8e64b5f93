"""Whose an app key is: who may take it, and who needs the app that has it."""

from collections.abc import Mapping, Sequence

from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.wording import Whole, problem

__all__ = ["explain_needed", "explain_taken"]


def explain_taken(
    packages: Sequence[AppPackage], installed: Mapping[str, AppPackage]
) -> list[Problem]:
    """A problem for each package whose key is that of another app, and nothing else of it."""
    return [
        problem(
            "app_key_taken",
            f"apps.{package.key}.key",
            file="app.yaml",
            line=place[1].line if (place := package.sources.find("apps." + package.key)) else None,
            name=package.key,
        )
        for package in packages
        if package.key in installed and not _is_version_of(package, installed[package.key])
    ]


def _is_version_of(package: AppPackage, known: AppPackage) -> bool:
    if known.manifest.owner is not None and known.manifest.owner != package.manifest.owner:
        return False
    names = {each for entity in known.entities for each in (entity.name, entity.id)} - {None}
    return not names or any(
        entity.name in names or entity.id in names for entity in package.entities
    )


def explain_needed(key: str, installed: Mapping[str, AppPackage]) -> Problem | None:
    """Why an app cannot be taken away, or None."""
    if any(entity.system is not None for entity in installed[key].entities):
        return problem("app_base", f"apps.{key}", name=key)
    needing = [each.key for each in installed.values() if key in each.manifest.requires]
    if not needing:
        return None
    return problem("app_needed", f"apps.{key}", name=key, apps=Whole(", ".join(needing)))
