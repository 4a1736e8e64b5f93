"""What the data does not allow is refused with how many rows, which, and the remedy."""

import asyncio
from threading import Thread

import asyncpg
import pytest

from engine.core.database import Datasource
from engine.definitions.clinics import set_mode
from engine.definitions.draft import create_draft, publish_draft
from engine.definitions.packages import install_package
from engine.definitions.publish import BaseMoved, ClinicIsFrozen, PublishResult, rollback
from engine.definitions.run import Progress
from tests.database.definitions.conftest import ROWS, World
from tests.shop import CHANGES, THINGS, base, field_of, files

SOURCES = ("core", "chat")


async def expect_refused(world: World, result: PublishResult, code: str, count: int) -> None:
    assert result.state == "refused"
    found = [p for p in result.problems if p.code == code]
    assert [p.path.split(".")[1] for p in found] == ["shp_item", "shp_note"]
    assert all(str(count) in p.message["pt-BR"] and p.hint for p in found)
    assert (await world.snapshot()).version == 1
    assert await world.findings() == []


async def test_required_without_default(world: World) -> None:
    shop = base()
    for thing in ("shp_item", "shp_note"):
        field_of(shop, thing, "code")["required"] = True
    await expect_refused(world, await world.install(shop), "rows_filled", ROWS // 5)


async def test_new_required_without_default(world: World) -> None:
    shop = base()
    for thing in ("shp_item", "shp_note"):
        shop[thing]["fields"].append(
            {"id": f"n_{thing}", "name": "level", "type": "text", "required": True, "label": "n"}
        )
    await expect_refused(world, await world.install(shop), "rows_filled", ROWS)


async def test_unique_with_duplicates(world: World) -> None:
    shop = base()
    for thing in ("shp_item", "shp_note"):
        field_of(shop, thing, "code")["unique"] = True
    await expect_refused(world, await world.install(shop), "rows_unique", ROWS * 4 // 5)


async def test_values_that_do_not_convert(world: World) -> None:
    shop = base()
    for thing in ("shp_item", "shp_note"):
        field_of(shop, thing, "code")["type"] = "money"
    await expect_refused(world, await world.install(shop), "rows_converts", ROWS * 4 // 5)


async def test_removed_stage_with_records(world: World) -> None:
    shop = CHANGES["remove_stage"].apply()
    await expect_refused(world, await world.install(shop), "rows_keys", ROWS // 3)


@pytest.mark.parametrize("source", SOURCES)
async def test_rows_broken_meanwhile_fail_the_step_and_undo_all(
    world: World, source: Datasource
) -> None:
    """The question to the data was answered well, then somebody wrote: the step itself refuses."""
    spoilt: list[str] = []

    def spoil(progress: Progress) -> None:
        step = progress.step
        if progress.moment == "started" and step and step.kind == "create_index" and not spoilt:
            spoilt.append(step.table)
            thread = Thread(target=lambda: asyncio.run(repeat_serials(world, source)))
            thread.start()
            thread.join()

    result = await install_package(
        world.databases, world.clinic, files(CHANGES["everything"].apply()),
        stage_moves=CHANGES["everything"].stage_moves, on_progress=spoil, seed_writer=world.seeds,
    )  # fmt: skip
    assert (result.state, result.version) == ("failed", 1)
    [problem] = [p for p in result.problems if p.severity == "error"]
    assert problem.code == "rows_unique"
    assert problem.message["en"].startswith(f"{ROWS} record(s)")
    assert await world.findings() == []
    assert (await world.snapshot()).version == 1


async def repeat_serials(world: World, source: Datasource) -> None:
    """Write from outside, as the old version may while a publish is at work."""
    con = await asyncpg.connect(world.databases.source(source).dsn)
    await con.execute(f'set role "{world.clinic.owner_role}"')
    await con.execute(f"update {world.clinic.schema}.{THINGS[source]} set serial = 'same'")
    await con.close()


async def test_frozen_clinic(world: World) -> None:
    await set_mode(world.databases, world.clinic, "frozen", "inventário")
    with pytest.raises(ClinicIsFrozen):
        await world.install(CHANGES["add"].apply())


async def test_stale_draft(world: World) -> None:
    draft = await create_draft(world.databases, world.clinic, title="mine")
    await world.install(CHANGES["add"].apply())
    with pytest.raises(BaseMoved):
        await publish_draft(world.databases, world.clinic, draft, seed_writer=world.seeds)


async def test_an_error_of_our_own_undoes_the_publish(world: World) -> None:
    def fail(progress: Progress) -> None:
        if progress.moment == "done" and progress.step and progress.step.kind == "create_index":
            raise RuntimeError("broken listener")

    change = CHANGES["everything"]
    with pytest.raises(RuntimeError):
        await install_package(
            world.databases, world.clinic, files(change.apply()),
            stage_moves=change.stage_moves, on_progress=fail, seed_writer=world.seeds,
        )  # fmt: skip
    assert await world.findings() == []
    assert (await world.snapshot()).version == 1


async def test_values_that_no_longer_fit_are_listed_when_a_field_comes_back(world: World) -> None:
    """A required field was away while records were made without it."""
    shop = base()
    for thing in THINGS.values():
        shop[thing]["title"] = "serial"
        shop[thing]["fields"].remove(field_of(shop, thing, "title"))
    assert (await world.install(shop)).state == "published"
    await world.value(
        "chat",
        "insert into {thing} (id, _created_at, _updated_at)"
        " values (gen_random_uuid(), now(), now())",
    )
    result = await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    assert result.state == "refused"
    [problem] = [p for p in result.problems if p.severity == "error"]
    assert (problem.code, problem.path) == ("rows_filled", "entities.shp_note.fields.title")
    await world.value("chat", "delete from {thing} where serial is null")
    assert (
        await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    ).state == "published"
    assert await world.findings() == []
