"""Set a new password for an account and end its sessions."""

import argparse

from engine.cli._password import ask_password
from engine.cli._workspace import open_workspace
from engine.core.errors import NotFound
from engine.definitions.members import find_account, set_password

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose."""
    parser.add_argument("--email", required=True)


async def run(args: argparse.Namespace) -> int:
    """Set a new password, asked for or read from a pipe; every session of the account ends."""
    async with open_workspace() as workspace:
        account = await find_account(workspace.databases, args.email)
        if account is None:
            raise NotFound(email=args.email)
        await set_password(workspace.databases, account.id, ask_password())
    print(f"The password of {account.email} is changed; its sessions have ended.")
    return 0
