"""Create an administrator, and the clinic if there is none with that address yet."""

import argparse
from collections.abc import Sequence

from engine.cli._clinic import ensure_clinic_with_apps
from engine.cli._packages import default_folders, read_packages
from engine.cli._password import ask_password
from engine.cli._workspace import open_workspace
from engine.core.database import Databases
from engine.core.errors import NexusError
from engine.definitions.clinics import find_clinic
from engine.definitions.members import (
    check_person,
    create_account,
    create_member,
    find_account,
    set_active,
    set_roles,
)
from engine.definitions.store import SnapshotStore

__all__ = ["add_arguments", "run"]


class RoleUnknown(NexusError):
    """The clinic has no such role."""

    code = "role_unknown"
    status = 422
    message = {
        "pt-BR": "A clínica não tem o perfil '{role}'.",
        "en": "The clinic has no role '{role}'.",
    }
    hint = {"pt-BR": "Há: {known}.", "en": "There are: {known}."}


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
        roles = tuple(args.role or ["admin"])
        check_person(email=args.email, name=args.name)
        await check_roles(databases, args.clinic, roles)
        account = await find_account(databases, args.email)
        password = None if account else ask_password()
        clinic = await ensure_clinic_with_apps(
            workspace, slug=args.clinic, name=args.clinic_name, timezone=args.timezone
        )
        if account is None:
            account = await create_account(
                databases, email=args.email, name=args.name, password=password
            )
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


async def check_roles(databases: Databases, slug: str, roles: Sequence[str]) -> None:
    """Raises RoleUnknown, naming the roles there are, before anything is made."""
    clinic = await find_clinic(databases, slug)
    model = (await SnapshotStore(databases).current(clinic.id)).model if clinic else None
    if model is None or not model.roles:  # it gets the apps that ship
        model = read_packages(default_folders()).model
    known = [role.key for role in model.roles] if model else []
    for role in roles:
        if role not in known:
            raise RoleUnknown(role=role, known=", ".join(known))
