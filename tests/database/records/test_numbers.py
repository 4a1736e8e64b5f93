"""Automatic numbers under many takers at once: none twice, and gap-free without gaps."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from engine.records.numbers import reserve_numbers, take_numbers
from engine.records.table import FieldPlace, Table
from metamodel.entity import Entity
from metamodel.field import Field
from tests.database.records.world import World

pytestmark = pytest.mark.database

TAKERS = 16
ROUNDS = 12


def table_of(*fields: tuple[str, Mapping[str, Any]]) -> Table:
    """A table with automatic numbers; numbers need nothing else of it."""
    made = [
        Field(id=f"f_{name}", name=name, type="auto_number", settings=dict(settings))
        for name, settings in fields
    ]
    return Table(
        entity=Entity.model_validate(
            {"entity": "order", "plural": "orders", "title": "code", "fields": []}
        ),
        name='"order"',
        datasource="core",
        places={
            field.name: FieldPlace(field=field, columns={"": '"code"'}, join=None)
            for field in (Field(id="f_other", name="other", type="text"), *made)
        },
        index_fields={},
    )


async def test_takers_never_get_the_same_number_twice(world: World) -> None:
    """Sixteen at once, each with blocks of its own size; nothing is left out either."""
    table, ctx = table_of(("loose", {"template": "OS-{number:05}"})), world.ctx()

    async def taker(seed: int) -> list[str]:
        sizes, found = random.Random(seed), list[str]()  # noqa: S311
        for _ in range(ROUNDS):
            numbers = await reserve_numbers(ctx, world.databases, table, sizes.randint(1, 4))
            found.extend(numbers["loose"])
        return found

    taken = await asyncio.gather(*(taker(seed) for seed in range(TAKERS)))
    every = [number for each in taken for number in each]
    assert len(set(every)) == len(every)
    assert sorted(every) == [f"OS-{number:05}" for number in range(1, len(every) + 1)]
    assert all(each == sorted(each) for each in taken)


async def test_gap_free_numbers_have_no_gaps_after_rollbacks(world: World) -> None:
    """Half of the transactions are undone; what is kept is 1, 2, 3, …"""
    table = table_of(("strict", {"template": "{number}", "gap_free": True}))
    ctx = world.ctx()
    kept: list[int] = []
    undone = 0

    async def taker(seed: int) -> None:
        nonlocal undone
        luck = random.Random(seed)  # noqa: S311
        for _ in range(ROUNDS):
            fails = luck.random() < 0.5
            async with world.databases.core.clinic(world.clinic.id) as con:
                await con.execute("begin")
                numbers = await take_numbers(ctx, con, table, luck.randint(1, 3))
                await asyncio.sleep(luck.random() / 1000)
                await con.execute("rollback" if fails else "commit")
            if fails:
                undone += 1
            else:
                kept.extend(map(int, numbers["strict"]))

    await asyncio.gather(*(taker(seed) for seed in range(TAKERS)))
    assert undone > TAKERS
    assert sorted(kept) == list(range(1, len(kept) + 1))


async def test_loose_writers_do_not_wait_for_each_other(world: World) -> None:
    """A write that is under way holds no counter; a gap-free one does until it ends."""
    loose = table_of(("free", {"template": "{number}"}))
    strict = table_of(("held", {"template": "{number}", "gap_free": True}))
    ctx = world.ctx()
    first = await reserve_numbers(ctx, world.databases, loose, 1)
    async with world.databases.core.clinic(world.clinic.id) as con:
        await con.execute("begin")
        assert await take_numbers(ctx, con, loose, 1) == {}
        held = await take_numbers(ctx, con, strict, 1)
        second = await reserve_numbers(ctx, world.databases, loose, 1)
        async with world.databases.core.clinic(world.clinic.id) as other:
            await other.execute("begin; set local lock_timeout = '100ms'")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await take_numbers(ctx, other, strict, 1)
            await other.execute("rollback")
        await con.execute("rollback")
    assert (first["free"], second["free"], held["held"]) == (("1",), ("2",), ("1",))


async def test_numbers_begin_again_with_the_clinics_year(world: World) -> None:
    """Half past ten at night on the thirty-first in São Paulo is next year in London."""
    field = ("yearly", {"template": "{year}/{number:03}", "reset": "year"})
    table, ctx = table_of(field), world.ctx()
    assert ctx.zone == ZoneInfo("America/Sao_Paulo")
    old = replace(ctx, now=datetime(2027, 1, 1, 1, 30, tzinfo=UTC))
    new = replace(ctx, now=datetime(2027, 1, 1, 3, 0, tzinfo=UTC))
    taken = [
        (await reserve_numbers(each, world.databases, table, count))["yearly"]
        for each, count in ((old, 2), (new, 1), (old, 1), (new, 1))
    ]
    assert taken == [("2026/001", "2026/002"), ("2027/001",), ("2026/003",), ("2027/002",)]


async def test_the_application_cannot_turn_a_counter_back(world: World) -> None:
    """It has the function that goes forward, and nothing else."""
    table = table_of(("safe", {"template": "{number}"}))
    await reserve_numbers(world.ctx(), world.databases, table, 5)
    async with world.databases.core.clinic(world.clinic.id) as con:
        for sql in (
            "update _number set last = 1",
            "delete from _number",
            "insert into _number values ('f_new', '', 7)",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await con.execute(sql)
        assert await con.fetchval("select _take_number('f_safe', '', -3)") is None
    assert await world.value("select last from _number where field = 'f_safe'") == 5


async def test_each_way_refuses_the_others_moment(world: World) -> None:
    """A gap-free number outside a transaction would have gaps."""
    table = table_of(("strict2", {"gap_free": True}))
    async with world.databases.core.clinic(world.clinic.id) as con:
        with pytest.raises(RuntimeError):
            await take_numbers(world.ctx(), con, table, 1)
    assert await reserve_numbers(world.ctx(), world.databases, table, 1) == {}
    assert await take_numbers(world.ctx(), con, table, 0) == {}
