"""Rows of a table field: written with their parent, all or none, each a record of its own."""

import json
from typing import Any
from uuid import UUID

import pytest

from engine.access.guard import guard
from engine.access.record_query import RecordQuery
from engine.core.errors import Forbidden, InvalidInput, NotFound
from engine.query.execute import fetch
from engine.records import RecordChange, write
from engine.records.errors import RecordConflict
from engine.records.undo import undo
from engine.records.undo_set import undo_set
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def rows(world: World, sale: UUID) -> list[dict[str, Any]]:
    """The rows as a read of the parent shows them."""
    query = RecordQuery(entity="sale", select=(), record_id=sale)
    answer = await fetch(world.ctx(), world.databases, guard(world.ctx(), query))
    return json.loads(answer.body)["items"]


async def act(world: World, op: Any, sale: UUID) -> None:
    change = RecordChange(op=op, entity="sale", record_id=sale)
    await write(world.ctx(), world.databases, change)


async def test_rows_are_made_changed_ordered_and_taken_away(world: World) -> None:
    sale = await world.create(
        "sale", name="V1", items=[{"what": "Botox V1", "price": "900"}, {"what": "Peeling V1"}]
    )
    first, second = await rows(world, sale)
    assert (first["what"], first["price"], first["place"], first["version"]) == (
        "Botox V1",
        "900.00",
        "1",
        1,
    )
    assert "sale" not in first
    changed = await world.update(
        "sale", sale, items=[{**second, "price": 50}, {"what": "Laser V1", "price": 10}]
    )
    assert changed.version == 2  # its rows are part of it
    sql = "select changed from _history where record = $1 and version = 2"
    assert await world.value(sql, sale) == ["sale_items"]
    same = await world.update("sale", sale, items=await rows(world, sale))
    assert (same.version, same.is_changed) == (2, False)
    found = await rows(world, sale)
    assert [(each["what"], each["price"]) for each in found] == [
        ("Peeling V1", "50.00"),
        ("Laser V1", "10.00"),
    ]
    assert (await world.row("sale_item", UUID(first["id"])))["_trashed_at"] is not None
    sql = (
        "select count(distinct change_set) from _history where change_set = $1 and record = any($2)"
    )
    ids = [UUID(each["id"]) for each in (first, *found)]
    assert await world.value(sql, changed.change_set, ids) == 1


async def test_faults_name_the_row_and_nothing_is_written(world: World) -> None:
    for sent, expected in (
        ([{"what": "A"}, {"what": ""}], [("items.1.what", "required")]),
        ([{"what": "A", "price": "10.000,5"}], [("items.0.price", "money")]),
        ([{"what": "A", "nope": 1}], [("items.0.nope", "field_unknown")]),
        ([{"id": "x", "what": "A"}], [("items.0.id", "row_not_found")]),
        ([{"id": str(world.ana), "what": "A"}], [("items.0.id", "row_not_found")]),
        ([{"what": "Dup"}, {"what": "dup"}], [("items.1.what", "unique")]),
        ([{"what": "A", "price": 5000}], [("items", "rule")]),
        ([{"what": "A", "performer": str(world.moema)}], [("items.0.performer", "link_not_found")]),
        ("x", [("items", "table")]),
        ([1], [("items", "table")]),
        ([{}] * 201, [("items", "table")]),
    ):
        with pytest.raises(InvalidInput) as caught:
            await world.create("sale", name="Nada", items=sent)
        assert [(f.path, f.code) for f in caught.value.faults] == expected
    assert await world.value("select count(*) from sale where name = 'Nada'") == 0
    assert await world.value("select count(*) from sale_item where what in ('A', 'Dup')") == 0


async def test_a_row_of_another_record_is_no_row_of_this_one(world: World) -> None:
    mine = await world.create("sale", name="V2", items=[{"what": "V2"}])
    other = await world.create("sale", name="V3", items=[{"what": "V3"}])
    (row,) = await rows(world, other)
    with pytest.raises(InvalidInput) as caught:
        await world.update("sale", mine, items=[{"id": row["id"], "what": "Meu"}])
    assert [(f.path, f.code) for f in caught.value.faults] == [("items.0.id", "row_not_found")]
    assert [each["what"] for each in await rows(world, other)] == ["V3"]


