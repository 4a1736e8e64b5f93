"""An undone move: the stage counts from when the record had entered it; the log tells all moves."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from engine.records import RecordChange, write, write_many
from engine.records.undo import undo
from engine.records.undo_set import undo_set
from tests.database.records.world import NOW, World

pytestmark = pytest.mark.database


async def since(world: World, lead: UUID) -> datetime:
    """When the lead entered its stage."""
    return await world.value("select stage_since from lead where id = $1", lead)


async def move(world: World, lead: UUID, stage: str, days: int) -> UUID:
    """The change set of a move made days after the lead."""
    ctx = replace(world.ctx(), now=NOW + timedelta(days=days))
    change = RecordChange(op="move", entity="lead", record_id=lead, stage=stage)
    return (await write(ctx, world.databases, change)).change_set


async def take_back(world: World, lead: UUID, change_set: UUID, days: int) -> UUID:
    """The change set of the undo."""
    ctx = replace(world.ctx(), now=NOW + timedelta(days=days))
    return (await undo(ctx, world.databases, "lead", lead, change_set)).change_set


async def test_a_stage_gone_back_to_counts_from_when_it_was_entered(world: World) -> None:
    lead = await world.create("lead", name="A")
    moved = await move(world, lead, "active", 4)
    undone = await take_back(world, lead, moved, 5)
    assert await since(world, lead) == NOW
    redone = await take_back(world, lead, undone, 6)
    assert await since(world, lead) == NOW + timedelta(days=4)
    await take_back(world, lead, redone, 7)
    assert await since(world, lead) == NOW
    await move(world, lead, "lost", 9)
    assert await since(world, lead) == NOW + timedelta(days=9)
    sql = (
        "select array_agg(concat_ws(' ', from_stage, to_stage, seconds / 86400) order by version)"
        " from _stage_log where record = $1"
    )
    assert await world.value(sql, lead) == [
        "new", "new active 4", "active new 1", "new active 6", "active new 3", "new lost 9",
    ]  # fmt: skip


async def test_every_record_of_a_change_set_goes_back_to_its_own_time(world: World) -> None:
    one, other = await world.create("lead", name="A"), await world.create("lead", name="B")
    await move(world, other, "active", 2)
    ctx = replace(world.ctx(), now=NOW + timedelta(days=3))
    changes = [
        RecordChange(op="move", entity="lead", record_id=each, stage="lost")
        for each in (one, other)
    ]
    change_set = (await write_many(ctx, world.databases, changes))[0].change_set
    later = replace(world.ctx(), now=NOW + timedelta(days=4))
    told = await undo_set(later, world.databases, change_set)
    assert [each.refused for each in told.records] == [None, None]
    assert await since(world, one) == NOW
    assert await since(world, other) == NOW + timedelta(days=2)
