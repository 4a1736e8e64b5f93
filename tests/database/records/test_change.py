"""Changes and moves of records through the write door."""

from uuid import UUID, uuid4

import pytest

from engine.core.errors import Conflict, Forbidden, InvalidInput, NexusError, NotFound
from engine.records import RecordChange, write
from engine.records.errors import OutOfReach, StageGate, TransitionNotAllowed
from tests.database.records.world import World

pytestmark = pytest.mark.database


async def test_only_what_changes_is_written(world: World) -> None:
    lead = await world.create("lead", name="A", service_value="10", whatsapp="551181234567@c.us")
    same = await world.update(
        "lead", lead, name="A", service_value=10.0, whatsapp="+55 11 98123-4567"
    )
    assert (same.version, same.is_changed) == (1, False)
    row = await world.row("lead", lead)
    assert (row["whatsapp"], row["whatsapp_wa_id"]) == ("+5511981234567", "551181234567")
    changed = await world.update("lead", lead, name="B", whatsapp=None)
    assert (changed.version, changed.is_changed) == (2, True)
    row = await world.row("lead", lead)
    assert (row["name"], row["whatsapp"], row["whatsapp_wa_id"], row["_version"]) == (
        "B",
        None,
        None,
        2,
    )


async def test_links_are_added_taken_away_and_ordered(world: World) -> None:
    a, b, c = [await world.create("procedure", name=f"P{n}") for n in range(3)]
    lead = await world.create("lead", name="A", procedures=[str(a), str(b)])
    assert (await world.update("lead", lead, procedures=[str(a), str(b)])).is_changed is False
    assert (await world.update("lead", lead, procedures=[str(c), str(a)])).version == 2
    sql = "select array_agg(target_id order by position) from lead_procedures where source_id = $1"
    assert await world.value(sql, lead) == [c, a]
    await world.update("lead", lead, procedures=None)
    assert await world.value(sql, lead) is None


async def test_clearing_a_required_field_is_refused(world: World) -> None:
    lead = await world.create("lead", name="A")
    for value in (None, "", "  "):
        with pytest.raises(InvalidInput) as caught:
            await world.update("lead", lead, name=value)
        assert [(f.path, f.code) for f in caught.value.faults] == [("name", "required")]
    with pytest.raises(InvalidInput):
        await world.update("lead", lead, stage=None)


async def test_an_older_version_conflicts_only_on_fields_that_differ(world: World) -> None:
    lead = await world.create("lead", name="A", service_value=1)
    await world.update("lead", lead, name="B", service_unit=str(world.moema))
    assert (await world.update("lead", lead, version=1, name="B")).version == 2
    with pytest.raises(Conflict) as caught:
        await world.update(
            "lead", lead, version=1, name="C", service_value=1, service_unit=str(world.paulista)
        )
    found = {f.path: (f.data["yours"], f.data["theirs"]) for f in caught.value.faults}
    assert found == {
        "fields.name": ("C", "B"),
        "fields.service_unit": (str(world.paulista), {"id": str(world.moema), "title": "Moema"}),
    }
    assert caught.value.params["version"] == 2
    assert (await world.update("lead", lead, version=2, name="C")).version == 3


async def test_with_base_values_another_field_does_not_conflict(world: World) -> None:
    lead = await world.create("lead", name="A", service_value=1)
    await world.update("lead", lead, name="B")
    saved = await world.update(
        "lead", lead, version=1, base={"service_value": "1.00"}, service_value=5
    )
    assert saved.version == 3
    with pytest.raises(Conflict) as caught:
        await world.update("lead", lead, version=1, base={"name": "A"}, name="C")
    assert [f.path for f in caught.value.faults] == ["fields.name"]


async def test_records_that_are_not_there_trashed_or_out_of_sight(world: World) -> None:
    lead = await world.create(
        "lead", name="A", owner=str(world.bia), service_unit=str(world.paulista)
    )
    with pytest.raises(NotFound):
        await world.update("lead", lead, "seller", name="B")
    with pytest.raises(NotFound):
        await world.update("lead", uuid4(), name="B")
    seen = await world.create("lead", name="A", owner=str(world.bia), service_unit=str(world.moema))
    with pytest.raises(Forbidden):
        await world.update("lead", seen, "seller", name="B")
    with pytest.raises(Forbidden):
        await world.update("lead", seen, "reader", name="B")
    await world.value("update lead set _trashed_at = now() where id = $1", seen)
    with pytest.raises(NotFound):
        await world.update("lead", seen, name="B")


