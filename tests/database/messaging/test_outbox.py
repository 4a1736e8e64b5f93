"""The outbox: a clinic's roles put events in through one function and read their own ones alone."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import pytest

from engine.core.database import Databases
from engine.core.pool import Connection
from engine.core.tenant import RoleKind
from engine.definitions.clinics import create_clinic

EMIT = (
    "select nexus.emit('e_lead', $1, 1, 'create', '{f_name}', null, '{}',"
    " 'member', null, 'ui', 1, $2)"
)
AT = datetime(2026, 5, 1, tzinfo=UTC)
READ = "select record from nexus.clinic_events(0, 100, '{e_lead}', 10)"


async def emit(con: Connection) -> UUID:
    record = uuid4()
    await con.execute(EMIT, record, AT)
    return record


@pytest.mark.parametrize("role", ["app", "owner"])
async def test_an_event_is_of_the_clinic_that_speaks(databases: Databases, role: RoleKind) -> None:
    one = await create_clinic(databases, slug="um", name="Um")
    two = await create_clinic(databases, slug="dois", name="Dois")
    for pool in (databases.core, databases.chat):
        async with pool.clinic(one.id, role=role) as con:
            first = await emit(con)
        async with pool.clinic(two.id, role=role) as con:
            second = await emit(con)
        async with pool.system() as con:
            rows = await con.fetch("select clinic_id, record, position from nexus.outbox")
            assert {tuple(row) for row in rows} == {(one.id, first, None), (two.id, second, None)}
            await con.execute("update nexus.outbox set position = id")
        async with pool.clinic(one.id) as con:
            assert [row[0] for row in await con.fetch(READ)] == [first]
        async with pool.clinic(two.id) as con:
            assert [row[0] for row in await con.fetch(READ)] == [second]


@pytest.mark.parametrize("role", ["app", "owner"])
@pytest.mark.parametrize(
    "sql",
    [
        "select * from nexus.outbox",
        "delete from nexus.outbox",
        "update nexus.outbox set clinic_id = 'x'",
        "insert into nexus.relay_position values ('x', 1)",
        "select * from nexus.relay_position",
    ],
)
async def test_a_clinic_has_nothing_but_the_functions(
    databases: Databases, sql: str, role: RoleKind
) -> None:
    clinic = await create_clinic(databases, slug="um", name="Um")
    async with databases.core.clinic(clinic.id, role=role) as con:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await con.execute(sql)


async def test_nobody_but_a_clinic_emits(databases: Databases) -> None:
    async with databases.core.system() as con:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await emit(con)
        assert await con.fetch(READ) == []


async def test_an_event_goes_with_its_transaction(databases: Databases) -> None:
    clinic = await create_clinic(databases, slug="um", name="Um")
    async with databases.core.clinic(clinic.id) as con:
        transaction = con.transaction()
        await transaction.start()
        await emit(con)
        await transaction.rollback()
    async with databases.core.system() as con:
        assert await con.fetchval("select count(*) from nexus.outbox") == 0
