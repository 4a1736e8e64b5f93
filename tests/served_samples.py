"""Clinics served with the entity of many types, for the proofs with many writers."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from uuid import UUID

import httpx
from starlette.types import ASGIApp

from engine.api.app import create_app
from engine.core.database import Databases
from engine.core.settings import Settings
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import create_account, create_member, create_unit
from engine.definitions.packages import install_packages
from engine.definitions.store import SnapshotStore
from engine.records.seeds import RecordSeeds
from tests.database.api.conftest import APPS, lifespan
from tests.ledger import Ledger, open_ledger
from tests.many_types import ENTITY, package
from tests.writers import Writers

PASSWORD = "a-long-password-for-tests"


async def make_clinic(databases: Databases, slug: str) -> tuple[Clinic, dict[str, str]]:
    """A clinic with the entity, somebody who may do anything, and the ids values are made of."""
    clinic = await create_clinic(databases, slug=slug, name=slug)
    ids: dict[str, UUID] = {"Moema": await create_unit(databases, clinic, name="Moema")}
    account = await create_account(
        databases, email=f"admin@{slug}.test", name="Admin", password=PASSWORD
    )
    for name in ("Ana", "Bia"):
        ids[name] = await create_member(
            databases,
            clinic,
            name=name,
            account_id=account.id if name == "Ana" else None,
            email=account.email if name == "Ana" else None,
            roles=("admin",),
        )
    result = await install_packages(
        databases,
        clinic,
        [*(read_folder(path) for path in APPS), package()],
        seed_writer=RecordSeeds(databases),
    )
    assert result.is_ok, result.problems
    return clinic, {name: str(each) for name, each in ids.items()}


async def sign_in(client: httpx.AsyncClient, clinic: Clinic) -> None:
    """As the one who may do anything."""
    sent = {"email": f"admin@{clinic.slug}.test", "password": PASSWORD}
    answer = await client.post("/api/session", json=sent)
    assert answer.status_code == 200, answer.text
    client.headers["x-csrf-token"] = answer.json()["csrf"]


async def fill_ids(client: httpx.AsyncClient, ids: dict[str, str]) -> None:
    """Procedures and teams to link to."""
    for plural, names in (("procedures", ("Botox", "Peeling")), ("teams", ("Norte", "Sul"))):
        for name in names:
            answer = await client.post(f"/api/data/{plural}", json={"name": name})
            assert answer.status_code == 201, answer.text
            ids[name] = answer.json()["data"]["id"]


@asynccontextmanager
async def served(databases: Databases, var: Path) -> AsyncGenerator[ASGIApp]:
    """The application over these databases, in this process."""
    settings = Settings(
        database_url=databases.core.dsn, chat_database_url=databases.chat.dsn, var=var
    )
    app = create_app(settings)
    async with lifespan(app):
        yield app


async def read_ledger(databases: Databases, clinic: Clinic) -> Ledger:
    """What stands of a clinic's samples."""
    snapshot = await SnapshotStore(databases).refresh(clinic.id)
    return await open_ledger(databases, clinic, snapshot, ENTITY)


async def write_at_once(
    databases: Databases, var: Path, *, seconds: float, records: int, writers: int, seed: int
) -> tuple[list[tuple[Writers, Ledger]], Sequence[str]]:
    """Two clinics, their writers turn by turn on one pool: who was told what, what stands, and all
    that is wrong."""
    found: list[tuple[Writers, Ledger]] = []
    wrong: list[str] = []
    clinics = [await make_clinic(databases, slug) for slug in ("um", "dois")]
    async with served(databases, var) as app:
        crews: list[Writers] = []
        for number, (clinic, ids) in enumerate(clinics):
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://nexus.test")
            await sign_in(client, clinic)
            await fill_ids(client, ids)
            crews.append(Writers(client=client, ids=ids, seed=seed + number, most=records))
            await crews[-1].begin(records)
        until = monotonic() + seconds
        await asyncio.gather(
            *(
                crew.write(number, lambda: monotonic() > until)
                for number in range(writers)
                for crew in crews
            )
        )
        for crew in crews:
            await crew.client.aclose()
    for (clinic, _), crew in zip(clinics, crews, strict=True):
        ledger = await read_ledger(databases, clinic)
        wrong += [f"{clinic.slug}: {each}" for each in (*ledger.wrong(), *crew.lost(ledger))]
        found.append((crew, ledger))
    return found, wrong
