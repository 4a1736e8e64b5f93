"""The benched clinic: shipped apps, a seller of one unit, seeded data; made once for each size."""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from engine.core.database import Databases
from engine.core.embedded import ClusterUrls
from engine.core.settings import ROOT
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic, drop_clinic, find_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import (
    create_account,
    create_member,
    create_unit,
    find_account,
)
from engine.definitions.migrations import migrate
from engine.definitions.packages import install_packages
from engine.definitions.store import SnapshotStore
from engine.records.seeds import RecordSeeds
from tests.bench.seed import fill
from tests.bench.tables import Tables

APPS = [ROOT / "default_apps" / key for key in ("core", "leads", "agenda")]
PASSWORD = "a-long-password-for-the-bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the servers and the load generator need."""

    urls: ClusterUrls
    var: Path
    rows: int
    slug: str
    email: str
    floor: Path


async def prepare(urls: ClusterUrls, var: Path, rows: int) -> Bench:
    """The clinic with `rows` leads; one left half filled is made anew."""
    databases = Databases.open(urls.core_url, urls.chat_url, size=2)
    slug = f"bench-{rows}"
    stamp = var / f"{slug}.filled"
    try:
        await migrate(databases)
        clinic = await find_clinic(databases, slug)
        if clinic is not None and not stamp.exists():
            await drop_clinic(databases, clinic)
            clinic = None
        if clinic is None:
            print(f"Making {rows} leads …", flush=True)
            clinic = await _make(databases, slug, rows)
            stamp.touch()
        return Bench(
            urls=urls,
            var=var,
            rows=rows,
            slug=slug,
            email=_email(slug),
            floor=await _write_floor(databases, clinic, urls, var / f"{slug}.json"),
        )
    finally:
        await databases.close()


def _email(slug: str) -> str:
    return f"seller@{slug}.test"


async def _make(databases: Databases, slug: str, rows: int) -> Clinic:
    clinic = await create_clinic(databases, slug=slug, name=slug)
    units = (
        await create_unit(databases, clinic, name="Moema"),
        await create_unit(databases, clinic, name="Av. Paulista"),
    )
    result = await install_packages(
        databases, clinic, [read_folder(path) for path in APPS], seed_writer=RecordSeeds(databases)
    )
    assert result.is_ok, result.problems
    email = _email(slug)
    account = await find_account(databases, email) or await create_account(
        databases, email=email, name="Vendedora", password=PASSWORD
    )
    seller = await create_member(
        databases,
        clinic,
        name="Vendedora",
        account_id=account.id,
        roles=("seller",),
        units=units[:1],
    )
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id, role="owner") as con:
        await fill(con, Tables(snapshot), rows=rows, seller=seller, units=units)
    return clinic


async def _seller(databases: Databases, clinic: Clinic) -> UUID:
    async with databases.core.clinic(clinic.id) as con:
        found: UUID = await con.fetchval("select id from _member where account_id is not null")
    return found


async def _write_floor(databases: Databases, clinic: Clinic, urls: ClusterUrls, path: Path) -> Path:
    tables = Tables(await SnapshotStore(databases).current(clinic.id))
    path.write_text(
        json.dumps(
            {
                "dsn": urls.core_url,
                "schema": clinic.schema,
                "role": clinic.app_role,
                "s1": tables.statement("floor_s1"),
                "s2": tables.statement("floor_s2"),
                "s4": tables.statement("floor_s4"),
                "s5": tables.statement("floor_s5"),
                "s6": tables.statement("floor_s6"),
                "seller": str(await _seller(databases, clinic)),
            }
        )
    )
    path.chmod(0o600)
    return path
