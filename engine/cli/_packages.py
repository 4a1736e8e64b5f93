"""Packages on disk: which folders, what they define, what is wrong with them."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.core.settings import ROOT
from engine.definitions.catalogue import build_catalogue
from engine.definitions.check_values import check_values
from engine.definitions.folder import read_folder
from metamodel.loader import read_package
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.package_reader import Loading
from metamodel.problem import Problem
from metamodel.sources import check_sources

APPS = ROOT / "default_apps"
KEY = re.compile(r"^key:\s*[\"']?(\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFolder:
    """A package where it lies. `key` is what its app.yaml says, whatever the folder is called."""

    path: Path
    key: str
    files: dict[str, str]
    loading: Loading


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What folders hold: packages that could be read, their model if there is one, all problems."""

    packages: tuple[AppPackage, ...]
    model: Model | None
    problems: tuple[tuple[str, Problem], ...]

    @property
    def has_errors(self) -> bool:
        """Whether a problem is more than a warning."""
        return any(problem.severity == "error" for _, problem in self.problems)


def default_folders() -> list[Path]:
    """The apps that ship with the product."""
    return sorted(path.parent for path in APPS.glob("*/app.yaml"))


def open_folder(path: Path) -> PackageFolder:
    """Read a package's files, and of them what can be read."""
    files = read_folder(path)
    loading = read_package(files)
    told = KEY.search(files.get("app.yaml", ""))
    key = loading.package.key if loading.package else told[1] if told else path.resolve().name
    return PackageFolder(path=path, key=key, files=files, loading=loading)


def read_packages(folders: Sequence[Path]) -> Reading:
    """Read and check packages together with the shipped apps they build on. Of those, only what
    concerns the packages is said."""
    named = [open_folder(path) for path in folders]
    keys = {folder.key for folder in named}
    shipped = [each for path in default_folders() if (each := open_folder(path)).key not in keys]
    checked = check_sources(
        [folder.files for folder in named],
        build_catalogue(),
        installed=[each.loading.package for each in shipped if each.loading.package is not None],
        further=check_values,
    )
    return Reading(
        packages=checked.packages,
        model=checked.model,
        problems=place_problems(checked.problems, [*named, *shipped]),
    )


def place_problems(
    problems: Iterable[Problem], folders: Sequence[PackageFolder]
) -> tuple[tuple[str, Problem], ...]:
    """Each problem with its `file:line` from where the person stands, or the place it names."""
    return tuple((place_of(problem, folders), problem) for problem in problems)


def place_of(problem: Problem, folders: Sequence[PackageFolder]) -> str:
    """Where a problem stands: a file editors can open, or the path of the definition."""
    if not problem.file:
        return problem.path
    line = f"{problem.line or 1}: {problem.path}"
    found = [each for each in folders if problem.app is not None and each.key == problem.app]
    if problem.app is None:
        found = [each for each in folders if problem in each.loading.problems]
        found = found or [each for each in folders if problem.file in each.files]
    if found:
        return f"{os.path.relpath(found[0].path / problem.file)}:{line}"
    return f"{problem.app}/{problem.file}:{line}" if problem.app else f"{problem.file}:{line}"


def show_problems(problems: Iterable[tuple[str, Problem]]) -> None:
    """Print problems as `file:line`, which editors turn into links, each with its remedy."""
    for place, problem in problems:
        print(f"{place}: {problem.severity} {problem.code}: {problem.message.get('en', '')}")
        if problem.hint:
            print(f"    {problem.hint.get('en', '')}")
