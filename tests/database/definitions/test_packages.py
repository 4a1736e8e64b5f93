"""Apps: nothing is installed with an error in it; seeds are written once; removal keeps values."""

import json
from collections.abc import Sequence

import pytest

from engine.core.errors import InvalidInput, NotFound
from engine.core.tenant import Clinic
from engine.definitions.catalogue import build_catalogue
from engine.definitions.draft import (
    DraftChanged,
    check_draft,
    create_draft,
    discard_draft,
    edit_draft,
    list_drafts,
    plan_draft,
    publish_draft,
    rebase_draft,
)
from engine.definitions.packages import install_package, list_packages, uninstall_package
from engine.definitions.publish import publish, rollback
from engine.definitions.seed import SeedRecord
from engine.definitions.session import PublishRunning, open_session
from engine.definitions.snapshot import Snapshot
from engine.definitions.source import Source
from metamodel.loader import load_package
from metamodel.overlay import Edit
from metamodel.value import content_hash
from tests.database.definitions.conftest import ROWS, World
from tests.shop import CHANGES, base, field_of, files

SEEDS = [{"name": "Vip"}, {"name": "Novo"}]


def second_app(*, requires: str = ">=1.0") -> dict[str, str]:
    entity = {
        "entity": "snd_box",
        "plural": "snd_boxes",
        "label": "Caixa",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "label": "Nome", "required": True},
            {"name": "item", "type": "link", "to": "shp_item", "label": "Item"},
        ],
    }
    manifest = {
        "key": "second",
        "namespace": "snd",
        "version": "1.0.0",
        "label": "Segundo",
        "requires": {"shop": requires},
    }
    return {
        "app.yaml": json.dumps(manifest),
        "entities/snd_box.yaml": json.dumps(entity),
        "seed/snd_box.yaml": json.dumps(SEEDS),
    }


async def test_malformed_package_installs_nothing(world: World) -> None:
    broken = files(base()) | {"entities/bad.yaml": "entity: 'no end\nfields: [", "x": "y"}
    result = await install_package(world.databases, world.clinic, broken, seed_writer=world.seeds)
    assert result.state == "refused"
    assert any(p.file == "entities/bad.yaml" for p in result.problems)
    assert (await world.snapshot()).version == 1


async def test_missing_requirement_installs_nothing(world: World) -> None:
    result = await install_package(
        world.databases,
        world.clinic,
        second_app(requires=">=9.0"),
        seed_writer=world.seeds,
    )
    assert result.state == "refused"
    assert [m.key for m in await list_packages(world.databases, world.clinic)] == ["shop"]


async def test_dry_run_changes_nothing(world: World) -> None:
    shop = CHANGES["remove"].apply()
    result = await install_package(
        world.databases,
        world.clinic,
        files(shop),
        dry_run=True,
        seed_writer=world.seeds,
    )
    assert result.state == "planned"
    assert result.plan is not None
    assert {(i.field, i.rows) for i in result.plan.impacts} == {("code", ROWS)}
    assert (await world.snapshot()).version == 1


async def test_seeds_are_written_once(world: World) -> None:
    await install_package(world.databases, world.clinic, second_app(), seed_writer=world.seeds)
    await uninstall_package(world.databases, world.clinic, "second", seed_writer=world.seeds)
    await install_package(world.databases, world.clinic, second_app(), seed_writer=world.seeds)
    assert await world.value("core", "select count(*) from snd_box") == len(SEEDS)
    assert await world.findings() == []


async def test_seed_writer_gets_the_new_snapshot(world: World) -> None:
    seen: list[tuple[str, int, int]] = []

    async def write(
        clinic: Clinic, snapshot: Snapshot, entity: str, records: Sequence[SeedRecord]
    ) -> None:
        seen.append((entity, snapshot.version, len(records)))

    await install_package(world.databases, world.clinic, second_app(), seed_writer=write)
    assert seen == [("snd_box", 2, 2)]


async def test_refused_seed_is_told_and_the_app_stays(world: World) -> None:
    async def refuse(*_: object) -> None:
        raise InvalidInput()

    result = await install_package(world.databases, world.clinic, second_app(), seed_writer=refuse)
    assert result.state == "published"
    assert [p.code for p in result.problems if p.code == "seed_refused"] == ["seed_refused"]


async def test_uninstall_keeps_values_and_respects_dependants(world: World) -> None:
    await install_package(world.databases, world.clinic, second_app(), seed_writer=world.seeds)
    refused = await uninstall_package(
        world.databases, world.clinic, "shop", seed_writer=world.seeds
    )
    assert refused.state == "refused"
    await uninstall_package(world.databases, world.clinic, "second", seed_writer=world.seeds)
    result = await uninstall_package(world.databases, world.clinic, "shop", seed_writer=world.seeds)
    assert (result.state, result.version) == ("published", 4)
    assert await world.findings() == []
    assert await world.value("chat", "select count(*) from {thing}") == ROWS
    back = await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    assert back.state == "published"
    assert await world.findings() == []
    with pytest.raises(NotFound):
        await uninstall_package(world.databases, world.clinic, "nothing", seed_writer=world.seeds)


async def test_one_publish_at_a_time(world: World) -> None:
    async with open_session(world.databases, world.clinic):
        with pytest.raises(PublishRunning):
            async with open_session(world.databases, world.clinic, wait_seconds=0.2):
                pass


