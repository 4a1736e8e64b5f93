"""Create an administrator, and the clinic if there is none with that address yet."""

import argparse

from engine.cli._clinic import ensure_clinic_with_apps
from engine.cli._password import ask_password
from engine.cli._workspace import open_workspace
from engine.definitions.members import (
    create_account,
    create_member,
    find_account,
    set_active,
    set_roles,
)

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and of which clinic."""
    parser.add_argument("--clinic", required=True, help="the clinic's address: letters, digits, -")
    parser.add_argument("--clinic-name", help="its name, for a clinic that is to be made")
    parser.add_argument("--timezone", default="America/Sao_Paulo")
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", action="append", help="role keys (default: admin)")


async def run(args: argparse.Namespace) -> int:
    """Create an administrator of a clinic; the password is asked for, or read from a pipe.

    An account that is a member already gets the roles, and its access back.
    """
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
        async with databases.core.clinic(clinic.id) as con:
            member = await con.fetchval("select id from _member where account_id = $1", account.id)
        if member is None:
            await create_member(
                databases,
                clinic,
                name=args.name,
                account_id=account.id,
                email=args.email,
                roles=roles,
            )
        else:
            await set_roles(databases, clinic, member, roles)
            await set_active(databases, clinic, member, active=True)
    print(f"{args.email} may now log in to {clinic.name} as {', '.join(roles)}.")
    return 0
