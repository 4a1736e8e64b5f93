"""The demo clinic: two units, four people with one known password, believable records.

It is made in an embedded database only: its password is printed in the documentation.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from engine.cli._clinic import ensure_clinic_with_apps, install_folders
from engine.cli._packages import default_folders
from engine.cli._workspace import Workspace
from engine.core.progress import step
from engine.core.tenant import Clinic
from engine.definitions.clinics import find_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import create_account, create_member, create_unit, find_account
from engine.definitions.store import SnapshotStore
from engine.ext import fill_demo

SLUG, NAME = "demo", "Clínica Demonstração"
PASSWORD = "nexus-demo"  # noqa: S105 - known to all on purpose
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS = {**{day: [["08:00", "20:00"]] for day in WEEKDAYS}, "saturday": [["08:00", "14:00"]]}
UNITS = ("Moema", "Av. Paulista")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who logs in to the demo clinic; units by their place in UNITS."""

    login: str
    name: str
    role: str
    units: tuple[int, ...]

    @property
    def email(self) -> str:
        """What they type."""
        return f"{self.login}@demo.local"


PEOPLE = (
    Person(login="admin", name="Administradora Demo", role="admin", units=(0, 1)),
    Person(login="gestor", name="Helena Prado", role="manager", units=(0, 1)),
    Person(login="vendedor", name="Caio Batista", role="seller", units=(0,)),
    Person(login="recepcao", name="Renata Luz", role="reception", units=(0,)),
)
LOGINS = tuple(person.email for person in PEOPLE)


async def ensure_demo_clinic(workspace: Workspace) -> None:
    """Make the demo clinic once, and bring its apps to those that ship.

    The stamp is written last, so a start that was broken off is completed by the next.
    """
    stamp = workspace.settings.var / "demo-apps"
    mark = apps_hash()
    found = await find_clinic(workspace.databases, SLUG)
    if found is not None and stamp.exists() and stamp.read_text() == mark:
        return
    clinic = await ensure_clinic_with_apps(workspace, slug=SLUG, name=NAME)
    await install_folders(workspace, clinic, default_folders())
    with step("Filling the demo clinic"):
        await ensure_people(workspace, clinic)
        snapshot = await SnapshotStore(workspace.databases).current(clinic.id)
        await fill_demo(workspace.databases, clinic, snapshot, datetime.now(UTC))
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


async def ensure_people(workspace: Workspace, clinic: Clinic) -> None:
    """Units, accounts and members, each made once."""
    databases = workspace.databases
    units = await list_names(workspace, clinic, "_unit")
    for name in UNITS:
        if name not in units:
            units[name] = await create_unit(databases, clinic, name=name, hours=HOURS)
    members = await list_names(workspace, clinic, "_member")
    for person in PEOPLE:
        account = await find_account(databases, person.email) or await create_account(
            databases, email=person.email, name=person.name, password=PASSWORD, locale="pt-BR"
        )
        if person.name not in members:
            await create_member(
                databases,
                clinic,
                name=person.name,
                account_id=account.id,
                email=person.email,
                roles=(person.role,),
                units=[units[UNITS[number]] for number in person.units],
            )


async def list_names(workspace: Workspace, clinic: Clinic, table: str) -> dict[str, UUID]:
    """What a system table holds, by name."""
    async with workspace.databases.core.clinic(clinic.id) as con:
        rows = await con.fetch(f"select name, id from {table}")  # noqa: S608
    return {row["name"]: row["id"] for row in rows}


def apps_hash() -> str:
    """Hash of the definitions that ship."""
    digest = hashlib.sha256()
    for folder in default_folders():
        for name, text in read_folder(folder).items():
            digest.update(f"{folder.name}/{name}\0{text}\0".encode())
    return digest.hexdigest()
