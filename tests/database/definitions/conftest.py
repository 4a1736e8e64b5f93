"""A clinic with the shop installed and some records, fresh for each test."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest

from engine.core.database import Databases, Datasource
from engine.core.tenant import Clinic
from engine.definitions.doctor import examine
from engine.definitions.packages import install_package
from engine.definitions.publish import PublishResult
from engine.definitions.seed import SeedWriter
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore
from engine.records.seeds import RecordSeeds
from tests.databases import DatabaseServer
from tests.killing import Herd, breed
from tests.shop import THINGS, Shop, files

ROWS = 300


@dataclass(kw_only=True)
class World:
    """What the tests of publishing do to a clinic."""

    databases: Databases
    clinic: Clinic
    store: SnapshotStore

    @property
    def seeds(self) -> SeedWriter:
        """What writes the seeds of the apps."""
        return RecordSeeds(self.databases)

    async def install(
        self, shop: Shop, *, stage_moves: dict[str, dict[str, str]] | None = None
    ) -> PublishResult:
        """Publish the shop as it is given."""
        return await install_package(
            self.databases,
            self.clinic,
            files(shop),
            stage_moves=stage_moves,
            seed_writer=self.seeds,
        )

    async def snapshot(self) -> Snapshot:
        """What is published now."""
        return await self.store.refresh(self.clinic.id)

    async def value(self, source: Datasource, sql: str, *args: object) -> object:
        """One value, asked in a datasource; `{thing}` is its main table."""
        async with self.databases.source(source).clinic(self.clinic.id, role="owner") as con:
            return await con.fetchval(sql.format(thing=THINGS[source]), *args)

    async def findings(self) -> list[tuple[str, str]]:
        """What doctor says."""
        return [(each.code, each.path) for each in await examine(self.databases, self.clinic)]


@pytest.fixture(scope="session")
async def herd(server: DatabaseServer) -> AsyncGenerator[Herd]:
    """The shop at version 1 with records, made once and copied for each test."""
    async with breed(server, ROWS) as herd:
        yield herd


@pytest.fixture
async def world(herd: Herd) -> AsyncGenerator[World]:
    """A copy for this test alone."""
    async with herd.server.open(herd.template) as databases:
        yield World(databases=databases, clinic=herd.clinic, store=SnapshotStore(databases))
