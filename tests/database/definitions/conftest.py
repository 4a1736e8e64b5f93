"""A clinic with the shop installed and some records, fresh for each test."""

from dataclasses import dataclass, field

import pytest

from engine.core.database import Databases, Datasource
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.doctor import examine
from engine.definitions.packages import install_package
from engine.definitions.publish import PublishResult
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore
from tests.shop import THINGS, Shop, base, files, insert_rows

ROWS = 300


@dataclass(kw_only=True)
class World:
    """What the tests of publishing do to a clinic."""

    databases: Databases
    clinic: Clinic
    store: SnapshotStore
    moves: dict[str, dict[str, str]] = field(default_factory=dict)

    async def install(
        self, shop: Shop, *, stage_moves: dict[str, dict[str, str]] | None = None
    ) -> PublishResult:
        """Publish the shop as it is given."""
        return await install_package(
            self.databases, self.clinic, files(shop), stage_moves=stage_moves
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


@pytest.fixture
async def world(databases: Databases) -> World:
    """The shop at version 1, with records."""
    clinic = await create_clinic(databases, slug="demo", name="Demo")
    world = World(databases=databases, clinic=clinic, store=SnapshotStore(databases))
    result = await world.install(base())
    assert [p for p in result.problems if p.severity == "error"] == []
    assert (result.state, result.version) == ("published", 1)
    await insert_rows(databases, clinic, ROWS)
    return world