async def test_cancelled_publish_leaves_no_trace(world: World) -> None:
    asked: list[bool] = []

    def after_some_steps() -> bool:
        asked.append(True)
        return len(asked) > 12

    change = CHANGES["everything"]
    package, _ = load_package(files(change.apply()), build_catalogue())
    assert package is not None
    result = await publish(
        world.databases,
        world.clinic,
        Source(packages={"shop": content_hash(package)}),
        packages=[package],
        stage_moves=change.stage_moves,
        should_cancel=after_some_steps,
        seed_writer=world.seeds,
    )
    assert (result.state, result.version) == ("cancelled", 1)
    assert await world.findings() == []


async def test_draft_of_an_edit(world: World) -> None:
    draft = await create_draft(world.databases, world.clinic, title="rótulo")
    edit = Edit(op="set", target="f_shp_item_code", attribute="label.pt-BR", value="Referência")
    edited = await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    with pytest.raises(DraftChanged):
        await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    assert (await check_draft(world.databases, world.clinic, edited)).model is not None
    assert (await plan_draft(world.databases, world.clinic, edited)).state == "planned"
    assert len(await list_drafts(world.databases, world.clinic)) == 1
    result = await publish_draft(world.databases, world.clinic, edited, seed_writer=world.seeds)
    assert (result.state, result.version) == ("published", 2)
    field = (await world.snapshot()).model.entity_by_name["shp_item"].field_by_name["code"]
    assert field.label == {"pt-BR": "Referência"}
    assert await list_drafts(world.databases, world.clinic) == []


async def test_upgrade_keeps_the_overlay(world: World) -> None:
    draft = await create_draft(world.databases, world.clinic)
    edit = Edit(op="set", target="f_shp_item_code", attribute="label.pt-BR", value="Referência")
    draft = await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    await publish_draft(world.databases, world.clinic, draft, seed_writer=world.seeds)
    await world.install(CHANGES["add"].apply())
    fields = (await world.snapshot()).model.entity_by_name["shp_item"].field_by_name
    assert fields["code"].label == {"pt-BR": "Referência"}
    assert "color" in fields


async def test_rebased_draft(world: World) -> None:
    draft = await create_draft(world.databases, world.clinic)
    edit = Edit(op="set", target="f_shp_item_code", attribute="label.pt-BR", value="Referência")
    draft = await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    await world.install(CHANGES["add"].apply())
    draft = await rebase_draft(world.databases, world.clinic, draft)
    result = await publish_draft(world.databases, world.clinic, draft, seed_writer=world.seeds)
    assert (result.state, result.version) == ("published", 3)
    await discard_draft(world.databases, world.clinic, draft.id)


def people_app(*fields: dict[str, object]) -> dict[str, str]:
    """An app that keeps an entity in the system table of members."""
    name = {"id": "pf_name", "name": "name", "type": "text", "label": "Nome", "required": True}
    entity = {
        "id": "pe_member",
        "entity": "ppl_member",
        "plural": "ppl_members",
        "label": "Membro",
        "system": "member",
        "title": "name",
        "fields": [name, *fields],
    }
    manifest = {"key": "people", "namespace": "ppl", "version": "1.0.0", "label": "Pessoas"}
    return {
        "app.yaml": json.dumps(manifest),
        "entities/ppl_member.yaml": json.dumps(entity),
    }


async def test_fields_of_a_system_table(world: World) -> None:
    email = {"id": "pf_email", "name": "email", "type": "text", "label": "E-mail"}
    phone = {"id": "pf_phone", "name": "phone", "type": "phone", "label": "Telefone"}
    await install_package(
        world.databases,
        world.clinic,
        people_app(email, phone),
        seed_writer=world.seeds,
    )
    stored = (await world.snapshot()).storage.entities["pe_member"]
    assert (stored.table, stored.system) == ("_member", True)
    assert stored.fields["pf_email"].columns == {"": "email"}
    assert stored.fields["pf_phone"].columns == {"": "phone", "wa_id": "phone_wa_id"}
    assert await world.findings() == []
    result = await install_package(
        world.databases, world.clinic, people_app(), seed_writer=world.seeds
    )
    assert result.state == "published"
    assert await world.findings() == []
    await uninstall_package(world.databases, world.clinic, "people", seed_writer=world.seeds)
    assert await world.findings() == []


async def test_upgrade_that_meets_an_edit_tells_the_conflict(world: World) -> None:
    draft = await create_draft(world.databases, world.clinic)
    edit = Edit(
        op="set",
        target="f_shp_item_code",
        attribute="label.pt-BR",
        value="Referência",
        base_hash=content_hash("code"),
    )
    draft = await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    await publish_draft(world.databases, world.clinic, draft, seed_writer=world.seeds)
    shop = base()
    field_of(shop, "shp_item", "code")["label"] = {"pt-BR": "Código"}
    result = await world.install(shop)
    assert result.state == "published"
    assert "merge_changed" in [p.code for p in result.problems]
    field = (await world.snapshot()).model.entity_by_name["shp_item"].field_by_name["code"]
    assert field.label == {"pt-BR": "Referência"}


@pytest.mark.parametrize("value", ["a\x00b", "\ud800"])
async def test_text_that_cannot_be_stored(world: World, value: str) -> None:
    draft = await create_draft(world.databases, world.clinic)
    edit = Edit(op="set", target="f_shp_item_code", attribute="label.pt-BR", value=value)
    with pytest.raises(InvalidInput):
        await edit_draft(world.databases, world.clinic, draft, edits=(edit,))
    emoji = edit.model_copy(update={"value": "😀 'olá' \"#r\""})
    await edit_draft(world.databases, world.clinic, draft, edits=(emoji,))
