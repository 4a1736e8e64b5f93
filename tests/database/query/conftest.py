"""The sample clinic in a database: its tables, and records made by hand."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

import pytest

from engine.access.actor import RequestContext
from engine.core.database import Databases
from engine.core.keyring import Keyring, new_key
from engine.core.pool import Connection
from engine.definitions.clinics import create_clinic
from engine.definitions.snapshot import Snapshot
from engine.query.read import Reader
from metamodel.model import Model
from tests.query_sample import (
    ME,
    MY_TEAM,
    MY_UNIT,
    NOW,
    OTHER,
    OTHER_UNIT,
    THIRD,
    build_context,
    build_snapshot,
    table_statements,
)


@dataclass(kw_only=True)
class SampleClinic:
    """A clinic with the sample model. `add` writes a row as it is, under the API's field names."""

    databases: Databases
    id: str
    snapshot: Snapshot
    reader: Reader
    added: int = field(default=100)

    def context(self, *roles: str, member: UUID | None = ME) -> RequestContext:
        """Somebody of this clinic."""
        return build_context(*roles, snapshot=self.snapshot, member=member, clinic_id=self.id)

    async def execute(
        self, sql: str, *values: object, datasource: Literal["core", "chat"] = "core"
    ) -> None:
        """Run a statement as the clinic's owner role."""
        pool = self.databases.source(datasource)
        async with pool.clinic(self.id, role="owner") as connection:
            await connection.execute(sql, *values)

    async def add(self, entity: str, /, *, id: UUID | None = None, **values: Any) -> UUID:
        """A record; a list is the targets of a to-many link."""
        pool = self.databases.source(self.snapshot.model.entity_by_name[entity].datasource)
        async with pool.clinic(self.id, role="owner") as connection:
            return await self._add(connection, entity, id, values)

    async def _add(
        self, connection: Connection, name: str, id: UUID | None, values: dict[str, Any]
    ) -> UUID:
        entity = self.snapshot.model.entity_by_name[name]
        storage = self.snapshot.storage.entities[entity.id or ""]
        self.added += 1
        record_id = id or UUID(int=self.added)
        columns: dict[str, Any] = {"id": record_id, "_created_at": NOW, "_updated_at": NOW}
        joins: list[tuple[str, list[UUID]]] = []
        for key, value in values.items():
            if key.startswith("_"):
                columns[key] = value
                continue
            place = storage.fields[entity.field_by_name[key].id or ""]
            if place.join is not None:
                joins.append((place.join.table, value))
            elif isinstance(value, dict):
                columns |= {place.columns[suffix]: part for suffix, part in value.items()}
            else:
                columns[place.columns[""]] = value
        names = ", ".join(f'"{each}"' for each in columns)
        marks = ", ".join(f"${index + 1}" for index in range(len(columns)))
        await connection.execute(
            f'insert into "{storage.table}" ({names}) values ({marks})', *columns.values()
        )
        for table, targets in joins:
            for position, target in enumerate(targets):
                await connection.execute(
                    f'insert into "{table}" values ($1, $2, $3)', record_id, target, position
                )
        return record_id


async def make_sample(databases: Databases, slug: str, model: Model | None = None) -> SampleClinic:
    """A new clinic with the sample model, its members and units."""
    clinic = await create_clinic(databases, slug=slug, name="Sample")
    snapshot = build_snapshot(model)
    made = SampleClinic(
        databases=databases,
        id=clinic.id,
        snapshot=snapshot,
        reader=Reader(databases, Keyring(keys=(new_key(),))),
    )
    for statement in table_statements(snapshot.model, snapshot.storage):
        await made.execute(statement)
    for statement in table_statements(snapshot.model, snapshot.storage, "chat"):
        await made.execute(statement, datasource="chat")
    for name in ("lead", "procedure"):
        await made.execute(
            f"create table _ref_{name} (id uuid primary key, title text, version bigint,"
            " trashed_at timestamptz)",
            datasource="chat",
        )
    for id, name in ((ME, "Ana"), (OTHER, "Bia"), (THIRD, "Caio")):
        await made.add("member", id=id, name=name, email=f"{name.lower()}@example.com")
    await made.add("unit", id=MY_UNIT, name="Centro")
    await made.add("unit", id=OTHER_UNIT, name="Norte")
    await made.add("team", id=MY_TEAM, name="Vendas")
    await made.execute("insert into _member_team values ($1, $2), ($3, $2)", ME, MY_TEAM, THIRD)
    return made


@pytest.fixture
async def sample(databases: Databases) -> AsyncGenerator[SampleClinic]:
    """A sample clinic of this test's own."""
    yield await make_sample(databases, "sample")