async def test_a_change_may_not_take_the_record_out_of_reach(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(OutOfReach):
        await world.update("lead", lead, "seller", owner=str(world.bia))
    assert (await world.row("lead", lead))["owner"] == world.ana


async def test_masked_fields_are_not_written(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(InvalidInput) as caught:
        await world.update("lead", lead, "seller", birthday="1990-01-01")
    assert caught.value.faults[0].code == "field_read_only"


async def test_a_move_needs_an_allowed_transition(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(TransitionNotAllowed) as caught:
        await world.move(lead, "closed")
    assert caught.value.detail is not None
    assert (
        caught.value.detail["pt-BR"]
        == "De Novos é possível ir para: Ativos, Em negociação, Perdidos."
    )
    with pytest.raises(InvalidInput) as unknown:
        await world.move(lead, "ghost")
    assert [(f.path, f.code) for f in unknown.value.faults] == [("stage", "stage_unknown")]
    moved = await world.move(lead, "lost")
    assert moved.version == 2
    assert (await world.move(lead, "lost")).is_changed is False
    with pytest.raises(TransitionNotAllowed) as stuck:
        await world.move(lead, "new")
    assert stuck.value.detail is not None
    assert stuck.value.detail["pt-BR"] == "De Perdidos não há para onde ir."


async def test_a_move_names_what_is_missing_and_takes_it_along(world: World) -> None:
    lead = await world.create("lead", name="A")
    peeling = await world.create("procedure", name="Peeling de cristal")
    with pytest.raises(StageGate) as caught:
        await world.move(lead, "negotiation")
    assert [(f.path, f.code, f.message["pt-BR"]) for f in caught.value.faults] == [
        ("fields.procedures", "required", "Preencha Procedimento."),
        ("fields.service_value", "required", "Preencha Valor do serviço."),
    ]
    with pytest.raises(InvalidInput) as wrong:
        await world.move(lead, "negotiation", service_value="dez", ghost=1)
    assert {f.path: f.code for f in wrong.value.faults} == {
        "fields.service_value": "money",
        "fields.ghost": "field_unknown",
    }
    await world.move(lead, "negotiation", service_value="0", procedures=[str(peeling)])
    with pytest.raises(StageGate) as gate:
        await world.move(lead, "closed")
    assert [(f.path, f.code, f.message["pt-BR"]) for f in gate.value.faults] == [
        ("stage", "gate", "O valor precisa ser maior que zero.")
    ]
    row = await world.row("lead", lead)
    assert (row["stage"], row["_version"]) == ("negotiation", 2)
    assert (await world.move(lead, "closed", service_value="0.01")).version == 3


async def test_what_the_present_stage_asks_for_is_not_cleared(world: World) -> None:
    peeling = await world.create("procedure", name="Peeling de rubi")
    lead = await world.create(
        "lead", name="A", stage="negotiation", procedures=[str(peeling)], service_value=1
    )
    with pytest.raises(StageGate) as caught:
        await world.update("lead", lead, procedures=[], name="B")
    assert [(f.path, f.code) for f in caught.value.faults] == [("procedures", "required")]
    assert (await world.row("lead", lead))["name"] == "A"


async def test_a_stage_sent_as_a_value_is_a_move(world: World) -> None:
    lead = await world.create("lead", name="A")
    with pytest.raises(TransitionNotAllowed):
        await world.update("lead", lead, stage="closed")
    await world.update("lead", lead, stage="active", name="B")
    assert (await world.row("lead", lead))["stage"] == "active"


async def test_a_role_that_only_moves(world: World) -> None:
    lead = await world.create("lead", name="A")
    assert (await world.move(lead, "active", "mover")).version == 2
    with pytest.raises(Forbidden):
        await world.move(lead, "negotiation", "mover", service_value=1)
    with pytest.raises(Forbidden):
        await world.update("lead", lead, "mover", name="B")
    with pytest.raises(Forbidden):
        await world.move(lead, "lost", "reader")


async def test_rules_look_at_what_changed(world: World) -> None:
    lead = await world.create("lead", name="A", channel="site")
    with pytest.raises(InvalidInput) as caught:
        await world.update("lead", lead, channel="campaign")
    assert caught.value.faults[0].code == "rule"
    visit = await world.create(
        "appointment", starts_at="2026-11-23T10:00:00Z", ends_at="2026-11-23T11:00:00Z"
    )
    with pytest.raises(InvalidInput) as late:
        await world.update("appointment", visit, starts_at="2026-11-23T11:00:00Z")
    assert [f.path for f in late.value.faults] == ["ends_at"]


async def test_a_move_in_an_entity_without_pipelines(world: World) -> None:
    procedure = await world.create("procedure", name="Sem funil")
    change = RecordChange(op="move", entity="procedure", record_id=procedure, stage="new")
    with pytest.raises(InvalidInput) as caught:
        await write(world.ctx(), world.databases, change)
    assert [(f.path, f.code) for f in caught.value.faults] == [("pipeline", "pipeline_unknown")]


@pytest.mark.parametrize(
    "value",
    [
        "'",
        "'; drop table lead; --",
        '"#r"',
        "\\",
        "$1",
        "%s",
        "مرحبا",
        "👩‍⚕️",
        "a\u200bb",
        "x" * 255,
    ],
)
async def test_hostile_text_comes_back_as_it_went(world: World, value: str) -> None:
    lead = await world.create("lead", name=value, campaign=value, comment=value)
    row = await world.row("lead", lead)
    assert [row["name"], row["campaign"], row["comment"]] == [value] * 3
    assert (await world.update("lead", lead, name=value + "")).is_changed is False


HOSTILE: list[object] = [
    "\x00",
    "\ud800",
    "y" * 5_000_000,
    ["a"],
    {"id": {"id": "x"}},
    {"$ne": 1},
    True,
    1e308,
    float("nan"),
    10**400,
    -1,
]
FIELDS = [
    "name",
    "owner",
    "whatsapp",
    "channel",
    "procedures",
    "service_value",
    "service_unit",
    "next_contact_at",
    "birthday",
    "comment",
    "stage",
]


@pytest.mark.parametrize("field", FIELDS)
async def test_hostile_values_are_refused_and_nothing_is_written(world: World, field: str) -> None:
    before = await world.value("select count(*) from lead")
    lead = await world.create("lead", name="Alvo")
    for value in HOSTILE:
        for change in (
            RecordChange(op="create", entity="lead", values={"name": "Hostil", field: value}),
            RecordChange(op="update", entity="lead", record_id=lead, values={field: value}),
            RecordChange(
                op="move", entity="lead", record_id=lead, stage="active", values={field: value}
            ),
        ):
            if field == "service_value" and value == 1e308:
                continue
            with pytest.raises(NexusError) as caught:
                await write(world.ctx(), world.databases, change)
            assert 400 <= caught.value.status < 500
    assert await world.value("select count(*) from lead") == before + 1
    assert (await world.row("lead", lead))["_version"] == 1


async def test_hostile_names_of_fields_entities_and_stages(world: World) -> None:
    lead = await world.create("lead", name="A")
    for name in ('"#r"', "'", "\x00", "\ud800", "n" * 100_000, "", "__class__", "name.x"):
        for change in (
            RecordChange(op="update", entity="lead", record_id=lead, values={name: 1}),
            RecordChange(op="create", entity=name, values={}),
            RecordChange(op="move", entity="lead", record_id=lead, stage=name),
            RecordChange(op="move", entity="lead", record_id=lead, stage="new", pipeline=name),
        ):
            with pytest.raises(NexusError) as caught:
                await write(world.ctx(), world.databases, change)
            assert 400 <= caught.value.status < 500


async def test_another_clinics_ids_are_not_found(world: World) -> None:
    stranger = UUID("019ab2c4-0000-7000-8000-00000000dead")
    with pytest.raises(NotFound):
        await world.update("lead", stranger, name="x")
    with pytest.raises(NotFound):
        await world.move(stranger, "lost")
