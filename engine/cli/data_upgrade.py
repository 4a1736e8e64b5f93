"""Move the embedded database to the PostgreSQL major this version runs."""

import argparse
from pathlib import Path

from engine.core.postgres.upgrade import upgrade
from engine.core.progress import step
from engine.core.settings import Settings

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the old programs are."""
    parser.add_argument(
        "--old-bin",
        type=Path,
        metavar="FOLDER",
        help="bin folder of the old PostgreSQL (default: /usr/lib/postgresql/<major>/bin)",
    )


async def run(args: argparse.Namespace) -> int:
    """Move the embedded database to the PostgreSQL major this version runs; the old data stay."""
    with step("Upgrading the data"):
        done = upgrade(Settings.load().var, args.old_bin, lambda text: print(f"  {text}"))
    if done is None:
        print("The data already are of the current PostgreSQL.")
        return 0
    print(f"The data moved from PostgreSQL {done.old_major} to {done.new_major}.")
    print(f"The old data stay in {done.kept} until you remove them.")
    return 0
