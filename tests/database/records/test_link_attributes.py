"""Links with values of their own: partly sent, kept, cleared, ordered, in history and undone."""

import json
from typing import Any
from uuid import UUID

import pytest

from engine.access.guard import guard
from engine.access.record_query import RecordQuery, Selected
from engine.core.errors import InvalidInput
from engine.query.execute import fetch
from engine.records.undo import undo
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def items(world: World, plan: UUID) -> list[dict[str, Any]]:
    """The links as they are read."""
    query = RecordQuery(entity="plan", select=(Selected(name="items"),), record_id=plan)
    answer = await fetch(world.ctx(), world.databases, guard(world.ctx(), query))
    return json.loads(answer.body)["items"]


async def test_attributes_are_written_kept_cleared_and_undone(world: World) -> None:
    a, b = [str(await world.create("procedure", name=f"Attr {n}")) for n in range(2)]
    plan = await world.create(
        "plan", name="P", items=[{"id": a, "sessions": 3, "price": "10.5"}, b]
    )
    assert await items(world, plan) == [
        {"id": a, "title": "Attr 0", "sessions": 3, "price": "10.50"},
        {"id": b, "title": "Attr 1"},
    ]
    same = await world.update("plan", plan, items=[a, {"id": b}])
    assert same.is_changed is False
    changed = await world.update("plan", plan, items=[b, {"id": a, "price": None, "sessions": 4}])
    assert changed.version == 2
    assert await items(world, plan) == [
        {"id": b, "title": "Attr 1"},
        {"id": a, "title": "Attr 0", "sessions": 4},
    ]
    kept = await world.value(
        "select before->'plan_items' from _history where record = $1 and version = 2", plan
    )
    assert json.loads(kept) == [{"id": a, "sessions": 3, "price": "10.50"}, {"id": b}]
    await undo(world.ctx(), world.databases, "plan", plan, changed.change_set)
    assert [each["id"] for each in await items(world, plan)] == [a, b]
    assert (await items(world, plan))[0]["price"] == "10.50"


async def test_bad_attributes_name_themselves(world: World) -> None:
    a = str(await world.create("procedure", name="Attr bad"))
    for sent, code in (
        ({"id": a, "sessions": "três"}, "integer"),
        ({"id": a, "colour": 1}, "attribute_unknown"),
        ({"id": a, "price": "10.000,5"}, "money"),
    ):
        with pytest.raises(InvalidInput) as caught:
            await world.create("plan", name="P", items=[sent])
        fault = caught.value.faults[0]
        assert (fault.path, fault.code.split(".")[0]) == ("items", code)
    assert caught.value.faults[0].message["pt-BR"].startswith("Price: ")
