"""A served clinic with the shipped apps and four members; each test speaks HTTP to it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from starlette.types import ASGIApp, Message

from engine.api.app import create_app
from engine.core.database import Databases
from engine.core.settings import ROOT, Settings
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import create_account, create_member, create_unit
from engine.definitions.packages import install_packages
from engine.records.seeds import RecordSeeds

APPS = [ROOT / "default_apps" / key for key in ("core", "leads", "agenda")]
PASSWORD = "a-long-password-for-tests"


@dataclass(kw_only=True)
class Served:
    """The application over one clinic."""

    app: ASGIApp
    databases: Databases
    clinic: Clinic
    units: tuple[UUID, UUID]
    var: Path = Path()
    members: dict[str, UUID] = field(default_factory=dict[str, UUID])
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict[str, httpx.AsyncClient])
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def client(self, role: str | None) -> httpx.AsyncClient:
        """A client signed in as the member of a role; None is anonymous."""
        if role in self.clients:
            return self.clients[role]
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://nexus.test")
        await self.stack.enter_async_context(client)
        if role is not None:
            sent = {"email": f"{role}@{self.clinic.slug}.test", "password": PASSWORD}
            answer = await client.post("/api/session", json=sent)
            assert answer.status_code == 200, answer.text
            client.headers["x-csrf-token"] = answer.json()["csrf"]
            self.clients[role] = client
        return client


@pytest.fixture(scope="module")
async def served(
    module_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Served]:
    """The shipped apps in a clinic of two units, served."""
    settings = Settings(
        database_url=module_databases.core.dsn,
        chat_database_url=module_databases.chat.dsn,
        var=Path(tmp_path_factory.mktemp("var")),
    )
    app = create_app(settings)
    async with lifespan(app):
        served = await make_clinic(app, module_databases, "um")
        served.var = settings.var
        async with served.stack:
            yield served


async def make_clinic(app: ASGIApp, databases: Databases, slug: str) -> Served:
    """A clinic with units, an account and a member for each role, and the shipped apps."""
    clinic = await create_clinic(databases, slug=slug, name=f"Clínica {slug}")
    units = (
        await create_unit(databases, clinic, name="Moema"),
        await create_unit(databases, clinic, name="Av. Paulista"),
    )
    result = await install_packages(
        databases, clinic, [read_folder(path) for path in APPS], seed_writer=RecordSeeds(databases)
    )
    assert result.is_ok, result.problems
    served = Served(app=app, databases=databases, clinic=clinic, units=units)
    for role in ("admin", "manager", "seller", "reception"):
        account = await create_account(
            databases, email=f"{role}@{slug}.test", name=role.title(), password=PASSWORD
        )
        served.members[role] = await create_member(
            databases,
            clinic,
            name=role.title(),
            account_id=account.id,
            email=account.email,
            roles=(role,),
            units=units if role in ("admin", "manager") else units[:1],
        )
    return served


class lifespan:  # noqa: N801
    """Runs an application's start and stop around a block."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._asked: asyncio.Queue[Message] = asyncio.Queue()
        self._told: asyncio.Queue[Message] = asyncio.Queue()

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(
            self._app(
                {"type": "lifespan", "asgi": {}, "state": {}}, self._asked.get, self._told.put
            )
        )
        await self._asked.put({"type": "lifespan.startup"})
        told = await self._told.get()
        assert told["type"] == "lifespan.startup.complete", told

    async def __aexit__(self, *_: object) -> None:
        await self._asked.put({"type": "lifespan.shutdown"})
        await self._told.get()
        await self._task


async def make_lead(served: Served, role: str = "admin", **values: Any) -> dict[str, Any]:
    """A lead made over HTTP."""
    client = await served.client(role)
    answer = await client.post("/api/data/leads", json={"name": "Ana Prado", **values})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]
