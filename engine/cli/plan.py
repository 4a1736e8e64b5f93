"""Show what publishing packages to a clinic would do; nothing is changed."""

import argparse
from pathlib import Path

from engine.cli._clinic import install_folders, show_plan
from engine.cli._moves import add_moves, gather_moves
from engine.cli._packages import default_folders
from engine.cli._workspace import open_workspace
from engine.definitions.clinics import load_clinic

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which clinic and which packages."""
    parser.add_argument("folders", nargs="*", type=Path, help="package folders (default: shipped)")
    add_moves(parser)
    parser.add_argument("--clinic", required=True, help="the clinic's address")


async def run(args: argparse.Namespace) -> int:
    """Show the steps of a publish, in order, with what of each can be taken back."""
    async with open_workspace() as workspace:
        clinic = await load_clinic(workspace.databases, args.clinic)
        folders = args.folders or default_folders()
        moves = gather_moves(args.move)
        show_plan(
            await install_folders(workspace, clinic, folders, dry_run=True, stage_moves=moves)
        )
    return 0
