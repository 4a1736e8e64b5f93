"""Fresh databases for tests, in milliseconds: copies of a template with the system tables.

The server is the embedded one on `var/test` without crash safety, or that of
NEXUS_TEST_DATABASE_URL (a superuser's URL), which is how the suite runs on other majors.
"""

import hashlib
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from engine.core.database import Databases

ROOT = Path(__file__).resolve().parent.parent
LOGIN = "nexus"
TEMPLATE_LOCK = 7_301_992
PARTS = ("core", "chat")


@dataclass(kw_only=True)
class DatabaseServer:
    """A PostgreSQL server that tests may do anything to."""

    admin_url: str
    _template: str = field(default="", init=False)
    _number: "count[int]" = field(default_factory=count)

    @property
    def password(self) -> str:
        """The login role's password: the same for every session that shares the server."""
        return hashlib.sha256(self.admin_url.encode()).hexdigest()[:24]

    def url(self, database: str) -> str:
        """URL of one database as the product's login role."""
        parts = urlsplit(self.admin_url)
        place = parts.netloc.rpartition("@")[2]
        netloc = f"{LOGIN}:{self.password}@{place}"
        return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}"))

    async def admin(self, database: str | None = None) -> "asyncpg.Connection[asyncpg.Record]":
        """A superuser's connection."""
        return await asyncpg.connect(self.admin_url, **({"database": database} if database else {}))

    async def prepare(self) -> None:
        """Make the login role, and drop what sessions that are gone left behind."""
        admin = await self.admin()
        try:
            await admin.execute("SELECT pg_advisory_lock($1)", TEMPLATE_LOCK)
            if await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", LOGIN) is None:
                await admin.execute(f"CREATE ROLE {LOGIN}")
            await admin.execute(
                f"ALTER ROLE {LOGIN} NOSUPERUSER CREATEROLE LOGIN PASSWORD '{self.password}'"
            )
            await self._clear(admin)
        finally:
            await admin.close()

    async def ensure_template(self) -> str:
        """Prefix of the two databases with the system tables, made once for all sessions."""
        name = f"template_{migrations_hash()}"
        if self._template == name:
            return name
        admin = await self.admin()
        try:
            await admin.execute("SELECT pg_advisory_lock($1)", TEMPLATE_LOCK)
            query = "SELECT 1 FROM pg_database WHERE datname = $1"
            if await admin.fetchval(query, f"{name}_chat") is None:
                await self._make_template(admin, name)
        finally:
            await admin.close()
        self._template = name
        return name

    async def _make_template(
        self, admin: "asyncpg.Connection[asyncpg.Record]", template: str
    ) -> None:
        from engine.definitions.migrations import migrate

        half = f"half_{os.getpid()}"
        for part in PARTS:
            await admin.execute(f'DROP DATABASE IF EXISTS "{half}_{part}" WITH (FORCE)')
            await admin.execute(f'CREATE DATABASE "{half}_{part}" OWNER {LOGIN}')
        databases = Databases.open(self.url(f"{half}_core"), self.url(f"{half}_chat"), size=2)
        try:
            await migrate(databases)
        finally:
            await databases.close()
        for part in PARTS:
            name = f"{template}_{part}"
            await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            await admin.execute(f'ALTER DATABASE "{half}_{part}" RENAME TO "{name}"')

    async def _clear(self, admin: "asyncpg.Connection[asyncpg.Record]") -> None:
        names = await admin.fetch("SELECT datname FROM pg_database WHERE datname ~ '^t_[0-9]+_'")
        for (name,) in names:
            if not Path(f"/proc/{name.split('_')[1]}").exists():
                await self._drop(admin, name)

    async def _drop(self, admin: "asyncpg.Connection[asyncpg.Record]", name: str) -> None:
        inside = await self.admin(name)
        try:
            query = "SELECT substr(nspname, 3) FROM pg_namespace WHERE nspname LIKE 'c\\_%'"
            clinics = [clinic for (clinic,) in await inside.fetch(query)]
        finally:
            await inside.close()
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        for clinic in clinics:
            for kind in ("owner", "app"):
                await self._drop_role(admin, f"nx_{clinic}_{kind}")

    async def _drop_role(self, admin: "asyncpg.Connection[asyncpg.Record]", role: str) -> None:
        try:
            await admin.execute(f'DROP ROLE IF EXISTS "{role}"')
        except asyncpg.DependentObjectsStillExistError:
            return  # another database has the same clinic; the last dropped takes the role

    @asynccontextmanager
    async def fresh(self, source: str | None = None) -> AsyncGenerator[tuple[str, str]]:
        """URLs of a core and a chat database copied from `source`_core and `source`_chat.

        Without a source they have the system tables and nothing else; `template0` gives empty ones.
        """
        mark = f"t_{os.getpid()}_{next(self._number)}"
        origin = source or await self.ensure_template()
        admin = await self.admin()
        try:
            for part in PARTS:
                copied = origin if origin == "template0" else f"{origin}_{part}"
                await admin.execute(
                    f'CREATE DATABASE "{mark}_{part}" OWNER {LOGIN} TEMPLATE "{copied}"'
                )
            yield self.url(f"{mark}_core"), self.url(f"{mark}_chat")
        finally:
            for part in PARTS:
                await self._drop(admin, f"{mark}_{part}")
            await admin.close()

    @asynccontextmanager
    async def open(self, source: str | None = None, *, size: int = 4) -> AsyncGenerator[Databases]:
        """Pools over fresh databases."""
        async with self.fresh(source) as (core, chat):
            databases = Databases.open(core, chat, size=size)
            try:
                yield databases
            finally:
                await databases.close()


def migrations_hash() -> str:
    """Mark of everything that shapes the template: the migrations and this file."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted((ROOT / "engine" / "definitions").rglob("migrations/**/*.*")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
