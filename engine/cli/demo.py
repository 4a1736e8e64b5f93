"""Make the demo clinic in the database in use, or complete it."""

import argparse

from engine.cli._demo_clinic import LOGINS, PASSWORD, SLUG, ensure_demo_clinic
from engine.cli._workspace import open_workspace

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    del parser


async def run(args: argparse.Namespace) -> int:
    """Make the demo clinic with believable records. Its password is public: never in production."""
    del args
    async with open_workspace() as workspace:
        await ensure_demo_clinic(workspace)
    print(f"Clinic '{SLUG}'. Log in as {', '.join(LOGINS)} with password {PASSWORD}.")
    return 0
