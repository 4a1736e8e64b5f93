"""Packages on disk: which folders, what they define, what is wrong with them."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.core.settings import ROOT
from engine.definitions.catalogue import build_catalogue
from engine.definitions.check_values import check_values
from engine.definitions.folder import read_folder
from metamodel.loader import read_package
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.sources import check_sources

APPS = ROOT / "default_apps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What folders hold: packages that could be read, their model if there is one, all problems."""

    folders: Mapping[str, Path]
    packages: tuple[AppPackage, ...]
    model: Model | None
    problems: tuple[tuple[Path, Problem], ...]

    @property
    def has_errors(self) -> bool:
        """Whether a problem is more than a warning."""
        return any(problem.severity == "error" for _, problem in self.problems)


def default_folders() -> list[Path]:
    """The apps that ship with the product."""
    return sorted(path.parent for path in APPS.glob("*/app.yaml"))


def read_packages(folders: Sequence[Path]) -> Reading:
    """Read and check packages together with the shipped apps they build on. Of those, only what
    concerns the packages is said."""
    named = {folder.resolve().name: folder for folder in folders}
    shipped = {folder.name: folder for folder in default_folders() if folder.name not in named}
    chosen = {**shipped, **named}
    beside = [read_package(read_folder(folder)).package for folder in shipped.values()]
    checked = check_sources(
        [read_folder(folder) for folder in named.values()],
        build_catalogue(),
        installed=[package for package in beside if package is not None],
        further=check_values,
    )
    problems = tuple((folder_of(problem, chosen), problem) for problem in checked.problems)
    return Reading(
        folders=chosen, packages=checked.packages, model=checked.model, problems=problems
    )


def folder_of(problem: Problem, folders: Mapping[str, Path]) -> Path:
    """The package whose file a problem of the whole model names."""
    if problem.app is not None and problem.app in folders:
        return folders[problem.app]
    named = folders.get(problem.path.removeprefix("apps.").partition(".")[0])
    holding = [folder for folder in folders.values() if (folder / (problem.file or "?")).exists()]
    return named if named in holding else next(iter(holding), Path())


def show_problems(problems: Iterable[tuple[Path, Problem]]) -> None:
    """Print problems as `file:line`, which editors turn into links, each with its remedy."""
    for folder, problem in problems:
        place = problem.path
        if problem.file:
            path = Path(os.path.relpath(folder / problem.file))
            place = f"{path}:{problem.line or 1}: {problem.path}"
        print(f"{place}: {problem.severity} {problem.code}: {problem.message.get('en', '')}")
        if problem.hint:
            print(f"    {problem.hint.get('en', '')}")
