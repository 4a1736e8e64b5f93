"""New records through the write door."""

from decimal import Decimal
from uuid import uuid4

import pytest

from engine.access.errors import FieldUnknown
from engine.core.errors import Forbidden, InvalidInput, NotFound
from engine.records import RecordChange, write
from tests.database.records.world import NOW, World

pytestmark = pytest.mark.database


async def test_a_record_has_its_values_defaults_first_stage_and_stamps(world: World) -> None:
    peeling = await world.create("procedure", name="Peeling")
    laser = await world.create("procedure", name="Laser")
    lead = await world.create(
        "lead",
        name="  Mariana  Couto ",
        whatsapp="(11) 90412-7783",
        service_value="6800.00",
        service_unit={"id": str(world.moema)},
        procedures=[str(laser), {"id": str(peeling)}],
        next_contact_at="2026-11-23T15:30:00-03:00",
    )
    row = await world.row("lead", lead)
    assert row["name"] == "Mariana  Couto"
    assert (row["whatsapp"], row["whatsapp_wa_id"]) == ("+5511904127783", None)
    assert row["service_value"] == Decimal("6800.00")
    assert (row["owner"], row["situation"], row["stage"]) == (world.ana, "started", "new")
    assert row["stage_since"] == row["_created_at"] == row["_updated_at"] == NOW
    assert (row["_version"], row["_created_by"], row["_trashed_at"]) == (1, world.ana, None)
    links = await world.value(
        "select array_agg(target_id order by position) from lead_procedures where source_id = $1",
        lead,
    )
    assert links == [laser, peeling]


