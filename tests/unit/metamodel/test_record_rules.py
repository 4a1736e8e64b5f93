"""Conditions of moves, `no_overlap`, retention, tables and attributes of links, as a package says
them: what is taken, what is refused and where.
"""

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from metamodel.catalogue import Catalogue, FieldTypeFacts
from metamodel.check import build_model
from metamodel.diff import diff
from metamodel.identify import write_ids
from metamodel.json_schema import file_schemas
from metamodel.loader import load_package
from metamodel.merge import merge
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.problem import Problem
from metamodel.sources import check_sources
from metamodel.value import content_hash

pytestmark = pytest.mark.unit
APP = "key: shop\nversion: 1.0.0\n"
ROOM = """\
entity: room
title: name
fields:
  - {name: name, type: text}
  - {name: chairs, type: integer}
"""
VISIT = """\
entity: visit
title: name
retention: {history: 730, trash: 30}
fields:
  - {name: name, type: text}
  - {name: room, type: link, to: room}
  - {name: helpers, type: links, to: room, attributes: [{name: quantity, type: integer}]}
  - {name: starts_at, type: datetime}
  - {name: ends_at, type: datetime}
  - {name: travel, type: duration}
  - {name: stage, type: stage, pipeline: flow}
pipelines:
  - name: flow
    stages: [{key: asked}, {key: booked, occupies: true}, {key: lost, kind: lost}]
    transitions:
      asked: [booked]
      "*":
        - to: lost
          when: "name is not empty"
          message: Sem nome
          roles: [boss]
          requires: [travel]
no_overlap:
  - {resources: [room], start: starts_at, end: ends_at, before: travel, after: 10, lanes: chairs}
"""
ROLES = "roles:\n  - {key: boss}\n"
LINE = """\
entity: line
title: name
fields:
  - {name: name, type: text}
  - {name: visit, type: link, to: visit}
"""
TABLE = "  - {name: lines, type: table, to: line, inverse: visit}\n"
FIELDS_END = "  - {name: stage, type: stage, pipeline: flow}\n"


@pytest.fixture(scope="module")
def wide(catalogue: Catalogue) -> Catalogue:
    """The catalogue with whole numbers, durations and tables."""
    more = (
        FieldTypeFacts(key="integer", expression_type="integer"),
        FieldTypeFacts(key="duration", expression_type="duration"),
        FieldTypeFacts(
            key="table", expression_type="link", relation="many", needs=("to", "inverse")
        ),
    )
    known = {**catalogue.field_types, **{facts.key: facts for facts in more}}
    return catalogue.model_copy(update={"field_types": known})


def files(**changed: str) -> dict[str, str]:
    """The package; `visit` and `line` may be given whole."""
    return {
        "app.yaml": APP,
        "entities/room.yaml": ROOM,
        "entities/visit.yaml": changed.get("visit", VISIT),
        "roles.yaml": ROLES,
        **({"entities/line.yaml": changed["line"]} if "line" in changed else {}),
    }


def build(given: dict[str, str], catalogue: Catalogue) -> tuple[Model | None, list[Problem]]:
    package, problems = load_package(given, catalogue)
    assert package is not None, problems
    return build_model([package], Overlay(), catalogue)


def errors(given: dict[str, str], catalogue: Catalogue) -> list[tuple[str, str]]:
    checked = check_sources([given], catalogue)
    return [(each.code, each.path) for each in checked.problems if each.severity == "error"]


def test_what_a_package_says_is_in_the_model(wide: Catalogue) -> None:
    model, problems = build(files(), wide)
    assert model is not None, problems
    visit = model.entity_by_name["visit"]
    flow = visit.pipelines[0]
    assert flow.reachable("asked") == ("booked", "lost")
    assert flow.reachable("booked") == ("lost",)
    assert flow.rule("asked", "booked") is None
    rule = flow.rule("booked", "lost")
    assert rule is not None
    assert (rule.when, rule.message, rule.roles, rule.requires) == (
        "name is not empty",
        {"pt-BR": "Sem nome"},
        ("boss",),
        ("travel",),
    )
    assert flow.asked == {"travel"}
    assert flow.occupying == ("booked",)
    (overlap,) = visit.no_overlap
    assert (overlap.before, overlap.after, overlap.lanes) == ("travel", 10, "chairs")
    assert visit.occupying(overlap) == ("stage", ("booked",))
    assert (visit.retention.history, visit.retention.trash) == (730, 30)
    assert visit.history is True
    (quantity,) = visit.field_by_name["helpers"].attributes
    assert quantity.id


def test_a_rule_of_the_stage_itself_goes_before_one_of_all_stages(wide: Catalogue) -> None:
    text = VISIT.replace("asked: [booked]", "asked: [booked, lost]")
    model, _ = build(files(visit=text), wide)
    assert model is not None
    flow = model.entity_by_name["visit"].pipelines[0]
    assert flow.rule("asked", "lost") is None
    assert flow.rule("booked", "lost") is not None


