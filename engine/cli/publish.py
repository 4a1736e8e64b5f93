"""Publish packages to a clinic: checked, planned, run step by step, switched."""

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
    """Publish packages to a clinic; an interrupted publish is completed first."""
    async with open_workspace() as workspace:
        clinic = await load_clinic(workspace.databases, args.clinic)
        result = await install_folders(
            workspace,
            clinic,
            args.folders or default_folders(),
            stage_moves=gather_moves(args.move),
        )
        if result.state == "published":
            show_plan(result)
        print(f"{clinic.name}: {result.state}, version {result.version}.")
    return 0
