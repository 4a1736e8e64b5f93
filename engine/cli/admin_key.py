"""Print a new key for NEXUS_KEYS."""

import argparse

from engine.core.keyring import format_keys, new_key

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    del parser


async def run(args: argparse.Namespace) -> int:
    """Print a new key for NEXUS_KEYS. Put it first to sign with it; keep the old ones to verify."""
    del args
    print(format_keys([new_key()]), end="")
    return 0
