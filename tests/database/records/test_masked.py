"""Masked fields that may be written: set on new records, changed only where they are shown."""

import pytest

from engine.core.errors import Forbidden, InvalidInput
from engine.records import RecordChange, write, write_many
from tests.database.records.world import World

pytestmark = pytest.mark.database

HIS = "+5511981230001"


async def test_it_may_be_set_on_a_new_record_whoever_will_own_it(world: World) -> None:
    lead = await world.create("lead", "seller", name="Novo", whatsapp=HIS, owner=str(world.bia))
    assert (await world.row("lead", lead))["whatsapp"] == HIS


async def test_it_may_be_changed_where_it_is_shown(world: World) -> None:
    lead = await world.create("lead", "seller", name="Meu", whatsapp="+5511981230002")
    result = await world.update("lead", lead, "seller", whatsapp="+5511981230003", name="Meu!")
    assert (result.version, result.is_changed) == (2, True)
    assert (await world.row("lead", lead))["whatsapp"] == "+5511981230003"


async def test_where_it_is_masked_nothing_of_the_change_is_written(world: World) -> None:
    """The record has no owner: the seller may update it and may not see the number."""
    lead = await world.create(
        "lead", name="De todos", owner=None, whatsapp="+5511981230004",
        service_unit=str(world.moema),
    )  # fmt: skip
    with pytest.raises(Forbidden) as caught:
        await world.update("lead", lead, "seller", whatsapp="+5511981230005", name="Outro")
    assert [(f.path, f.code) for f in caught.value.faults] == [("whatsapp", "forbidden")]
    row = await world.row("lead", lead)
    assert (row["name"], row["whatsapp"], row["_version"]) == ("De todos", "+5511981230004", 1)
    assert (await world.update("lead", lead, "seller", name="Outro")).version == 2


async def test_the_refusal_does_not_depend_on_the_hidden_value(world: World) -> None:
    """The value that is there, another, one somebody else has, none: one answer for all."""
    await world.create("lead", name="Dono do número", whatsapp="+5511981230006")
    told: set[str] = set()
    for hidden in (None, "+5511981230007"):
        lead = await world.create(
            "lead", name="Máscara", owner=None, whatsapp=hidden, service_unit=str(world.moema)
        )
        for guess in ("+5511981230007", "+5511981230006", "+5511981230008", None):
            for version in (None, 1):
                with pytest.raises(Forbidden) as caught:
                    await world.update("lead", lead, "seller", whatsapp=guess, version=version)
                told.add(repr(caught.value.faults))
    assert len(told) == 1


async def test_the_record_as_it_stands_before_the_change_decides(world: World) -> None:
    """Taking the record in the same change does not open the mask."""
    lead = await world.create(
        "lead", name="Livre", owner=None, whatsapp="+5511981230009", service_unit=str(world.moema)
    )
    with pytest.raises(Forbidden):
        await world.update("lead", lead, "seller", owner=str(world.ana), whatsapp="+5511981230010")
    assert (await world.row("lead", lead))["owner"] is None
    await world.update("lead", lead, "seller", owner=str(world.ana))
    await world.update("lead", lead, "seller", whatsapp="+5511981230010")


async def test_a_move_and_a_batch_keep_the_same_rule(world: World) -> None:
    lead = await world.create("lead", name="Livre", owner=None, service_unit=str(world.moema))
    with pytest.raises(Forbidden) as caught:
        await world.move(lead, "active", "seller", whatsapp="+5511981230011")
    assert [fault.path for fault in caught.value.faults] == ["fields.whatsapp"]
    changes = [
        RecordChange(op="update", entity="lead", record_id=lead, values={"whatsapp": None}),
    ]
    with pytest.raises(Forbidden) as caught:
        await write_many(world.ctx("seller"), world.databases, changes)
    assert [fault.path for fault in caught.value.faults] == ["0.whatsapp"]
    assert (await world.row("lead", lead))["_version"] == 1


async def test_without_write_a_masked_field_is_read_only(world: World) -> None:
    for change in (
        RecordChange(op="create", entity="lead", values={"name": "A", "birthday": "1990-01-01"}),
        RecordChange(
            op="update",
            entity="lead",
            record_id=await world.create("lead", "seller", name="A"),
            values={"birthday": "1990-01-01"},
        ),
    ):
        with pytest.raises(InvalidInput) as caught:
            await write(world.ctx("seller"), world.databases, change)
        assert [fault.code for fault in caught.value.faults] == ["field_read_only"]


async def test_a_taken_number_is_told_without_whose_it_is(world: World) -> None:
    """Uniqueness over records out of reach is declassified: the field, never the record."""
    other = await world.create(
        "lead", name="De Bia", owner=str(world.bia), whatsapp="+5511981230012"
    )
    with pytest.raises(InvalidInput) as caught:
        await world.create("lead", "seller", name="Novo", whatsapp="+5511981230012")
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, dict(fault.data)) == ("whatsapp", "unique", {})
    assert str(other) not in repr(fault)
    assert "+5511981230012" not in repr(fault)
