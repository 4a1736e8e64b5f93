"""Bring the system tables of both databases up to date."""

import argparse

from engine.cli._workspace import open_workspace

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    del parser


async def run(args: argparse.Namespace) -> int:
    """Bring the system tables of both databases up to date. A second run changes nothing."""
    del args
    async with open_workspace():
        print("The system tables are up to date.")
    return 0
