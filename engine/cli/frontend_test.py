"""Lint, type-check and test the front ends."""

import argparse
import subprocess

from engine.cli._frontend import ensure_packages
from engine.cli._node import WORKSPACES, has_script, node_environment, npm_command
from engine.core.settings import ROOT

__all__ = ["add_arguments", "run"]

SCRIPTS = ("lint", "types", "test")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of the three."""
    parser.add_argument("scripts", nargs="*", default=SCRIPTS, help="lint, types, test")


async def run(args: argparse.Namespace) -> int:
    """Lint, type-check and test the front ends; the first failure ends it."""
    await ensure_packages()
    for workspace in WORKSPACES:
        for script in args.scripts:
            if not has_script(workspace, script):
                continue
            command = npm_command("run", script, "--workspace", workspace)
            done = subprocess.run(command, cwd=ROOT, env=node_environment(), check=False)
            if done.returncode != 0:
                return done.returncode
    return 0
