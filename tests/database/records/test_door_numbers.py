"""Automatic numbers as the write door gives them: to new records, in order, once, never typed."""

import asyncio

import pytest

from engine.core.errors import InvalidInput
from engine.records import RecordChange, write
from engine.records.errors import WriteBusy
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def test_new_records_are_numbered_in_their_order(world: World) -> None:
    made = await world.create_many("ticket", *({"name": f"T{n}"} for n in range(3)))
    rows = [await world.row("ticket", each.id) for each in made]
    first = int(rows[0]["code"].removeprefix("T-"))
    assert [row["code"] for row in rows] == [f"T-{first + n:04}" for n in range(3)]
    assert rows[0]["protocol"].startswith("2026/")


async def test_a_number_cannot_be_typed(world: World) -> None:
    for values in ({"name": "A", "code": "T-9999"}, {"name": "A", "protocol": "x"}):
        with pytest.raises(InvalidInput) as caught:
            await write(
                world.ctx(),
                world.databases,
                RecordChange(op="create", entity="ticket", values=values),
            )
        assert [fault.code for fault in caught.value.faults] == ["field_read_only"]


async def test_sixteen_writers_and_refused_ones_leave_no_gap(world: World) -> None:
    async def one(at: int) -> None:
        values = {"name": f"N{at}", "note": "refuse" if at % 3 == 0 else None}
        try:
            await write(
                world.ctx(),
                world.databases,
                RecordChange(op="create", entity="ticket", values=values),
            )
        except (InvalidInput, WriteBusy):
            return

    await asyncio.gather(*(one(at) for at in range(48)))
    sql = "select array_agg(split_part(protocol, '/', 2)::int order by protocol) from ticket"
    numbers = await world.value(sql)
    assert numbers == list(range(1, len(numbers) + 1))
    assert await world.value("select count(distinct code) = count(*) from ticket")