def test_without_a_mark_stages_that_end_in_vain_are_free(wide: Catalogue) -> None:
    model, _ = build(files(visit=VISIT.replace(", occupies: true", "")), wide)
    assert model is not None
    assert model.entity_by_name["visit"].pipelines[0].occupying == ("asked", "booked")


def test_history_can_be_switched_off_in_words(wide: Catalogue) -> None:
    model, _ = build(files(visit=f"{VISIT}history: off\n"), wide)
    assert model is not None
    assert model.entity_by_name["visit"].history is False


def test_what_is_not_said_changes_no_content_hash(clinic) -> None:
    """Packages of before keep their hash, and so their clinics their model."""
    lead = clinic.model().entity_by_name["lead"]
    plain = lead.model_dump(mode="json", exclude_defaults=True)
    assert not {"no_overlap", "retention", "history", "external_ids"} & plain.keys()
    assert plain["pipelines"][0]["transitions"]["new"] == ["negotiation", "lost"]
    assert content_hash(type(lead).model_validate(plain)) == content_hash(lead)


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("to: lost", "to: losst", "stage_unknown", "pipelines.flow.transitions.*"),
        ("[boss]", "[bos]", "role_unknown", "pipelines.flow.transitions.*.0.roles"),
        ("[travel]", "[travell]", "field_unknown", "pipelines.flow.transitions.*.0.requires"),
        ("name is not", "nam is not", "expression_field_unknown",
         "pipelines.flow.transitions.*.0.when"),
        ("name is not empty", "name", "expression_not_a_condition",
         "pipelines.flow.transitions.*.0.when"),
        ("asked: [booked]", "asked: [booked, {to: booked, roles: [boss]}]", "transition_twice",
         "pipelines.flow.transitions.asked"),
        ("          when:", "          wen:", "attribute_unknown",
         "pipelines.flow.transitions.*.0.wen"),
        ("asked: [booked]", "asked: [5]", "must_be_text", "pipelines.flow.transitions.asked.0"),
        ("history: 730", "history: 0", "out_of_range", "retention.history"),
        ("history: 730", "history: long", "must_be_integer", "retention.history"),
        ("[room], start", "[rooms], start", "field_unknown", "no_overlap.0.resources"),
        ("[room], start", "[name], start", "overlap_field", "no_overlap.0.resources"),
        ("[room], start", "[], start", "overlap_without_resources", "no_overlap.0"),
        ("start: starts_at", "start: name", "overlap_field", "no_overlap.0.start"),
        (", end: ends_at", "", "overlap_end", "no_overlap.0"),
        (", end: ends_at", ", end: ends_at, duration: travel", "overlap_end", "no_overlap.0"),
        ("before: travel", "before: name", "overlap_field", "no_overlap.0.before"),
        ("after: 10", "after: -1", "out_of_range", "no_overlap.0.after"),
        ("lanes: chairs", "lanes: chair", "field_unknown", "no_overlap.0.lanes"),
        ("lanes: chairs", "lanes: 0", "out_of_range", "no_overlap.0.lanes"),
        ("lanes: chairs", "lanes: name", "overlap_field", "no_overlap.0.lanes"),
        ("lanes: chairs", "when_stage_occupies: name", "overlap_field",
         "no_overlap.0.when_stage_occupies"),
        (FIELDS_END, f"{FIELDS_END}  - {{name: other, type: stage, pipeline: flow}}\n",
         "overlap_stage", "no_overlap.0"),
        ("no_overlap:\n", "no_overlap:\n  - {resources: [room], start: starts_at, end: ends_at}\n",
         "overlap_resource_twice", "no_overlap.1.resources"),
        ("name: quantity, type: integer", "name: quantity, type: link, to: room",
         "attribute_type", "fields.helpers.attributes.quantity.type"),
        ("name: quantity, type: integer", "name: id, type: integer", "duplicate_name",
         "fields.helpers.attributes.id"),
        ("name: quantity, type: integer", "name: Q, type: integer", "name_shape",
         "fields.helpers.attributes.Q.name"),
        ("name: quantity, type: integer", "name: quantity, type: intteger", "field_type_unknown",
         "fields.helpers.attributes.quantity.type"),
        ("{name: room, type: link, to: room}",
         "{name: room, type: link, to: room, attributes: [{name: q, type: text}]}",
         "attributes_not_here", "fields.room.attributes"),
    ],
)  # fmt: skip
def test_what_is_refused(wide: Catalogue, old: str, new: str, code: str, path: str) -> None:
    assert old in VISIT
    found = errors(files(visit=VISIT.replace(old, new, 1)), wide)
    assert (code, f"entities.visit.{path}") in found, found


def test_every_problem_stands_on_a_line_and_says_what_to_do(wide: Catalogue) -> None:
    checked = check_sources([files(visit=VISIT.replace(", end: ends_at", ""))], wide)
    (found,) = [each for each in checked.problems if each.code == "overlap_end"]
    assert (found.file, found.line) == ("entities/visit.yaml", 24)
    assert set(found.message) == set(found.hint or {}) == {"pt-BR", "en", "es"}


WITH_TABLE = VISIT.replace(FIELDS_END, TABLE + FIELDS_END)


