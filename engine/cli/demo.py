"""Make the demo clinic, or add more believable records to it."""

import argparse

from engine.cli._clinic import ensure_clinic_with_apps
from engine.cli._demo_clinic import (
    LOGINS,
    NAME,
    PASSWORD,
    SIZE,
    SLUG,
    ensure_demo_clinic,
    ensure_people,
)
from engine.cli._workspace import open_workspace
from engine.core.progress import step
from engine.definitions.store import SnapshotStore
from engine.ext.demo import load_demo

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much."""
    parser.add_argument(
        "--leads", type=int, default=0, help=f"add so many leads (the clinic starts with {SIZE})"
    )


async def run(args: argparse.Namespace) -> int:
    """Make the demo clinic in the database in use, with its logins; their password is public."""
    async with open_workspace() as workspace:
        await ensure_demo_clinic(workspace)
        if args.leads > 0:
            clinic = await ensure_clinic_with_apps(workspace, slug=SLUG, name=NAME)
            people = await ensure_people(workspace, clinic)
            snapshot = await SnapshotStore(workspace.databases).current(clinic.id)
            with step(f"Adding {args.leads} leads"):
                count = await load_demo(workspace.databases, clinic, snapshot, people, args.leads)
            print(f"{count} records added.")
    print(f"Clinic '{SLUG}'. Log in as {', '.join(LOGINS)} with password {PASSWORD}.")
    return 0
