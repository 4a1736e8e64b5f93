"""Conditions of moves: roles, what a move asks for, and what must hold before it."""

import pytest

from engine.access.policy import policy_for
from engine.api.model_fields import describe_pipeline
from engine.core.database import Databases
from engine.records import RecordChange
from engine.records.errors import MoveForbidden, StageGate, TransitionNotAllowed
from engine.records.undo import undo
from tests.desk import Desk, open_desk, said

pytestmark = pytest.mark.database
REQUEST = "dsk_request"


@pytest.fixture(scope="module")
async def clinic(module_databases: Databases) -> Desk:
    """One clinic for the module."""
    return await open_desk(module_databases, "transicoes")


async def test_what_must_hold_is_asked_of_the_record_before_the_move(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="A", amount=100)
    with pytest.raises(StageGate) as caught:
        await clinic.do("move", REQUEST, record, stage="approved", amount=50)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, fault.data) == ("stage", "transition", {"fields": ["amount"]})
    assert fault.message == {"pt-BR": "Só até 100.", "en": "Up to 100 only.", "es": "Só até 100."}
    sql = "select stage || amount::text from dsk_request where id = $1"
    assert await clinic.value(sql, record) == "open100"
    await clinic.do("update", REQUEST, record, amount=50)
    await clinic.do("move", REQUEST, record, stage="approved", amount=5000)
    assert await clinic.value(sql, record) == "approved5000"


async def test_an_unknown_value_does_not_hold(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="nada")
    with pytest.raises(StageGate):
        await clinic.do("move", REQUEST, record, stage="approved")


async def test_an_update_of_the_stage_is_a_move_like_another(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="B", amount=500)
    with pytest.raises(StageGate) as caught:
        await clinic.many(
            RecordChange(
                op="update", entity=REQUEST, record_id=record, values={"stage": "approved"}
            )
        )
    assert said(caught.value) == [("0.stage", "transition")]


async def test_only_the_roles_named_make_the_move_and_administrators(clinic: Desk) -> None:
    for role, may in (("dsk_clerk", False), ("dsk_boss", True), ("dsk_admin", True)):
        record = await clinic.create(REQUEST, name=role, amount=1)
        await clinic.do("move", REQUEST, record, "dsk_clerk", stage="approved")
        if may:
            await clinic.do("move", REQUEST, record, role, stage="paid")
            continue
        with pytest.raises(MoveForbidden):
            await clinic.do("move", REQUEST, record, role, stage="paid")
        await clinic.do("move", REQUEST, record, role, stage="open")


async def test_what_a_move_asks_for_is_filled_with_it_or_before(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="C")
    with pytest.raises(StageGate) as caught:
        await clinic.do("move", REQUEST, record, stage="refused")
    assert said(caught.value) == [("fields.reason", "required")]
    assert (caught.value.faults[0].hint or {})["en"] == "Moving to refused asks for this field."
    with pytest.raises(StageGate):
        await clinic.do("move", REQUEST, record, stage="refused", reason="  ")
    await clinic.do("move", REQUEST, record, stage="refused", reason="Caro")
    other = await clinic.create(REQUEST, name="D", reason="Antes")
    await clinic.do("move", REQUEST, other, stage="refused")


async def test_a_move_that_is_not_listed_stays_impossible(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="E", amount=1)
    with pytest.raises(TransitionNotAllowed):
        await clinic.do("move", REQUEST, record, stage="paid")


async def test_of_a_batch_each_record_is_asked(clinic: Desk) -> None:
    records = [await clinic.create(REQUEST, name=f"L{n}", amount=n) for n in (1, 200, 2, 300)]
    moves = [
        RecordChange(op="move", entity=REQUEST, record_id=record, stage="approved")
        for record in records
    ]
    with pytest.raises(StageGate) as caught:
        await clinic.many(*moves)
    assert said(caught.value) == [("1.stage", "transition"), ("3.stage", "transition")]


async def test_an_undo_goes_back_where_no_move_leads(clinic: Desk) -> None:
    record = await clinic.create(REQUEST, name="F", reason="x")
    moved = await clinic.do("move", REQUEST, record, stage="refused")
    await undo(clinic.ctx(), clinic.databases, REQUEST, record, moved.change_set)
    assert await clinic.value("select stage from dsk_request where id = $1", record) == "open"


def test_the_move_dialog_is_told(clinic: Desk) -> None:
    entity = clinic.snapshot.model.entity_by_name[REQUEST]

    def told(role: str) -> dict[str, object]:
        policy = policy_for(clinic.snapshot, clinic.ctx(role).actor).entities[REQUEST]
        return describe_pipeline(entity.pipelines[0], "stage", policy, "pt-BR", {role})

    refused = {"allowed": True, "requires": ["reason"], "has_condition": False, "message": None}
    approved = {
        "allowed": True, "requires": [], "has_condition": True, "message": "Só até 100.",
    }  # fmt: skip
    paid = {"allowed": False, "requires": [], "has_condition": False, "message": None}
    assert told("dsk_clerk")["transition_rules"] == {
        "open": {"approved": approved, "refused": refused},
        "approved": {"paid": paid, "refused": refused},
        "paid": {"refused": refused},
    }
    assert told("dsk_clerk")["transitions"] == {
        "open": ["approved", "refused"],
        "approved": ["open", "paid", "refused"],
        "paid": ["refused"],
        "refused": [],
    }
