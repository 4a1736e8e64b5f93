"""History, stage log and outbox: what every write leaves, and that it replays to the row."""

import json
from typing import Any
from uuid import UUID

import pytest

from engine.core.errors import Forbidden, InvalidInput, NotFound, SnapshotStale
from engine.records import RecordChange, WriteResult, write, write_many
from engine.records.errors import (
    NotUndoable,
    OutOfReach,
    RecordConflict,
    RestoreConflict,
    StillInUse,
)
from engine.records.undo import undo
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def versions(world: World, record: UUID) -> list[dict[str, Any]]:
    """The history of a record, oldest first."""
    sql = (
        "select json_agg(h order by version)::text from (select version, op, actor, member, origin,"
        " cause, model_version, changed, before, after, change_set from _history"
        " where record = $1) h"
    )
    return json.loads(await world.value(sql, record) or "[]")


async def told(world: World, record: UUID) -> list[str]:
    """What the events of a record say was done to it, oldest first."""
    async with world.databases.core.system() as con:
        return await con.fetchval(
            "select array_agg(op order by id) from nexus.outbox where record = $1", record
        )


async def act(world: World, op: Any, record: UUID, role: str = "admin", **rest: Any) -> WriteResult:
    """One trash operation on a lead, or on another entity."""
    change = RecordChange(op=op, entity=rest.pop("entity", "lead"), record_id=record, **rest)
    return await write(world.ctx(role), world.databases, change)


async def test_a_version_says_who_what_before_and_after(world: World) -> None:
    lead = await world.create("lead", name="Ana", whatsapp="551181234567@c.us", service_value=10)
    await world.update("lead", lead, name="Bia", service_value=None)
    first, second = await versions(world, lead)
    assert (first["version"], first["op"], first["before"]) == (1, "create", {})
    assert first["after"]["lead_name"] == "Ana"
    assert first["after"]["lead_whatsapp"] == "551181234567@s.whatsapp.net"
    assert first["after"]["lead_stage"] == "new"
    assert "lead_campaign" not in first["after"]
    assert (first["actor"], first["member"], first["origin"]) == ("member", str(world.ana), "ui")
    assert first["model_version"] == 1
    assert sorted(second["changed"]) == ["lead_name", "lead_service_value"]
    assert second["before"] == {"lead_name": "Ana", "lead_service_value": "10.00"}
    assert second["after"] == {"lead_name": "Bia"}
    assert first["change_set"] != second["change_set"]


async def test_one_write_is_one_change_set_and_one_event_a_record(world: World) -> None:
    made = await world.create_many("lead", {"name": "A"}, {"name": "B"})
    assert made[0].change_set == made[1].change_set
    sql = (
        "select array_agg((record, version, op, position)::text order by id) from nexus.outbox"
        " where change_set = $1"
    )
    async with world.databases.core.system() as con:
        events = await con.fetchval(sql, made[0].change_set)
    assert events == [f"({each.id},1,create,)" for each in made]


async def test_what_changes_nothing_leaves_nothing(world: World) -> None:
    lead = await world.create("lead", name="A")
    await world.update("lead", lead, name=" A ")
    assert len(await versions(world, lead)) == 1