async def test_a_row_that_changed_since_conflicts(world: World) -> None:
    sale = await world.create("sale", name="V4", items=[{"what": "V4", "price": 1}])
    (row,) = await rows(world, sale)
    await world.update("sale", sale, items=[{**row, "price": 2}])
    with pytest.raises(RecordConflict):
        await world.update("sale", sale, items=[{**row, "price": 3}])


async def test_a_list_that_changed_since_conflicts(world: World) -> None:
    sale = await world.create("sale", name="V7", items=[{"what": "V7"}])
    read = await rows(world, sale)
    await world.update("sale", sale, version=1, items=[*read, {"what": "V7b"}])
    for stale in ({"version": 1}, {"base": {"items": read}}):
        with pytest.raises(RecordConflict) as caught:
            await world.update("sale", sale, items=[{"what": "V7c"}], **stale)
        (fault,) = caught.value.faults
        assert fault.path == "fields.items"
        assert [each["what"] for each in fault.data["theirs"]] == ["V7", "V7b"]
    assert (await world.update("sale", sale, version=1, name="V7!")).version == 3
    base = {"items": await rows(world, sale)}
    kept = await world.update("sale", sale, base=base, items=base["items"][:1])
    assert kept.version == 4
    undone = await undo(world.ctx(), world.databases, "sale", sale, kept.change_set)
    assert [each["what"] for each in await rows(world, sale)] == ["V7", "V7b"]
    assert undone.id == sale


async def test_undo_of_a_change_set_takes_rows_and_record_back(world: World) -> None:
    sale = await world.create("sale", name="V8", items=[{"what": "V8", "price": 1}])
    (row,) = await rows(world, sale)
    done = await world.update("sale", sale, name="V8!", items=[{**row, "price": 2}, {"what": "n8"}])
    told = await undo_set(world.ctx(), world.databases, done.change_set)
    assert [each for each in told.records if each.refused] == []
    found = await rows(world, sale)
    assert [(each["what"], each["price"]) for each in found] == [("V8", "1.00")]
    assert (await world.row("sale", sale))["name"] == "V8"


async def test_a_list_too_long_to_be_read_whole_is_not_overwritten(world: World) -> None:
    sale = await world.create("sale", name="V9", items=[{"what": f"V9 {n}"} for n in range(200)])
    await world.create("sale_item", what="V9 more", sale=str(sale))
    with pytest.raises(InvalidInput) as caught:
        await world.update("sale", sale, items=await rows(world, sale))
    assert [(f.path, f.code) for f in caught.value.faults] == [("items", "too_many_rows")]
    live = "select count(*) from sale_item where sale = $1 and _trashed_at is null"
    assert await world.value(live, sale) == 201


async def test_rows_go_to_the_trash_and_come_back_with_their_record(world: World) -> None:
    sale = await world.create("sale", name="V5", items=[{"what": "V5a"}, {"what": "V5b"}])
    a, b = await rows(world, sale)
    await world.update("sale", sale, items=[{"id": a["id"], "what": "V5a"}])
    await act(world, "trash", sale)
    live = "select array_agg(what order by what) from sale_item where sale = $1"
    assert await world.value(f"{live} and _trashed_at is null", sale) is None
    await act(world, "restore", sale)
    assert await world.value(f"{live} and _trashed_at is null", sale) == ["V5a"]
    assert b["what"] == "V5b"
    await act(world, "trash", sale)
    await act(world, "purge", sale)
    assert await world.value(live, sale) is None


async def test_rights_are_those_of_the_rows(world: World) -> None:
    ctx = world.ctx("cashier")

    def change(**values: Any) -> RecordChange:
        return RecordChange(op="create", entity="sale", values=values)

    with pytest.raises(InvalidInput) as caught:
        await write(ctx, world.databases, change(name="V6", items=[{"what": "V6", "price": 1}]))
    assert [(f.path, f.code) for f in caught.value.faults] == [("items.0.price", "field_read_only")]
    made = await write(ctx, world.databases, change(name="V6", items=[{"what": "V6"}]))
    empty = RecordChange(op="update", entity="sale", record_id=made.id, values={"items": []})
    with pytest.raises(Forbidden):
        await write(ctx, world.databases, empty)
    assert len(await rows(world, made.id)) == 1
    with pytest.raises((NotFound, Forbidden, InvalidInput)):
        await write(world.ctx("reader"), world.databases, change(name="X", items=[]))
