"""Numbered SQL of the system tables: `system/` once per database, `clinic/` once per clinic schema.

A file name says its number and the datasource it is for: `0002_core_control_plane.sql`. Each file
runs once, in one transaction, under an advisory lock; a file that was applied is never edited.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import asyncpg

from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.errors import NexusError
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from metamodel.value import Value

__all__ = ["Migration", "MigrationChanged", "list_migrations", "migrate", "migrate_clinic"]

Scope = Literal["system", "clinic"]

_FILE = re.compile(r"(\d{4})_(core|chat|both)_([a-z_]+)\.sql\Z")
_LOCK = 7_151_004_273_661


class MigrationChanged(NexusError):
    """A migration that was applied has other content now."""

    code = "migration_changed"
    message = {
        "pt-BR": "Uma migração já aplicada foi alterada. Instale uma versão mais nova do sistema.",
        "en": "An applied migration was changed. Install a newer version of the system.",
    }


class Migration(Value):
    """One file. `hash` is of its text, before names are filled in."""

    number: int
    name: str
    sql: str
    hash: str


@cache
def list_migrations(scope: Scope, datasource: Datasource) -> tuple[Migration, ...]:
    """The files of one scope that concern a datasource, in order."""
    found: list[Migration] = []
    for path in sorted((Path(__file__).parent / scope).glob("*.sql")):
        match = _FILE.match(path.name)
        if match is None:
            raise ValueError(f"not a migration name: {path.name}")
        if match[2] in (datasource, "both"):
            text = path.read_text(encoding="utf-8")
            digest = hashlib.sha256(text.encode()).hexdigest()[:32]
            found.append(Migration(number=int(match[1]), name=match[3], sql=text, hash=digest))
    return tuple(found)


async def migrate(databases: Databases) -> int:
    """Bring both databases and every clinic in them up to date. Returns how many files ran."""
    ran = 0
    for datasource in DATASOURCES:
        async with databases.source(datasource).system() as con:
            ran += await _migrate_system(con, datasource)
    async with databases.core.system() as con:
        rows = await con.fetch("select * from nexus.clinic where ready_at is not null")
    for row in rows:
        clinic = _clinic(row)
        for datasource in DATASOURCES:
            async with databases.source(datasource).clinic(clinic.id, role="owner") as con:
                ran += await migrate_clinic(con, clinic, datasource)
    return ran


async def migrate_clinic(con: Connection, clinic: Clinic, datasource: Datasource) -> int:
    """Run what is missing in the schema of one clinic; `con` speaks as its owner role."""
    async with con.transaction():
        await con.execute("select pg_advisory_xact_lock($1)", _LOCK)
        await con.execute(
            "create table if not exists _migration (number integer primary key, name text not null,"
            " hash text not null, applied_at timestamptz not null default now())"
        )
        names = {"app": f'"{clinic.app_role}"', "owner": f'"{clinic.owner_role}"'}
        return await _run(con, list_migrations("clinic", datasource), "_migration", names)


async def _migrate_system(con: Connection, datasource: Datasource) -> int:
    async with con.transaction():
        await con.execute("select pg_advisory_xact_lock($1)", _LOCK)
        await con.execute("set local client_min_messages = warning")
        await con.execute("create schema if not exists nexus")
        await con.execute(
            "create table if not exists nexus.migration (number integer primary key,"
            " name text not null, hash text not null,"
            " applied_at timestamptz not null default now())"
        )
        return await _run(con, list_migrations("system", datasource), "nexus.migration", {})


async def _run(
    con: Connection, files: tuple[Migration, ...], table: str, names: Mapping[str, str]
) -> int:
    rows = await con.fetch(f"select number, hash from {table}")
    applied: dict[int, str] = {row["number"]: row["hash"] for row in rows}
    ran = 0
    for file in files:
        if file.number in applied:
            if applied[file.number] != file.hash:
                raise MigrationChanged(number=file.number, name=file.name)
            continue
        text = file.sql
        for name, value in names.items():
            text = re.sub(rf"(?<!:):{name}\b", value, text)
        await con.execute(text)
        await con.execute(
            f"insert into {table} (number, name, hash) values ($1, $2, $3)",
            file.number,
            file.name,
            file.hash,
        )
        ran += 1
    return ran


def _clinic(row: asyncpg.Record) -> Clinic:
    return Clinic(**{key: row[key] for key in ("id", "slug", "name", "timezone", "locale")})