async def test_a_refused_write_leaves_nothing(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(InvalidInput):
        await world.update("lead", lead, channel="campaign")
    assert len(await versions(world, lead)) == 1


async def test_a_write_undone_at_its_end_tells_nobody(world: World) -> None:
    """What refuses it comes last: the record out of reach, the fence. Its event goes with it."""
    lead = await world.create("lead", name="A")
    with pytest.raises(OutOfReach):
        await world.update("lead", lead, "seller", owner=str(world.bia))
    await world.value("update _state set policy_epoch = policy_epoch + 1")
    with pytest.raises(SnapshotStale):
        await world.update("lead", lead, name="B")
    await world.value("update _state set policy_epoch = $1", world.epoch)
    assert len(await versions(world, lead)) == 1
    assert await told(world, lead) == ["create"]


async def test_every_stage_entered_is_logged_with_the_time_in_the_one_before(world: World) -> None:
    lead = await world.create("lead", name="A")
    await world.value(
        "update lead set stage_since = stage_since - interval '90 seconds' where id = $1", lead
    )
    await world.move(lead, "active")
    sql = (
        "select array_agg((version, from_stage, to_stage, by, seconds)::text order by version)"
        " from _stage_log where record = $1"
    )
    assert await world.value(sql, lead) == [
        f"(1,,new,{world.ana},)",
        f"(2,new,active,{world.ana},90)",
    ]
    sql = "select pipeline from _stage_log where record = $1 and version = 2"
    assert await world.value(sql, lead) == "lead_sales"


async def test_a_stage_sent_among_other_values_is_logged_too(world: World) -> None:
    lead = await world.create("lead", name="A")
    await world.update("lead", lead, name="B", stage="active")
    sql = (
        "select array_agg((version, from_stage, to_stage)::text order by version)"
        " from _stage_log where record = $1"
    )
    assert await world.value(sql, lead) == ["(1,,new)", "(2,new,active)"]


async def test_the_app_role_cannot_change_history(world: World) -> None:
    lead = await world.create("lead", name="A")
    async with world.databases.core.clinic(world.clinic.id) as con:
        for sql in ("update _history set op = 'move'", "delete from _history"):
            with pytest.raises(Exception, match="permission denied"):
                await con.execute(f"{sql} where record = $1", lead)


async def test_an_older_version_conflicts_only_on_what_changed_since(world: World) -> None:
    lead = await world.create("lead", name="A", campaign="x")
    await world.update("lead", lead, campaign="y")
    assert (await world.update("lead", lead, version=1, name="B")).version == 3
    with pytest.raises(RecordConflict) as caught:
        await world.update("lead", lead, version=1, campaign="z")
    fault = caught.value.faults[0]
    assert (fault.path, fault.data["yours"], fault.data["theirs"]) == ("fields.campaign", "z", "y")


# --- trash, restore, purge --------------------------------------------------------------------


async def test_trash_restore_and_purge(world: World) -> None:
    lead = await world.create("lead", name="A")
    assert (await act(world, "trash", lead)).version == 2
    with pytest.raises(NotFound):
        await world.update("lead", lead, name="B")
    with pytest.raises(NotFound):
        await act(world, "trash", lead)
    assert (await act(world, "restore", lead)).version == 3
    with pytest.raises(NotFound):
        await act(world, "purge", lead)
    await act(world, "trash", lead)
    await act(world, "purge", lead)
    assert await world.value("select count(*) from lead where id = $1", lead) == 0
    log = await versions(world, lead)
    assert [each["op"] for each in log] == ["create", "trash", "restore", "trash", "purge"]
    assert await told(world, lead) == ["create", "trash", "restore", "trash", "purge"]
    assert all(each["before"] is None and each["after"] is None for each in log)
    assert await world.value("select count(*) from _stage_log where record = $1", lead) == 1


async def test_trash_needs_the_right_and_the_version_read(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(Forbidden):
        await act(world, "trash", lead, role="seller")
    await world.update("lead", lead, name="B")
    with pytest.raises(RecordConflict):
        await act(world, "trash", lead, expected_version=1)


async def test_a_restore_whose_place_is_taken_is_a_conflict(world: World) -> None:
    phone = "+5511911110001"
    lead = await world.create("lead", name="A", whatsapp=phone)
    await act(world, "trash", lead)
    await world.create("lead", name="B", whatsapp=phone)
    with pytest.raises(RestoreConflict) as caught:
        await act(world, "restore", lead)
    assert [fault.path for fault in caught.value.faults] == ["whatsapp"]


async def test_purge_is_refused_while_a_link_restricts(world: World) -> None:
    procedure = await world.create("procedure", name="Botox X")
    await world.create("lead", name="A", procedures=[str(procedure)])
    await act(world, "trash", procedure, entity="procedure")
    with pytest.raises(StillInUse):
        await act(world, "purge", procedure, entity="procedure")


async def test_purge_clears_and_trashes_what_points_to_it(world: World) -> None:
    lead = await world.create("lead", name="A")
    visit = {"starts_at": "2026-12-01T10:00:00Z", "ends_at": "2026-12-01T11:00:00Z"}
    kept = await world.create("visit_note", text="clear", about=str(lead))
    gone = await world.create("appointment", lead=str(lead), **visit)
    await act(world, "trash", lead)
    done = await act(world, "purge", lead)
    assert await world.value("select about from visit_note where id = $1", kept) is None
    row = await world.row("appointment", gone)
    assert (row["lead"], row["_trashed_at"] is not None) == (None, True)
    last = (await versions(world, gone))[-1]
    assert (last["op"], last["actor"], last["cause"]) == (
        "trash",
        "system",
        [str(done.change_set)],
    )


# --- undo --------------------------------------------------------------------------------------


async def test_undo_takes_a_change_back_unless_the_field_changed_again(world: World) -> None:
    lead = await world.create("lead", name="A", campaign="x", service_value=5)
    changed = await world.update("lead", lead, campaign="y", service_value=None)
    await world.update("lead", lead, name="B")
    undone = await undo(world.ctx(), world.databases, "lead", lead, changed.change_set)
    row = await world.row("lead", lead)
    assert (row["campaign"], str(row["service_value"]), row["name"]) == ("x", "5.00", "B")
    assert (await versions(world, lead))[-1]["cause"] == [str(changed.change_set)]
    await undo(world.ctx(), world.databases, "lead", lead, undone.change_set)
    assert (await world.row("lead", lead))["campaign"] == "y"
    await world.update("lead", lead, campaign="z")
    with pytest.raises(RecordConflict) as caught:
        await undo(world.ctx(), world.databases, "lead", lead, changed.change_set)
    assert [fault.path for fault in caught.value.faults] == ["fields.campaign"]


async def test_undo_of_a_move_goes_back_where_the_pipeline_has_no_way(world: World) -> None:
    lead = await world.create("lead", name="A")
    moved = await world.move(lead, "lost")
    await undo(world.ctx(), world.databases, "lead", lead, moved.change_set)
    assert (await world.row("lead", lead))["stage"] == "new"


async def test_undo_of_create_trash_and_restore(world: World) -> None:
    result = await write(
        world.ctx(), world.databases, RecordChange(op="create", entity="lead", values={"name": "A"})
    )
    undone = await undo(world.ctx(), world.databases, "lead", result.id, result.change_set)
    assert (await world.row("lead", result.id))["_trashed_at"] is not None
    await undo(world.ctx(), world.databases, "lead", result.id, undone.change_set)
    assert (await world.row("lead", result.id))["_trashed_at"] is None


async def test_undo_is_no_way_around_rights(world: World) -> None:
    lead = await world.create("lead", name="A", comment="x")
    changed = await world.update("lead", lead, comment="y")
    with pytest.raises(Forbidden):
        await undo(world.ctx("seller"), world.databases, "lead", lead, changed.change_set)
    with pytest.raises(NotFound):
        await undo(world.ctx(), world.databases, "lead", lead, lead)
    await act(world, "trash", lead)
    purged = await act(world, "purge", lead)
    with pytest.raises((NotUndoable, NotFound)):
        await undo(world.ctx(), world.databases, "lead", lead, purged.change_set)


async def test_a_batch_of_trash_is_all_or_none(world: World) -> None:
    made = await world.create_many("lead", {"name": "A"}, {"name": "B"})
    changes = [
        RecordChange(op="trash", entity="lead", record_id=record)
        for record in (made[0].id, made[1].id, world.ana)
    ]
    with pytest.raises(NotFound):
        await write_many(world.ctx(), world.databases, changes)
    assert (await world.row("lead", made[0].id))["_trashed_at"] is None
    results = await write_many(world.ctx(), world.databases, changes[:2])
    assert [each.version for each in results] == [2, 2]
