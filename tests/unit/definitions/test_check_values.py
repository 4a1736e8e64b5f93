"""Values in definitions are checked by the types that clean them: settings, defaults, seeds."""

from collections.abc import Mapping

import pytest

from engine.access.policy import policy_for
from engine.definitions.catalogue import build_catalogue
from engine.definitions.check_values import check_values
from engine.definitions.package_keys import explain_needed, explain_taken
from engine.definitions.seed import seed_id
from engine.records.change import RecordChange
from engine.records.clean import clean
from engine.records.table import table_of
from metamodel.loader import read_package
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.sources import check_sources
from tests.query_sample import build_context, build_model, build_snapshot

APP = "key: box\nversion: 1.0.0\n"
HEAD = "entity: box\nplural: boxes\ntitle: name\nfields:\n  - {name: name, type: text}\n"


def check(files: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a package by itself."""
    everything = {"app.yaml": APP, **files}
    return check_sources([everything], build_catalogue(), further=check_values).problems


def errors(problems: list[Problem]) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.path, each.line) for each in problems if each.severity == "error"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("{name: x, type: date, default: amanha}", "default_wrong_type"),
        ("{name: x, type: phone, default: abc}", "default_wrong_type"),
        ("{name: x, type: money, default: caro}", "default_wrong_type"),
        ("{name: x, type: money, default: 5, min: 10}", "default_wrong_type"),
        ("{name: x, type: text, default: 5}", "default_wrong_type"),
        ("{name: x, type: text, default: abc, max_length: 2}", "default_wrong_type"),
        ("{name: x, type: datetime, default: '2026-01-01'}", "default_wrong_type"),
        ("{name: x, type: money, min: 10, max: 1}", "settings_conflict"),
        ("{name: x, type: text, min_length: 9, max_length: 2}", "settings_conflict"),
        ("{name: x, type: long_text, min_length: 9, max_length: 2}", "settings_conflict"),
        ("{name: x, type: date, default: '2026-11-23'}", None),
        ("{name: x, type: money, default: '10.50', min: 0, max: 20}", None),
    ],
)
def test_defaults_and_settings(field: str, code: str | None) -> None:
    found = check({"entities/box.yaml": f"{HEAD}  - {field}\n"})
    assert [each[0] for each in errors(found)] == ([code] if code else [])
    assert all(each.line == 6 and each.hint for each in found if each.severity == "error")


def test_a_stage_field_begins_where_its_pipeline_says() -> None:
    text = (
        HEAD + "  - {name: s, type: stage, pipeline: p, default: shut}\n"
        "pipelines: [{name: p, stages: [{key: open}, {key: shut}]}]\n"
    )
    warned = [each.code for each in check({"entities/box.yaml": text})]
    assert "default_not_used" in warned


BOX = (
    "entity: box\nplural: boxes\ntitle: name\nfields:\n"
    "  - {name: name, type: text, required: true, unique: true, max_length: 10}\n"
    "  - {name: price, type: money}\n"
    "  - {name: kind, type: choice, options: [{key: a}, {key: b}]}\n"
    "  - {name: state, type: stage, pipeline: states}\n"
    "  - {name: size, type: text, required: true, default: P}\n"
    "  - {name: inside, type: link, to: box}\n"
    "  - {name: holds, type: links, to: box, inverse: inside}\n"
    "pipelines: [{name: states, stages: [{key: open}, {key: shut, requires: [price]}]}]\n"
)


@pytest.mark.parametrize(
    ("record", "code", "name"),
    [
        ("{name: B, price: muito}", "seed_value", "price"),
        ("{name: B, kind: c}", "seed_value", "kind"),
        ("{name: comprido demais}", "seed_value", "name"),
        ("{name: B, inside: nada}", "seed_value", "inside"),
        ("{name: B, inside: 01890a5d-ac96-774b-bcce-b302099a8057}", "seed_link", "inside"),
        ("{name: B, holds: [01890a5d-ac96-774b-bcce-b302099a8057]}", "seed_not_written", "holds"),
        ("{name: B, state: closed}", "stage_unknown", "state"),
        ("{name: B, state: null}", "seed_required", "state"),
        ("{name: B, state: shut}", "seed_required", "price"),
        ("{price: 3}", "seed_required", "name"),
        ("{name: ' '}", "seed_required", "name"),
        ("{name: B, size: null}", "seed_required", "size"),
        ("{name: bau}", "seed_twice", "name"),
        ("{name: B, colour: red}", "seed_field", "colour"),
    ],
)
def test_seeds(record: str, code: str, name: str) -> None:
    files = {"entities/box.yaml": BOX, "seed/box.yaml": f"- {{name: Baú}}\n\n- {record}\n"}
    found = check(files)
    assert errors(found) == [(code, f"seed.box.1.{name}", 3)]
    (told,) = (each for each in found if each.severity == "error")
    assert told.file == "seed/box.yaml"
    assert code in ("seed_field", "stage_unknown") or told.hint


def test_seeds_that_fit_and_link_to_each_other() -> None:
    first = seed_id("box", "box", 0)
    seeds = f"- {{name: Baú, price: 3, state: shut}}\n- {{name: B, kind: a, inside: {first}}}\n"
    assert errors(check({"entities/box.yaml": BOX, "seed/box.yaml": seeds})) == []


def test_seeds_of_two_files_are_counted_on() -> None:
    files = {"entities/box.yaml": BOX, "seed/box.yaml": "- {name: A}\n"}
    files["seed/more.yaml"] = "entity: box\nrecords:\n  - {name: B}\n  - {name: a}\n"
    (found,) = (each for each in check(files) if each.severity == "error")
    assert (found.code, found.path, found.file, found.line) == (
        "seed_twice", "seed.box.2.name", "seed/more.yaml", 4,
    )  # fmt: skip


def test_seeds_of_what_is_installed_stand_in_nobodys_way() -> None:
    bad = {"app.yaml": APP, "entities/box.yaml": BOX, "seed/box.yaml": "- {price: muito}\n"}
    installed = read_package(bad).package
    assert installed is not None
    other = {"app.yaml": "key: other\nversion: 1.0.0\n"}
    checked = check_sources([other], build_catalogue(), installed=[installed], further=check_values)
    assert errors(checked.problems) == []


def test_a_default_that_does_not_fit_is_a_fault_of_the_write() -> None:
    """A model that was published before defaults were checked."""
    model = build_model()
    lead = model.entity_by_name["lead"]
    fields = tuple(
        each.model_copy(update={"default": "caro"}) if each.name == "service_value" else each
        for each in lead.fields
    )
    entities = [
        each.model_copy(update={"fields": fields}) if each.name == "lead" else each
        for each in model.entities
    ]
    ctx = build_context("admin", snapshot=build_snapshot(build_model({"entities": entities})))
    entity = ctx.snapshot.model.entity_by_name["lead"]
    table = table_of(ctx.snapshot, entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find("lead")
    assert table is not None
    assert policy is not None
    change = RecordChange(op="create", entity="lead", values={"name": "Ana"})
    _, found = clean(ctx, change, table, policy, "")
    assert [(fault.path, fault.code) for fault in found] == [("service_value", "default_unfit")]
    sent = RecordChange(op="create", entity="lead", values={"name": "Ana", "service_value": 1})
    assert clean(ctx, sent, table, policy, "")[1] == ()


def _package(key: str, *entities: str, owner: str | None = None, more: str = "") -> AppPackage:
    files = {"app.yaml": f"key: {key}\nversion: 1.0.0\n{more}"}
    files["app.yaml"] += f"owner: {owner}\n" if owner else ""
    for name in entities:
        head = f"entity: {name}\ntitle: name\nfields: [{{name: name, type: text}}]\n"
        files[f"entities/{name}.yaml"] = head + ("system: member\n" if name == "member" else "")
    package = read_package(files).package
    assert package is not None
    return package


def test_the_key_of_another_app_is_taken() -> None:
    installed = {"leads": _package("leads", "lead", owner="Nexus")}
    upgrade = _package("leads", "lead", "visit", owner="Nexus")
    assert explain_taken([upgrade], installed) == []
    for other in (_package("leads", "lead"), _package("leads", "deal", owner="Nexus")):
        (found,) = explain_taken([other], installed)
        assert (found.code, found.file, found.line) == ("app_key_taken", "app.yaml", 1)


def test_an_app_that_is_needed_stays() -> None:
    core, leads = _package("core", "member"), _package("leads", "lead", more="requires: {kit: '*'}")
    installed = {"core": core, "kit": _package("kit", "box"), "leads": leads}
    told = {key: explain_needed(key, installed) for key in installed}
    assert {key: each and each.code for key, each in told.items()} == {
        "core": "app_base", "kit": "app_needed", "leads": None,
    }  # fmt: skip
