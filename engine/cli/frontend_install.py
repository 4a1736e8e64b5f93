"""Install the packages of the front ends."""

import argparse

from engine.cli._frontend import ensure_packages

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    del parser


async def run(args: argparse.Namespace) -> int:
    """Install the packages of the front ends as locked; does nothing when they are there."""
    del args
    await ensure_packages()
    return 0
