"""The demo clinic: two units, four people with one known password, believable records.

It is made in an embedded database only: its password is printed in the documentation.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from engine.cli._clinic import ensure_clinic_with_apps, install_folders
from engine.cli._packages import default_folders
from engine.cli._workspace import Workspace
from engine.core.progress import step
from engine.core.tenant import Clinic
from engine.definitions.clinics import find_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import (
    create_account,
    create_holiday,
    create_member,
    create_unit,
    find_account,
)
from engine.definitions.store import SnapshotStore
from engine.ext.demo import DemoPerson, load_demo

SLUG, NAME = "demo", "Clínica Demonstração"
PASSWORD = "nexus-demo"  # noqa: S105 - known to all on purpose
SIZE = 240
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS = {**{day: [["08:00", "20:00"]] for day in WEEKDAYS}, "saturday": [["08:00", "14:00"]]}
UNITS = ("Moema", "Av. Paulista")
HOLIDAYS = (
    (1, 1, "Confraternização Universal"),
    (9, 7, "Independência do Brasil"),
    (10, 12, "Nossa Senhora Aparecida"),
    (11, 2, "Finados"),
    (11, 15, "Proclamação da República"),
    (12, 25, "Natal"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the demo clinic; without a login nobody can sign in as them."""

    name: str
    role: str
    login: str | None = None
    units: tuple[int, ...] = ()


PEOPLE = (
    Person(name="Administradora Demo", role="admin", login="admin", units=(0, 1)),
    Person(name="Helena Prado", role="manager", login="gestor", units=(0, 1)),
    Person(name="Caio Batista", role="seller", login="vendedor", units=(0,)),
    Person(name="Renata Luz", role="reception", login="recepcao", units=(0,)),
    Person(name="Bianca Rocha", role="seller", units=(1,)),
    Person(name="Otávio Reis", role="seller", units=(0, 1)),
)
LOGINS = tuple(f"{person.login}@demo.local" for person in PEOPLE if person.login)


async def ensure_demo_clinic(workspace: Workspace) -> None:
    """Make the demo clinic once, and bring its apps to those that ship."""
    stamp = workspace.settings.var / "demo-apps"
    mark = apps_hash()
    found = await find_clinic(workspace.databases, SLUG)
    if found is not None and stamp.exists() and stamp.read_text() == mark:
        return
    clinic = await ensure_clinic_with_apps(workspace, slug=SLUG, name=NAME)
    await install_folders(workspace, clinic, default_folders())
    with step("Making the demo clinic"):
        people = await ensure_people(workspace, clinic)
        await ensure_records(workspace, clinic, people, SIZE)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


async def ensure_people(workspace: Workspace, clinic: Clinic) -> list[DemoPerson]:
    """Units, holidays, accounts and members, each made once."""
    databases = workspace.databases
    units = await names_to_ids(workspace, clinic, "_unit")
    for name in UNITS:
        if name not in units:
            units[name] = await create_unit(databases, clinic, name=name, hours=HOURS)
    if not await names_to_ids(workspace, clinic, "_holiday"):
        year = date.today().year  # noqa: DTZ011 - a year is enough
        for month, day, name in HOLIDAYS:
            await create_holiday(databases, clinic, day=date(year, month, day), name=name)
    members = await names_to_ids(workspace, clinic, "_member")
    people: list[DemoPerson] = []
    for person in PEOPLE:
        own = tuple(units[UNITS[number]] for number in person.units)
        member = members.get(person.name) or await add_person(workspace, clinic, person, own)
        people.append(DemoPerson(id=member, roles=(person.role,), units=own))
    return people


async def add_person(
    workspace: Workspace, clinic: Clinic, person: Person, units: Sequence[UUID]
) -> UUID:
    """A member, with an account when they sign in."""
    account_id, email = None, None
    if person.login:
        email = f"{person.login}@demo.local"
        account = await find_account(workspace.databases, email) or await create_account(
            workspace.databases, email=email, name=person.name, password=PASSWORD, locale="pt-BR"
        )
        account_id = account.id
    return await create_member(
        workspace.databases,
        clinic,
        name=person.name,
        account_id=account_id,
        email=email,
        roles=(person.role,),
        units=units,
    )


async def ensure_records(
    workspace: Workspace, clinic: Clinic, people: Sequence[DemoPerson], size: int
) -> int:
    """Fill the clinic unless it has leads; returns how many records were made."""
    snapshot = await SnapshotStore(workspace.databases).current(clinic.id)
    lead = snapshot.model.entity_by_name.get("lead")
    if lead is not None and lead.id is not None:
        table = snapshot.storage.entities[lead.id].table
        async with workspace.databases.core.clinic(clinic.id) as con:
            if await con.fetchval(f'select exists(select from "{table}")'):  # noqa: S608
                return 0
    return await load_demo(workspace.databases, clinic, snapshot, people, size)


async def names_to_ids(workspace: Workspace, clinic: Clinic, table: str) -> dict[str, UUID]:
    """What a system table holds, by name."""
    async with workspace.databases.core.clinic(clinic.id) as con:
        rows: list[asyncpg.Record] = await con.fetch(f"select name, id from {table}")  # noqa: S608
    return {row["name"]: row["id"] for row in rows}


def apps_hash() -> str:
    """Hash of the definitions that ship."""
    digest = hashlib.sha256()
    for folder in default_folders():
        for name, text in read_folder(folder).items():
            digest.update(f"{folder.name}/{name}\0{text}\0".encode())
    return digest.hexdigest()
