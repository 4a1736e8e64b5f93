"""Check packages: every problem at once, with file, line and remedy."""

import argparse
from pathlib import Path

from engine.cli._packages import default_folders, read_packages, show_problems
from engine.cli._plural import plural
from engine.definitions.folder import read_folder

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which packages, and whether to write ids."""
    parser.add_argument(
        "folders", nargs="*", type=Path, help="package folders (default: the apps that ship)"
    )
    parser.add_argument(
        "--fix", action="store_true", help="write missing ids into the files, comments kept"
    )


async def run(args: argparse.Namespace) -> int:
    """Check packages together with the shipped apps they build on; 1 when there are errors."""
    folders: list[Path] = args.folders or default_folders()
    if args.fix:
        for folder in folders:
            fix(folder)
    reading = read_packages(folders)
    show_problems(reading.problems)
    count = plural(len(reading.problems), "problem")
    print(f"{plural(len(folders), 'package')} checked, {count}.")
    return 1 if reading.has_errors else 0


def fix(folder: Path) -> None:
    """Write ids where definitions lack them."""
    from metamodel.identify import write_ids

    before = read_folder(folder)
    for name, text in write_ids(before).items():
        if text != before[name]:
            (folder / name).write_text(text, encoding="utf-8")
            print(f"  wrote ids into {folder / name}")
