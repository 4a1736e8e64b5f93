"""Bring a clinic back to an earlier version of its definitions."""

import argparse

from engine.cli._clinic import accept, show_plan, show_progress
from engine.cli._workspace import open_workspace
from engine.core.progress import step
from engine.definitions.clinics import load_clinic
from engine.definitions.publish import rollback
from engine.records.seeds import RecordSeeds

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which clinic and which version."""
    parser.add_argument("version", type=int, help="the version to bring back")
    parser.add_argument("--clinic", required=True, help="the clinic's address")


async def run(args: argparse.Namespace) -> int:
    """Publish an earlier version again; what was retired since comes back with its values."""
    async with open_workspace() as workspace:
        clinic = await load_clinic(workspace.databases, args.clinic)
        with step(f"Bringing back version {args.version}"):
            result = accept(
                await rollback(
                    workspace.databases,
                    clinic,
                    args.version,
                    seed_writer=RecordSeeds(workspace.databases),
                    on_progress=show_progress,
                )
            )
        show_plan(result)
        print(f"{clinic.name}: {result.state}, now version {result.version}.")
    return 0
