"""List what changes between two packages, or between packages and what a clinic runs."""

import argparse
import json
from pathlib import Path
from typing import Any

from engine.cli._clinic import install_folders
from engine.cli._packages import default_folders, read_packages, show_problems
from engine.cli._plural import plural
from engine.cli._workspace import open_workspace
from engine.definitions.clinics import load_clinic
from engine.definitions.store import SnapshotStore
from metamodel.diff import ModelChange, diff
from metamodel.model import Model

__all__ = ["add_arguments", "run"]

WIDEST = 60
SIGNS = {"add": "+", "remove": "-", "change": "~", "rename": ">"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two folders, or folders and a clinic."""
    parser.add_argument("folders", nargs="*", type=Path, help="OLD NEW, or packages with --clinic")
    parser.add_argument("--clinic", help="compare with what this clinic runs")


async def run(args: argparse.Namespace) -> int:
    """List changes, one a line: + new, - gone, ~ changed, > renamed. Like diff, 1 when any."""
    if args.clinic:
        changes = await diff_with_clinic(args.clinic, args.folders or default_folders())
    elif len(args.folders) == 2:
        old, new = (load_model(folder) for folder in args.folders)
        if new is None or old is None:
            return 2
        changes = diff(old, new)
    else:
        print("Give two package folders, or --clinic with the packages to compare.")
        return 2
    for change in changes:
        print(describe(change))
    print(f"{plural(len(changes), 'change')}.")
    return 1 if changes else 0


async def diff_with_clinic(slug: str, folders: list[Path]) -> list[ModelChange]:
    """What publishing the folders would change in a clinic's model, its own edits kept."""
    async with open_workspace() as workspace:
        clinic = await load_clinic(workspace.databases, slug)
        current = await SnapshotStore(workspace.databases).current(clinic.id)
        result = await install_folders(workspace, clinic, folders, dry_run=True)
        return diff(current.model, result.plan.model) if result.plan else []


def load_model(folder: Path) -> Model | None:
    """The model of a package with the shipped apps it builds on; prints what is wrong with it."""
    reading = read_packages([folder])
    if reading.has_errors:
        show_problems(reading.problems)
    return reading.model


def describe(change: ModelChange) -> str:
    """One line about one change."""
    text = f"{SIGNS[change.op]} {change.kind:8} {change.path}"
    if change.op in ("change", "rename"):
        text += f" {change.attribute or ''}: {brief(change.before)} -> {brief(change.after)}"
    return text


def brief(value: Any) -> str:
    """A value on a line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}…"
