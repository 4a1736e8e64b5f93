"""Snapshots: shared by content, refreshed by version and by hint, never newer than published."""

import asyncio

import pytest

from engine.core.errors import ModelSwitching
from engine.definitions import store as store_module
from engine.definitions.artifacts import Artifacts
from engine.definitions.clinics import create_clinic
from engine.definitions.packages import install_package
from engine.definitions.store import SnapshotStore
from metamodel.model import Model
from tests.database.definitions.conftest import World
from tests.shop import CHANGES, base, files


async def test_new_clinic_has_an_empty_snapshot(world: World) -> None:
    other = await create_clinic(world.databases, slug="other", name="Outra")
    snapshot = await world.store.current(other.id)
    assert (snapshot.version, snapshot.model) == (0, Model())


async def test_stored_model_is_the_published_one(world: World) -> None:
    snapshot = await world.store.current(world.clinic.id)
    async with world.databases.core.clinic(world.clinic.id) as con:
        row = await con.fetchrow("select model_hash, storage_hash from _model_version")
    assert (snapshot.model.hash, snapshot.storage.hash) == tuple(row or ())


async def test_equal_clinics_share_one_model(world: World) -> None:
    other = await create_clinic(world.databases, slug="other", name="Outra")
    await install_package(world.databases, other, files(base()), seed_writer=world.seeds)
    mine = await world.store.current(world.clinic.id)
    theirs = await world.store.current(other.id)
    assert mine.hash == theirs.hash
    assert mine.model is theirs.model


async def test_many_callers_load_once(world: World) -> None:
    store = SnapshotStore(world.databases)
    found = await asyncio.gather(*(store.current(world.clinic.id) for _ in range(20)))
    assert len({id(each) for each in found}) == 1


async def test_refresh_reaches_the_wanted_version(world: World) -> None:
    assert (await world.store.current(world.clinic.id)).version == 1
    await world.install(CHANGES["add"].apply())
    assert (await world.store.current(world.clinic.id)).version == 1
    assert (await world.store.refresh(world.clinic.id, at_least=2)).version == 2


async def test_version_that_does_not_come(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_PATIENCE", 0.2)
    with pytest.raises(ModelSwitching):
        await world.store.refresh(world.clinic.id, at_least=2)


async def test_hint_of_another_process(world: World) -> None:
    store = SnapshotStore(world.databases)
    await store.current(world.clinic.id)
    store.listen()
    await asyncio.sleep(0.3)
    await world.install(CHANGES["add"].apply())
    for _ in range(50):
        if (await store.current(world.clinic.id)).version == 2:
            break
        await asyncio.sleep(0.02)
    assert (await store.current(world.clinic.id)).version == 2
    await store.close()


async def test_cache_is_bounded(world: World) -> None:
    artifacts = Artifacts(world.databases, limit_bytes=1)
    store = SnapshotStore(world.databases, artifacts)
    await store.current(world.clinic.id)
    assert len(artifacts._kept) == 1
