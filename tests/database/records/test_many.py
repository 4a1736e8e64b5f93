"""Batches, the fence, and writes that meet each other."""

import asyncio
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from engine.core.errors import Forbidden, InvalidInput, NexusError, NotFound, SnapshotStale
from engine.core.ids import new_id
from engine.definitions.fence import LOCK_EXCLUSIVE_SQL, state_lock_key
from engine.records import RecordChange, write, write_many, write_system
from engine.records.errors import ClinicFrozen, TooManyChanges, WriteBusy
from tests.database.records.world import World, build_world

pytestmark = pytest.mark.database


async def test_a_batch_is_all_or_nothing_and_names_the_record_at_fault(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        await world.create_many(
            "lead", {"name": "Lote 1"}, {"name": 1}, {"channel": "x", "name": "c"}
        )
    assert [(f.path, f.code) for f in caught.value.faults] == [
        ("1.name", "type"),
        ("2.channel", "choice_unknown"),
    ]
    with pytest.raises(InvalidInput) as caught:
        await world.create_many(
            "lead",
            {"name": "Lote 1", "whatsapp": "11 92222-0001"},
            {"name": "Lote 2"},
            {"name": "Lote 3", "whatsapp": "11 92222-0001"},
        )
    assert [(f.path, f.code) for f in caught.value.faults] == [("2.whatsapp", "unique")]
    assert await world.value("select count(*) from lead where name like 'Lote%'") == 0
    results = await world.create_many("lead", *({"name": f"Lote {n}"} for n in range(50)))
    assert len({each.id for each in results}) == 50
    assert await world.create_many("lead") == ()


async def test_records_of_one_batch_may_link_to_each_other(world: World) -> None:
    lead = new_id()
    changes = [
        RecordChange(op="create", entity="lead", record_id=lead, values={"name": "Primeiro"}),
        RecordChange(
            op="create",
            entity="activity",
            values={"summary": "x", "record": {"entity": "lead", "id": str(lead)}},
        ),
        RecordChange(op="move", entity="lead", record_id=lead, stage="active"),
    ]
    results = await write_many(world.ctx(), world.databases, changes)
    assert [each.version for each in results] == [1, 1, 2]


async def test_limits_of_a_batch(world: World) -> None:
    rows = [
        RecordChange(op="create", entity="procedure", values={"name": f"x{n}"}) for n in range(1001)
    ]
    with pytest.raises(TooManyChanges):
        await write_many(world.ctx(), world.databases, rows)
    two = [
        RecordChange(op="create", entity="procedure", values={"name": "dois bancos"}),
        RecordChange(op="create", entity="message", values={"body": "x"}),
    ]
    with pytest.raises(InvalidInput):
        await write_many(world.ctx(), world.databases, two)
    lead = await world.create("lead", name="A")
    twice = [
        RecordChange(op="update", entity="lead", record_id=lead, values={"name": n}) for n in "BC"
    ]
    with pytest.raises(InvalidInput):
        await write_many(world.ctx(), world.databases, twice)


async def test_the_system_writes_thousands_with_their_own_past(world: World) -> None:
    ctx = world.system()
    changes = [
        RecordChange(
            op="create",
            entity="lead",
            at=ctx.now.replace(day=1),
            by=world.bia,
            values={
                "name": f"Semente {n}",
                "owner": str(world.bia),
                "stage": "active",
                "code": f"S{n}",
            },
        )
        for n in range(2000)
    ]
    results = await write_system(ctx, world.databases, changes)
    row = await world.row("lead", results[-1].id)
    assert (row["_created_at"].day, row["stage_since"].day, row["_created_by"]) == (1, 1, world.bia)
    with pytest.raises(Forbidden):
        await write_system(world.ctx(), world.databases, changes[:1])
    later = replace(changes[0], at=ctx.now.replace(year=2020), values={"name": "Membro"})
    result = await write(world.ctx(), world.databases, later)
    assert (await world.row("lead", result.id))["_created_at"] == ctx.now


@pytest.mark.parametrize(
    "change", ["model_version = model_version + 1", "policy_epoch = policy_epoch + 1"]
)
async def test_no_write_under_an_old_model_or_a_revoked_right(world: World, change: str) -> None:
    before = await world.value("select count(*) from lead")
    await world.value(f"update _state set {change}")
    with pytest.raises(SnapshotStale) as caught:
        await world.create("lead", name="Velho")
    assert (caught.value.model_version, caught.value.policy_epoch) != (1, world.epoch)
    await world.value("update _state set model_version = 1, policy_epoch = $1", world.epoch)
    assert await world.value("select count(*) from lead") == before


async def test_a_frozen_clinic_takes_no_writes_and_says_why(world: World) -> None:
    await world.value("update _state set mode = 'frozen', mode_reason = 'Mudança de servidor'")
    with pytest.raises(ClinicFrozen) as caught:
        await world.create("lead", name="Gelo")
    assert (caught.value.status, caught.value.code) == (503, "clinic_frozen")
    assert caught.value.detail is not None
    assert caught.value.detail["pt-BR"] == "Mudança de servidor"
    await world.value("update _state set mode = 'live', mode_reason = null")


async def test_a_write_waits_for_a_switch_and_then_sees_it(world: World) -> None:
    async with world.databases.core.clinic(world.clinic.id, role="owner") as con:
        async with con.transaction():
            await con.execute(LOCK_EXCLUSIVE_SQL, state_lock_key(world.clinic.id))
            waiting = asyncio.create_task(world.create("lead", name="Espera"))
            await asyncio.sleep(0.2)
            assert not waiting.done()
            await con.execute("update _state set model_version = 2")
        with pytest.raises(SnapshotStale):
            await waiting
        await con.execute("update _state set model_version = 1")


async def test_a_lock_held_for_too_long_is_an_answer(world: World) -> None:
    lead = await world.create("lead", name="A")
    async with world.databases.core.clinic(world.clinic.id, role="owner") as con, con.transaction():
        await con.execute("select 1 from lead where id = $1 for update", lead)
        with pytest.raises(WriteBusy) as caught:
            await world.update("lead", lead, name="B")
    assert caught.value.status == 503


async def test_writes_of_the_same_records_in_opposite_order_both_end(world: World) -> None:
    one, two = [(await world.create("lead", name="par")) for _ in range(2)]

    async def both(ids: tuple[UUID, UUID], name: str) -> None:
        changes = [
            RecordChange(op="update", entity="lead", record_id=i, values={"name": name})
            for i in ids
        ]
        await write_many(world.ctx(), world.databases, changes)

    await asyncio.gather(*(both((one, two) if n % 2 else (two, one), f"n{n}") for n in range(12)))
    assert (await world.row("lead", one))["name"] == (await world.row("lead", two))["name"]


async def test_twenty_writers_of_one_unique_value(world: World) -> None:
    results = await asyncio.gather(
        *(world.create("lead", name=f"c{n}", whatsapp="11 93333-0001") for n in range(20)),
        return_exceptions=True,
    )
    refused = [each for each in results if isinstance(each, NexusError)]
    assert len(refused) == 19
    assert {fault.code for each in refused for fault in each.faults} == {"unique"}


async def test_a_cancelled_write_leaves_nothing(world: World) -> None:
    before = await world.value("select count(*) from lead")
    for delay in (0, 0.0005, 0.001, 0.002, 0.004):
        rows = ({"name": "Cancelado"} for _ in range(200))
        tasks = [asyncio.create_task(world.create_many("lead", *rows))]
        await asyncio.sleep(delay)
        tasks[0].cancel()
        await asyncio.wait(tasks)
    after = await world.value("select count(*) from lead")
    assert (after - before) % 200 == 0
    await world.create("lead", name="Depois")


async def test_the_app_role_cannot_change_the_fence(world: World) -> None:
    async with world.databases.core.clinic(world.clinic.id) as con:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await con.execute("update _state set model_version = 9")


async def test_another_clinics_records_are_not_there(world: World) -> None:
    """Both clinics share databases, pool and model; the ids are real ones."""
    other = await build_world(world.databases, slug="vizinha")
    theirs = await other.create("lead", name="Vizinha")
    procedure = await other.create("procedure", name="Do vizinho")
    mine = await world.create("lead", name="Meu")
    with pytest.raises(NotFound):
        await world.update("lead", theirs, name="Invadido")
    with pytest.raises(NotFound):
        await world.move(theirs, "lost")
    for values in (
        {"procedures": [str(procedure)]},
        {"owner": str(other.bia)},
        {"service_unit": str(other.moema)},
    ):
        with pytest.raises(InvalidInput) as caught:
            await world.update("lead", mine, **values)
        assert {fault.code for fault in caught.value.faults} == {"link_not_found"}
    note = {"summary": "x", "record": {"entity": "lead", "id": str(theirs)}}
    with pytest.raises(InvalidInput):
        await world.create("activity", **note)
    row = await other.row("lead", theirs)
    assert (row["name"], row["_version"]) == ("Vizinha", 1)
    assert (await world.row("lead", mine))["_version"] == 1
