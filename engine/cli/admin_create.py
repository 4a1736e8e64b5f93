"""Create an administrator, and the clinic if there is none with that address yet."""

import argparse
import getpass
import sys

from engine.cli._clinic import ensure_clinic_with_apps
from engine.cli._workspace import open_workspace
from engine.core.errors import NexusError
from engine.definitions.members import create_account, create_member, find_account

__all__ = ["add_arguments", "run"]

SHORTEST = 10


class PasswordRefused(NexusError):
    """The password is too short, or was typed differently the second time."""

    code = "password_refused"
    status = 422
    message = {"pt-BR": "Senha recusada: {reason}.", "en": "Password refused: {reason}."}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and of which clinic."""
    parser.add_argument("--clinic", required=True, help="the clinic's address: letters, digits, -")
    parser.add_argument("--clinic-name", help="its name, for a clinic that is to be made")
    parser.add_argument("--timezone", default="America/Sao_Paulo")
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", action="append", help="role keys (default: admin)")


async def run(args: argparse.Namespace) -> int:
    """Create an administrator of a clinic; the password is asked for, or read from a pipe."""
    async with open_workspace() as workspace:
        databases = workspace.databases
        account = await find_account(databases, args.email)
        password = None if account else ask_password()
        clinic = await ensure_clinic_with_apps(
            workspace, slug=args.clinic, name=args.clinic_name, timezone=args.timezone
        )
        if account is None:
            account = await create_account(
                databases, email=args.email, name=args.name, password=password
            )
        roles = tuple(args.role or ["admin"])
        await create_member(
            databases, clinic, name=args.name, account_id=account.id, email=args.email, roles=roles
        )
    print(f"{args.email} may now log in to {clinic.name} as {', '.join(roles)}.")
    return 0


def ask_password() -> str:
    """Ask twice on a terminal; otherwise take the first line of the input."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise PasswordRefused(reason="the two differ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        raise PasswordRefused(reason=f"it has fewer than {SHORTEST} characters")
    return password
