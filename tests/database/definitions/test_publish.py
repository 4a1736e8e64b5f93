"""Every kind of change goes out and comes back, over both databases, and doctor agrees."""

import pytest

from engine.definitions.publish import rollback
from tests.database.definitions.conftest import ROWS, World
from tests.shop import CHANGES, base

SOURCES = ("core", "chat")


@pytest.mark.parametrize("name", CHANGES)
async def test_change_and_rollback(world: World, name: str) -> None:
    before = await world.snapshot()
    change = CHANGES[name]
    result = await world.install(change.apply(), stage_moves=change.stage_moves)
    assert [p.message["en"] for p in result.problems if p.severity == "error"] == []
    assert (result.state, result.version) == ("published", 2)
    assert await world.findings() == []

    back = await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    assert [p.message["en"] for p in back.problems if p.severity == "error"] == []
    assert (back.state, back.version) == ("published", 3)
    assert await world.findings() == []
    after = await world.snapshot()
    assert after.model.hash == before.model.hash
    for source in SOURCES:
        assert await world.value(source, 'select count(*) from "{thing}"') == ROWS

    again = await world.install(change.apply(), stage_moves=change.stage_moves)
    assert (again.state, again.version) == ("published", 4)
    assert await world.findings() == []


@pytest.mark.parametrize("source", SOURCES)
async def test_values_survive_retype_and_rollback(world: World, source: str) -> None:
    total = "select sum(quantity::numeric) from {thing}"
    before = await world.value(source, total)
    await world.install(CHANGES["retype"].apply())
    snapshot = await world.snapshot()
    name = {"core": "shp_item", "chat": "shp_note"}[source]
    entity = snapshot.model.entity_by_name[name]
    stored = snapshot.storage.entities[entity.id or ""].fields[f"f_{name}_quantity"]
    assert stored.columns == {"": "quantity_2"}
    assert await world.value(source, "select sum(quantity_2) from {thing}") == before
    await world.value(
        source,
        "update {thing} set quantity_2 = 7 where id = (select min(id::text)::uuid from {thing})",
    )
    await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    changed = "select quantity from {thing} where id = (select min(id::text)::uuid from {thing})"
    assert await world.value(source, changed) == "7.00"
    kept = "select count(*) from {thing} where quantity like '%.50'"
    assert await world.value(source, kept) == ROWS - 1


async def test_rename_changes_no_table(world: World) -> None:
    result = await world.install(CHANGES["rename"].apply())
    assert result.plan is not None
    assert result.plan.steps == ()
    assert result.plan.is_immediate


async def test_same_again_is_unchanged(world: World) -> None:
    result = await world.install(base())
    assert (result.state, result.version) == ("unchanged", 1)


async def test_removed_then_new_field_of_same_name_gets_new_column(world: World) -> None:
    await world.install(CHANGES["remove"].apply())
    shop = CHANGES["remove"].apply()
    shop["shp_item"]["fields"].append(
        {"id": "f_other", "name": "code", "type": "text", "label": "Código"}
    )
    result = await world.install(shop)
    assert result.state == "published"
    snapshot = await world.snapshot()
    stored = snapshot.storage.entities["e_shp_item"].fields
    assert stored["f_other"].columns == {"": "code_2"}
    assert stored["f_shp_item_code"].state == "retired"
    assert await world.findings() == []


async def test_new_required_field_fills_rows_at_once(world: World) -> None:
    result = await world.install(CHANGES["add_required"].apply())
    assert result.plan is not None
    assert result.plan.is_immediate
    for source in SOURCES:
        filled = "select count(*) from {thing} where level = 'básico'"
        assert await world.value(source, filled) == ROWS


async def test_removed_stage_moves_its_records(world: World) -> None:
    change = CHANGES["remove_stage"]
    await world.install(change.apply(), stage_moves=change.stage_moves)
    for source in SOURCES:
        moved = "select count(*) from {thing} where stage = 'new'"
        assert await world.value(source, moved) == ROWS * 2 // 3
