"""Clinics: created in both databases with their own schema and roles, loaded, moved between modes.

Creating is idempotent: a clinic left half made by a crash is completed by the same call.
"""

import re
from contextlib import suppress
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import asyncpg

from engine.core.database import DATASOURCES, Databases
from engine.core.errors import Fault, InvalidInput, NexusError, NotFound
from engine.core.ids import new_short_id
from engine.core.pool import AffinePool, Connection
from engine.core.tenant import Clinic
from engine.definitions.fence import raise_policy
from engine.definitions.migrations import migrate_clinic

__all__ = [
    "ClinicMode",
    "SlugTaken",
    "create_clinic",
    "drop_clinic",
    "ensure_clinic",
    "find_clinic",
    "load_clinic",
    "load_clinics",
    "set_mode",
]

ClinicMode = Literal["live", "sandbox", "frozen"]

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_COLUMNS = "id, slug, name, timezone, locale"


class SlugTaken(NexusError):
    """Another clinic has this slug."""

    code = "slug_taken"
    status = 409
    message = {
        "pt-BR": "Já existe uma clínica com este endereço.",
        "en": "There already is a clinic with this address.",
        "es": "Ya existe una clínica con esta dirección.",
    }


async def create_clinic(
    databases: Databases,
    *,
    slug: str,
    name: str,
    timezone: str = "America/Sao_Paulo",
    locale: str = "pt-BR",
) -> Clinic:
    """Make a clinic in both databases, or complete a half-made one. Raises SlugTaken."""
    _check(slug, timezone)
    async with databases.core.system() as con:
        row = await con.fetchrow(
            "insert into nexus.clinic (id, slug, name, timezone, locale)"
            " values ($1, $2, $3, $4, $5)"
            " on conflict (slug) do update set name = excluded.name, timezone = excluded.timezone,"
            " locale = excluded.locale where clinic.ready_at is null"
            f" returning {_COLUMNS}",
            new_short_id(),
            slug,
            name,
            timezone,
            locale,
        )
    if row is None:
        raise SlugTaken(slug=slug)
    clinic = _clinic(row)
    for datasource in reversed(DATASOURCES):
        pool = databases.source(datasource)
        await _ensure_schema(pool, clinic)
        async with pool.clinic(clinic.id, role="owner") as con:
            await migrate_clinic(con, clinic, datasource)
    async with databases.core.system() as con:
        await con.execute(
            "update nexus.clinic set ready_at = coalesce(ready_at, now()) where id = $1", clinic.id
        )
    return clinic


async def ensure_clinic(
    databases: Databases,
    *,
    slug: str,
    name: str,
    timezone: str = "America/Sao_Paulo",
    locale: str = "pt-BR",
) -> Clinic:
    """The clinic with this slug, made when there is none."""
    found = await find_clinic(databases, slug)
    return found or await create_clinic(
        databases, slug=slug, name=name, timezone=timezone, locale=locale
    )


async def load_clinics(databases: Databases) -> list[Clinic]:
    """All clinics of this cell, by name."""
    async with databases.core.system() as con:
        rows = await con.fetch(
            f"select {_COLUMNS} from nexus.clinic"
            " where ready_at is not null and deleted_at is null order by name, id"
        )
    return [_clinic(row) for row in rows]


async def find_clinic(databases: Databases, slug: str) -> Clinic | None:
    """The clinic with this slug (or id), or None."""
    async with databases.core.system() as con:
        row = await con.fetchrow(
            f"select {_COLUMNS} from nexus.clinic where (slug = $1 or id = $1)"
            " and ready_at is not null and deleted_at is null order by slug = $1 desc limit 1",
            slug,
        )
    return _clinic(row) if row else None


async def load_clinic(databases: Databases, slug: str) -> Clinic:
    """The clinic with this slug (or id). Raises NotFound."""
    found = await find_clinic(databases, slug)
    if found is None:
        raise NotFound(clinic=slug)
    return found


