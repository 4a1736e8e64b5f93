"""Take away files that no record holds and nobody can want back."""

import argparse
from datetime import UTC, datetime

from engine.cli._plural import plural
from engine.cli._workspace import open_workspace
from engine.core.file_store import LocalFileStore
from engine.records.file_sweep import sweep_all

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


async def run(args: argparse.Namespace) -> int:
    """Sweep uploads and files let go; the server does the same by itself, every hour."""
    async with open_workspace() as workspace:
        settings = workspace.settings
        store = LocalFileStore(settings.file_folder)
        count = await sweep_all(workspace.databases, store, settings.var, datetime.now(UTC))
    print(f"{plural(count, 'file')} taken away")
    return 0