async def test_all_faults_come_at_once(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        await world.create(
            "lead",
            name=" ",
            whatsapp="abc",
            channel="sit",
            service_value="10.000,5",
            stage="ghost",
            procedures="x",
            owner=5,
            nmae="x",
            id="x",
            version=3,
            created_by="x",
            visits=[],
            code="x",
        )
    found = {fault.path: fault.code for fault in caught.value.faults}
    assert found == {
        "name": "required",
        "whatsapp": "phone",
        "channel": "choice_unknown",
        "service_value": "money",
        "stage": "stage_unknown",
        "procedures": "links",
        "owner": "reference",
        "nmae": "field_unknown",
        "id": "field_unknown",
        "version": "field_unknown",
        "created_by": "field_read_only",
        "visits": "field_read_only",
        "code": "field_read_only",
    }
    assert all(set(fault.message) == {"pt-BR", "en", "es"} for fault in caught.value.faults)


@pytest.mark.parametrize("name", ["comment", "ghost", "_version"])
async def test_hidden_and_unknown_fields_are_one_answer(world: World, name: str) -> None:
    with pytest.raises(FieldUnknown) as caught:
        await world.create("lead", "seller", name="A", **{name: "x"})
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == (name, "field_unknown")
    assert fault.message["pt-BR"] == f"O campo “{name}” não existe."


@pytest.mark.parametrize(
    ("name", "whose"), [("situation", " para o seu perfil"), ("created_at", "")]
)
async def test_a_field_that_is_seen_and_not_written_says_so(
    world: World, name: str, whose: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        await world.create("lead", "seller", name="A", **{name: "x"})
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == (name, "field_read_only")
    assert fault.message["pt-BR"].endswith(f" é só de leitura{whose}.")


async def test_a_required_field_missing(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        await world.create("lead", whatsapp="11 90412-0001")
    assert [(f.path, f.code, f.message["pt-BR"]) for f in caught.value.faults] == [
        ("name", "required", "Preencha Nome do lead.")
    ]


async def test_unknown_entities_and_those_not_granted_are_not_found(world: World) -> None:
    for role, entity in (("admin", "ghost"), ("seller", "activity"), ("mover", "procedure")):
        with pytest.raises(NotFound):
            await world.create(entity, role, name="x")
    for role in ("reader", "mover"):
        with pytest.raises(Forbidden):
            await world.create("lead", role, name="x")


async def test_a_unique_value_is_refused_without_showing_the_other_record(world: World) -> None:
    await world.create("lead", name="A", whatsapp="11 91111-0001")
    with pytest.raises(InvalidInput) as caught:
        await world.create("lead", name="B", whatsapp="+55 (11) 91111-0001")
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, dict(fault.data)) == ("whatsapp", "unique", {})
    assert "91111" not in str(caught.value.__dict__)
    await world.create("procedure", name="Bioestímulo")
    with pytest.raises(InvalidInput):
        await world.create("procedure", name="BIOESTIMULO")


async def test_links_must_be_there_and_readable(world: World) -> None:
    dear = await world.create("procedure", name="Transplante", price="9000")
    cheap = await world.create("procedure", name="Limpeza", price="200")
    for role, values, path in (
        ("admin", {"procedures": [str(cheap), str(uuid4())]}, "procedures"),
        ("seller", {"procedures": [str(dear)]}, "procedures"),
        ("admin", {"service_unit": str(uuid4())}, "service_unit"),
        ("admin", {"owner": str(world.moema)}, "owner"),
    ):
        with pytest.raises(InvalidInput) as caught:
            await world.create("lead", role, name="A", **values)
        assert [(f.path, f.code) for f in caught.value.faults] == [(path, "link_not_found")]
    await world.create("lead", "seller", name="A", procedures=[str(cheap)], owner=str(world.bia))


async def test_a_deactivated_member_is_not_chosen_anew(world: World) -> None:
    lead = await world.create("lead", name="A", owner=str(world.bia))
    await world.value("update _member set active = false where id = $1", world.bia)
    await world.value("update _state set policy_epoch = $1", world.epoch)
    with pytest.raises(InvalidInput):
        await world.create("lead", name="B", owner=str(world.bia))
    assert (await world.update("lead", lead, owner=str(world.bia), name="A2")).version == 2
    await world.value("update _member set active = true where id = $1", world.bia)
    await world.value("update _state set policy_epoch = $1", world.epoch)


async def test_an_any_link_keeps_the_title(world: World) -> None:
    lead = await world.create("lead", name="Camila Rezende")
    note = await world.create(
        "activity", summary="Ligou", record={"entity": "lead", "id": str(lead)}
    )
    row = await world.row("activity", note)
    assert (row["record_entity"], row["record_id"], row["record_title"]) == (
        "lead",
        lead,
        "Camila Rezende",
    )
    assert row["happened_at"] == NOW
    with pytest.raises(InvalidInput) as caught:
        await world.create("activity", summary="x", record={"entity": "lead", "id": str(uuid4())})
    assert caught.value.faults[0].code == "link_not_found"


async def test_a_record_of_the_chat_database_links_to_the_core_one(world: World) -> None:
    lead = await world.create("lead", name="Aline")
    message = await world.create("message", body="Oi", about={"entity": "lead", "id": str(lead)})
    async with world.databases.chat.clinic(world.clinic.id) as con:
        assert (
            await con.fetchval("select about_title from message where id = $1", message) == "Aline"
        )


async def test_rules_are_evaluated_on_the_row(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        await world.create("lead", name="Rule", channel="campaign")
    assert [(f.path, f.code, f.message["pt-BR"]) for f in caught.value.faults] == [
        ("campaign", "rule", "Informe a campanha.")
    ]
    assert await world.value("select count(*) from lead where name = 'Rule'") == 0
    await world.create("lead", name="Rule", channel="campaign", campaign="Verão")


async def test_a_record_may_start_in_another_stage_that_is_open_to_it(world: World) -> None:
    lead = await world.create("lead", name="A", stage="active")
    assert (await world.row("lead", lead))["stage"] == "active"
    with pytest.raises(Exception, match="gate") as caught:
        await world.create("lead", name="B", stage="negotiation", service_value=10)
    assert [(f.path, f.code) for f in caught.value.faults] == [("procedures", "required")]
    with pytest.raises(Exception, match="gate") as caught:
        await world.create("lead", name="B", stage="closed", service_value=0)
    assert [(f.path, f.message["pt-BR"]) for f in caught.value.faults] == [
        ("stage", "O valor precisa ser maior que zero.")
    ]


async def test_the_plural_names_the_entity_too(world: World) -> None:
    change = RecordChange(op="create", entity="leads", values={"name": "Plural"})
    assert (await write(world.ctx(), world.databases, change)).version == 1
