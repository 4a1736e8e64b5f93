"""New records stand last unless they say where they stand."""

import asyncio
from decimal import Decimal
from uuid import UUID

import pytest

from engine.records import RecordChange, write
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def places(world: World, *ids: UUID) -> list[Decimal | None]:
    sql = "select place from sale_item where id = $1"
    return [await world.value(sql, each) for each in ids]


async def test_new_records_stand_last(world: World) -> None:
    sale = await world.create("sale", name="P1")
    far = await world.create("sale_item", what="P1 a", place="1000.5", sale=str(sale))
    first = await world.create("sale_item", what="P1 b", sale=str(sale))
    many = await world.create_many(
        "sale_item",
        {"what": "P1 c", "sale": str(sale)},
        {"what": "P1 d", "sale": str(sale), "place": "2000"},
        {"what": "P1 e", "sale": str(sale)},
        {"what": "P1 f", "sale": str(sale), "place": None},
    )
    assert await places(world, far, first, *(each.id for each in many)) == [
        Decimal("1000.5"), 1001, 2001, 2000, 2002, None,
    ]  # fmt: skip
    changed = await world.update("sale_item", first, price=5)
    assert (changed.version, await places(world, first)) == (2, [1001])


async def test_the_trash_does_not_count_and_history_says_the_place(world: World) -> None:
    sale = await world.create("sale", name="P2")
    high = await world.create("sale_item", what="P2 a", place="5000", sale=str(sale))
    await write(
        world.ctx(), world.databases, RecordChange(op="trash", entity="sale_item", record_id=high)
    )
    new = await world.create("sale_item", what="P2 b", sale=str(sale))
    (rank,) = await places(world, new)
    assert rank is not None and rank < 5000
    sql = "select after::text from _history where record = $1 and version = 1"
    assert f'"{rank}"' in await world.value(sql, new)


async def test_sixteen_at_once_stand_after_those_before(world: World) -> None:
    sale = await world.create("sale", name="P3")
    before = await world.create("sale_item", what="P3", place="9000", sale=str(sale))
    made = await asyncio.gather(
        *(world.create("sale_item", what=f"P3 {n}", sale=str(sale)) for n in range(16))
    )
    ranks = await places(world, *made)
    assert all(rank is not None and rank > 9000 for rank in ranks)
    assert await places(world, before) == [9000]


async def test_there_is_no_rank_after_the_last(world: World) -> None:
    sale = await world.create("sale", name="P4")
    last = Decimal(10) ** 18 - 1
    await world.create("sale_item", what="P4 a", place=str(last), sale=str(sale))
    new = await world.create("sale_item", what="P4 b", sale=str(sale))
    assert await places(world, new) == [last]
