"""Sixteen writers on the same records through HTTP, in two clinics: nothing acknowledged is lost,
and what stands is what history says. `make soak` does it for a minute."""

import asyncio
from pathlib import Path

import pytest

from engine.core.database import Databases
from tests.database.records.world import build_world
from tests.ledger import open_ledger
from tests.many_types import ENTITY, entity
from tests.served_samples import write_at_once

pytestmark = pytest.mark.database
ACTIONS = {"create", "patch", "move", "trash", "restore", "undo", "bulk"}
TEAM = {
    "entity": "team",
    "plural": "teams",
    "title": "name",
    "system": "team",
    "fields": [{"name": "name", "type": "text"}],
}


async def test_nothing_is_lost_and_history_is_whole(databases: Databases, tmp_path: Path) -> None:
    found, wrong = await write_at_once(
        databases, tmp_path, seconds=2, records=6, writers=8, seed=20_261_124
    )
    assert wrong == []
    for crew, _ in found:
        told = {each.action for each in crew.told}
        assert {"create", "patch"} <= told <= ACTIONS  # a slow machine comes to fewer of them


async def test_links_set_by_many_at_once_are_those_of_the_last(databases: Databases) -> None:
    """A writer that waited for another one sees the links that one left, not those before it."""
    world = await build_world(databases, "elos", TEAM, entity())
    linked = [str(await world.create("procedure", name=f"P{number}")) for number in range(6)]
    record = await world.create(ENTITY, name="Elos")

    async def link(number: int) -> None:
        some = [linked[number % 6], linked[(number * 5 + 1) % 6]]
        await world.update(ENTITY, record, f_links=some, f_members=[str(world.ana)] * (number % 2))

    for _ in range(3):
        await asyncio.gather(*(link(number) for number in range(16)))
    ledger = await open_ledger(databases, world.clinic, world.snapshot, ENTITY)
    assert ledger.wrong() == []