async def set_mode(
    databases: Databases, clinic: Clinic, mode: ClinicMode, reason: str | None = None
) -> None:
    """Say whether the clinic is live, a sandbox, or frozen; the chat database first."""
    for datasource in reversed(DATASOURCES):
        async with databases.source(datasource).clinic(clinic.id, role="owner") as con:
            await con.execute("update _state set mode = $1, mode_reason = $2", mode, reason)
    await raise_policy(databases, clinic.id)


async def drop_clinic(databases: Databases, clinic: Clinic) -> None:
    """Remove a clinic and everything in it, for good."""
    async with databases.core.system() as con:
        await con.execute("update nexus.clinic set ready_at = null where id = $1", clinic.id)
    for datasource in reversed(DATASOURCES):
        async with databases.source(datasource).system() as con:
            if await _role_exists(con, clinic.owner_role):
                await con.execute(f'set role "{clinic.owner_role}"')
                await con.execute(f'drop schema if exists "{clinic.schema}" cascade')
                await con.execute("set role none")
            await con.execute("delete from nexus.outbox where clinic_id = $1", clinic.id)
    for pool in (databases.chat, databases.core):
        async with pool.system() as con:
            await _drop_roles(con, clinic)
    async with databases.core.system() as con:
        await con.execute("delete from nexus.clinic where id = $1", clinic.id)


async def _ensure_schema(pool: AffinePool, clinic: Clinic) -> None:
    app, owner, schema = clinic.app_role, clinic.owner_role, clinic.schema
    async with pool.system() as con:
        login: str = await con.fetchval("select session_user")
        for role in (app, owner):
            if not await _role_exists(con, role):
                # made meanwhile, perhaps, for the other database on the same server
                with suppress(asyncpg.DuplicateObjectError):
                    await con.execute(f'create role "{role}" nologin')
            await con.execute(f'grant "{role}" to "{login}" with inherit false, set true')
            await con.execute(f'grant usage on schema nexus to "{role}"')
        await con.execute(f'create schema if not exists "{schema}" authorization "{owner}"')
        async with con.transaction():
            await con.execute(f'set local role "{owner}"')
            await con.execute(
                f'grant usage on schema "{schema}" to "{app}";'
                f'alter default privileges in schema "{schema}"'
                f' grant select, insert, update, delete on tables to "{app}";'
                f'alter default privileges in schema "{schema}"'
                f' grant usage, select on sequences to "{app}"'
            )


async def _drop_roles(con: Connection, clinic: Clinic) -> None:
    for role in (clinic.app_role, clinic.owner_role):
        if not await _role_exists(con, role):
            continue
        await con.execute(f'revoke usage on schema nexus from "{role}"')
        try:
            await con.execute(f'drop role "{role}"')
        except asyncpg.DependentObjectsStillExistError:
            continue  # the other database of the same server still has its schema


async def _role_exists(con: Connection, role: str) -> bool:
    return await con.fetchval("select exists(select from pg_roles where rolname = $1)", role)


def _clinic(row: asyncpg.Record) -> Clinic:
    return Clinic(**dict(row))


def _check(slug: str, timezone: str) -> None:
    faults: list[Fault] = []
    if not _SLUG.match(slug):
        faults.append(
            Fault(
                path="slug",
                code="slug_invalid",
                message={
                    "pt-BR": "O endereço usa letras minúsculas, números e hífens, até 40 no total.",
                    "en": "An address has only lower-case letters, digits and hyphens, 40 at most.",
                },
            )
        )
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(
            Fault(
                path="timezone",
                code="timezone_unknown",
                message={
                    "pt-BR": "Este fuso horário não existe.",
                    "en": "There is no such time zone.",
                },
                hint={"pt-BR": "Exemplo: America/Sao_Paulo.", "en": "E.g. America/Sao_Paulo."},
            )
        )
    if faults:
        raise InvalidInput(faults=tuple(faults))
