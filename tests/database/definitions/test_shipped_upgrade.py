"""A clinic on the apps as they first shipped, with edits and records of its own, is upgraded."""

from datetime import UTC, datetime

import pytest

from engine.core.database import Databases
from engine.core.settings import ROOT
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.draft import create_draft, edit_draft, publish_draft
from engine.definitions.folder import read_folder
from engine.definitions.members import create_member, create_unit
from engine.definitions.packages import install_packages
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore
from engine.ext.record_port import RecordPort
from engine.records import RecordSeeds, system_context
from metamodel.overlay import Edit

pytestmark = pytest.mark.database

FIRST = ROOT / "tests" / "packages" / "shipped_1_0"
APPS = ("core", "leads", "agenda")
CITY, LEAD, NEW_STAGE, BOARD = (
    "be7c60b49c9a6ae5",
    "705ff80a256a4d1f",
    "22a2c7ef1cf91d35",
    "5e52edc4925bbfbe",
)
EDITS = (
    Edit(op="set", target=CITY, attribute="label.pt-BR", value="Município"),
    Edit(op="set", target=NEW_STAGE, attribute="label.pt-BR", value="Chegaram"),
    Edit(op="set", target=BOARD, attribute="label.pt-BR", value="Quadro da Dra. Ana"),
    Edit(
        op="add",
        target=LEAD,
        kind="field",
        body={"name": "x_referrer", "type": "text", "label": {"pt-BR": "Indicado por"}},
    ),
)


async def _old_clinic(databases: Databases) -> Clinic:
    """Version 1.0.0 of the apps, then the clinic's edits."""
    clinic = await create_clinic(databases, slug="antiga", name="Antiga")
    seeds = RecordSeeds(databases)
    folders = [read_folder(FIRST / key) for key in APPS]
    result = await install_packages(databases, clinic, folders, seed_writer=seeds)
    assert result.is_ok, result.problems
    draft = await create_draft(databases, clinic)
    draft = await edit_draft(databases, clinic, draft, edits=EDITS)
    published = await publish_draft(databases, clinic, draft, seed_writer=seeds)
    assert published.state == "published", published.problems
    return clinic


async def _upgrade(databases: Databases, clinic: Clinic) -> Snapshot:
    result = await install_packages(
        databases,
        clinic,
        [read_folder(ROOT / "default_apps" / key) for key in APPS],
        seed_writer=RecordSeeds(databases),
    )
    assert result.is_ok, result.problems
    assert [each.code for each in result.problems if each.code.startswith("merge_")] == []
    return await SnapshotStore(databases).current(clinic.id)


async def test_an_upgrade_keeps_the_clinics_edits_and_records(databases: Databases) -> None:
    clinic = await _old_clinic(databases)
    unit = await create_unit(databases, clinic, name="Moema")
    doctor = await create_member(databases, clinic, name="Dra. Ana", roles=("reception",))
    now = datetime(2026, 11, 23, 13, 42, tzinfo=UTC)
    before = await SnapshotStore(databases).current(clinic.id)
    assert {each.key: each.version for each in before.model.packages} == dict.fromkeys(
        APPS, "1.0.0"
    )
    port = RecordPort(ctx=system_context(clinic, before, now), databases=databases)
    lead = await port.create("lead", {"name": "Bia", "city": "Santos", "x_referrer": "Zoé"})
    await port.create(
        "appointment",
        {
            "lead": str(lead),
            "practitioner": str(doctor),
            "unit": str(unit),
            "starts_at": "2026-11-25T10:00:00-03:00",
            "ends_at": "2026-11-25T10:30:00-03:00",
        },
    )

    after = await _upgrade(databases, clinic)
    assert {each.key: each.version for each in after.model.packages} == dict.fromkeys(APPS, "1.1.0")
    entity = after.model.entity_by_name["lead"]
    assert entity.field_by_name["city"].label == {
        "pt-BR": "Município", "en": "City", "es": "Ciudad",
    }  # fmt: skip
    stages = {each.key: each for each in entity.pipelines[0].stages}
    assert stages["new"].label is not None
    assert stages["new"].label["pt-BR"] == "Chegaram"
    assert stages["lost"].requires == ("lost_reason",)
    board = next(each for each in after.model.views if each.key == "lead.board")
    assert board.label is not None
    assert board.label["pt-BR"] == "Quadro da Dra. Ana"
    assert "payment_proof" in entity.field_by_name

    port = RecordPort(ctx=system_context(clinic, after, now), databases=databases)
    (row,) = await port.list("lead", ["name", "city", "x_referrer", "payment_proof", "stage"])
    assert (row["name"], row["city"], row["x_referrer"]) == ("Bia", "Santos", "Zoé")
    assert (row["payment_proof"], row["stage"]) == (None, "new")
    (visit,) = await port.list("appointment", ["subject", "kind", "lead", "starts_at"])
    assert (visit["subject"], visit["kind"]) == ("Avaliação", None)
    assert visit["lead"]["title"] == "Bia"
