"""Copies in the other database come from the outbox: also when nobody was there to make them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from uuid import UUID, uuid4

import pytest

from engine.core.database import Databases
from engine.core.settings import ROOT
from engine.core.tenant import Clinic
from engine.definitions import references
from engine.definitions.clinics import create_clinic, drop_clinic
from engine.definitions.folder import read_folder
from engine.definitions.members import create_team, create_unit
from engine.definitions.packages import install_packages
from engine.definitions.store import SnapshotStore
from engine.messaging import references as consumer
from engine.messaging import relay
from engine.messaging.references import References
from engine.messaging.relay import Relay
from engine.records.seeds import RecordSeeds
from tests.database.messaging.test_outbox import AT

APPS = [ROOT / "default_apps" / key for key in ("core", "leads", "agenda")]


@pytest.fixture(scope="module")
async def clinic(module_databases: Databases) -> Clinic:
    """The inbox beside the shipped apps."""
    return await make(module_databases, "um")


async def make(databases: Databases, slug: str) -> Clinic:
    clinic = await create_clinic(databases, slug=slug, name=slug)
    folders = [*APPS, ROOT / "tests" / "packages" / "inbox"]
    seeds, files = RecordSeeds(databases), [read_folder(path) for path in folders]
    result = await install_packages(databases, clinic, files, seed_writer=seeds)
    assert result.is_ok, result.problems
    return clinic


@asynccontextmanager
async def relaying(databases: Databases) -> AsyncGenerator[None]:
    follower = References(databases, SnapshotStore(databases))
    task = asyncio.create_task(Relay(databases.core.dsn, "core", [follower]).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def write_and_die(databases: Databases, clinic: Clinic, name: str) -> UUID:
    """An event of the inbox as its write committed it, before anything was copied."""
    snapshot = await SnapshotStore(databases).current(clinic.id)
    entity, record = snapshot.model.entity_by_name["ibx_event"], uuid4()
    async with databases.core.clinic(clinic.id) as con, con.transaction():
        await con.execute(
            "insert into ibx_event (id, _version, _created_at, _updated_at, name)"
            " values ($1, 1, $2, $2, $3)",
            record,
            AT,
            name,
        )
        await con.execute(
            "select nexus.emit($1, $2, 1, 'create', '{}', null, '{}', 'ai', null, 'ai', $3, $4)",
            entity.id,
            record,
            snapshot.version,
            AT,
        )
    return record


async def copied(databases: Databases, clinic: Clinic, record: UUID, table: str) -> str | None:
    async with databases.chat.clinic(clinic.id, role="owner") as con:
        return await con.fetchval(f"select title from {table} where id = $1", record)


async def arrives(
    databases: Databases, clinic: Clinic, record: UUID, table: str = "_ref_ibx_event"
) -> str:
    async with asyncio.timeout(10):
        while (title := await copied(databases, clinic, record, table)) is None:
            await asyncio.sleep(0.05)
    return title


async def test_what_a_dying_process_committed_is_copied_by_the_next_relay(
    module_databases: Databases, clinic: Clinic
) -> None:
    record = await write_and_die(module_databases, clinic, "Dia aberto")
    assert await copied(module_databases, clinic, record, "_ref_ibx_event") is None
    async with relaying(module_databases):
        assert await arrives(module_databases, clinic, record) == "Dia aberto"


async def test_people_and_places_are_copied_from_their_events_too(
    module_databases: Databases, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as dying:
        dying.setattr(references, "feed", die)
        team = await create_team(module_databases, clinic, name="Recepção")
        unit = await create_unit(module_databases, clinic, name="Moema")
    assert await copied(module_databases, clinic, team, "_ref_team") is None
    async with relaying(module_databases):
        assert await arrives(module_databases, clinic, team, "_ref_team") == "Recepção"
        assert await arrives(module_databases, clinic, unit, "_ref_unit") == "Moema"


async def test_copies_that_fail_are_tried_again(
    module_databases: Databases, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, real = 0, consumer.refresh_references

    async def fails_twice(*args: object) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError
        await real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(consumer, "refresh_references", fails_twice)
    record = await write_and_die(module_databases, clinic, "Terceira vez")
    async with relaying(module_databases):
        assert await arrives(module_databases, clinic, record) == "Terceira vez"
    assert tries == 3


async def test_one_clinic_that_cannot_be_copied_does_not_hold_up_the_others(
    module_databases: Databases,
    clinic: Clinic,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its events are left behind after some tries, told of, and made up for once it is mended."""
    monkeypatch.setattr(consumer, "ATTEMPTS", 3)
    monkeypatch.setattr(relay, "MEND_EVERY", 0.3)
    broken = await make(module_databases, "dois")
    gone = await make(module_databases, "tres")
    async with module_databases.chat.clinic(broken.id, role="owner") as con:
        await con.execute("alter table _ref_ibx_event rename to elsewhere")
    lost = await write_and_die(module_databases, broken, "Perdida")
    await write_and_die(module_databases, gone, "De ninguém")
    await drop_clinic(module_databases, gone)
    record = await write_and_die(module_databases, clinic, "Em dia")
    async with relaying(module_databases):
        assert await arrives(module_databases, clinic, record) == "Em dia"
        later = await write_and_die(module_databases, clinic, "Depois")
        assert await arrives(module_databases, clinic, later) == "Depois"
        async with asyncio.timeout(15):
            while f"{broken.id}: copies stay behind (UndefinedTableError)" not in caplog.text:
                await asyncio.sleep(0.1)
        last = await write_and_die(module_databases, clinic, "E depois")
        assert await arrives(module_databases, clinic, last) == "E depois"
        async with module_databases.chat.clinic(broken.id, role="owner") as con:
            await con.execute("alter table elsewhere rename to _ref_ibx_event")
        assert await arrives(module_databases, broken, lost) == "Perdida"
    assert "Perdida" not in caplog.text
