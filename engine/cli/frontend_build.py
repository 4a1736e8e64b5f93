"""Build the pages of the front ends."""

import argparse

from engine.cli._frontend import ensure_pages

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    del parser


async def run(args: argparse.Namespace) -> int:
    """Build the pages of the front ends whose sources changed."""
    del args
    await ensure_pages()
    return 0