def test_a_table_has_rows_that_link_back(wide: Catalogue) -> None:
    model, problems = build(files(visit=WITH_TABLE, line=LINE), wide)
    assert model is not None, problems


@pytest.mark.parametrize(
    ("visit", "line", "code"),
    [
        (WITH_TABLE.replace(", inverse: visit", ""), LINE, "field_needs"),
        (WITH_TABLE.replace("inverse: visit", "inverse: visitt"), LINE, "table_not_back"),
        (WITH_TABLE, LINE.replace("type: link,", "type: links,"), "table_not_back"),
        (WITH_TABLE, LINE.replace("to: visit", "to: room"), "table_not_back"),
        (WITH_TABLE, f"{LINE}datasource: chat\n", "table_elsewhere"),
        (WITH_TABLE, f"{LINE}system: holiday\n", "table_of_system"),
        (WITH_TABLE, f"{LINE}  - {{name: more, type: table, to: visit, inverse: room}}\n",
         "table_in_table"),
        (WITH_TABLE.replace("to: line", "to: lime"), LINE, "target_unknown"),
    ],
)  # fmt: skip
def test_tables_that_cannot_be(wide: Catalogue, visit: str, line: str, code: str) -> None:
    found = [each for each, _ in errors(files(visit=visit, line=line), wide)]
    assert code in found, found


def test_ids_are_written_for_rules_and_attributes(wide: Catalogue) -> None:
    given = files()
    written = write_ids(given)
    text = written["entities/visit.yaml"]
    assert "attributes: [{id: " in text
    assert "  - {id: " in text.partition("no_overlap:")[2]
    before, _ = build(given, wide)
    after, problems = build(written, wide)
    assert before is not None
    assert after is not None
    assert [each for each in problems if each.code == "ids_missing"] == []
    assert {each.kind for each in diff(before, after)} <= {"app"}
    assert write_ids(written) == written


def test_a_clinic_edits_rules_and_attributes_and_keeps_them(wide: Catalogue) -> None:
    package, _ = load_package(write_ids(files()), wide)
    assert package is not None
    vendor, _ = build_model([package], Overlay(), wide)
    assert vendor is not None
    visit = vendor.entity_by_name["visit"]
    overlap, attribute = visit.no_overlap[0], visit.field_by_name["helpers"].attributes[0]
    edits: list[dict[str, Any]] = [
        {"op": "set", "target": overlap.id, "attribute": "after", "value": 0,
         "base_hash": content_hash(10)},
        {"op": "set", "target": attribute.id, "attribute": "label.en", "value": "How many"},
        {"op": "add", "target": visit.field_by_name["helpers"].id, "kind": "attribute",
         "body": {"name": "x_note", "type": "text"}},
    ]  # fmt: skip
    overlay = Overlay.model_validate({"edits": edits})
    mine, problems = build_model([package], overlay, wide)
    assert mine is not None, problems
    changed = mine.entity_by_name["visit"]
    assert changed.no_overlap[0].after == 0
    assert [each.name for each in changed.field_by_name["helpers"].attributes] == [
        "quantity",
        "x_note",
    ]
    found = [(each.op, each.kind, each.attribute) for each in diff(vendor, mine)]
    assert ("change", "overlap", "after") in found
    assert ("add", "attribute", None) in found
    newer, _ = load_package(write_ids(files(visit=VISIT.replace("after: 10", "after: 20"))), wide)
    assert newer is not None
    upgraded, _ = build_model([newer], Overlay(), wide)
    assert upgraded is not None
    kept, conflicts = merge(vendor, upgraded, overlay)
    assert [each.attribute for each in conflicts] == ["after"]
    assert kept.edits == overlay.edits


def test_an_extension_adds_moves_with_conditions(wide: Catalogue) -> None:
    more = {
        "app.yaml": "key: more\nversion: 1.0.0\nrequires: {shop: '*'}\n",
        "extends/shop.visit.yaml": (
            "stages: {flow: [{key: paused}]}\n"
            "transitions:\n"
            "  flow:\n"
            "    booked: [{to: paused, requires: [name]}]\n"
            "    '*': [lost]\n"
        ),
    }
    packages = [load_package(each, wide)[0] for each in (files(), more)]
    model, problems = build_model([each for each in packages if each], Overlay(), wide)
    assert model is not None, problems
    flow = model.entity_by_name["visit"].pipelines[0]
    added = flow.rule("booked", "paused")
    assert added is not None
    assert added.requires == ("name",)
    kept = flow.rule("booked", "lost")
    assert kept is not None
    assert kept.roles == ("boss",)


def test_the_schema_for_editors_takes_and_refuses_the_same(wide: Catalogue) -> None:
    schema = file_schemas(wide)["entities/*.yaml"]
    Draft202012Validator.check_schema(schema)
    validator: Any = Draft202012Validator(schema)
    given = yaml.safe_load(VISIT)
    assert [each.message for each in validator.iter_errors(given)] == []
    given["pipelines"][0]["transitions"]["*"][0]["wen"] = "x"
    given["no_overlap"][0]["lane"] = 1
    assert len(list(validator.iter_errors(given))) == 2
