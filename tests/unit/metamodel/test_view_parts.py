"""The parts of a view: kept by the loader, compared by diff, and listed for editors of YAML."""

from metamodel.diff import diff
from metamodel.json_schema import file_schemas
from metamodel.loader import load_package
from metamodel.view import ColorRule, View
from tests.unit.metamodel.conftest import Clinic

PARTS = """
    group: channel
    color_rules: [{when: "service_value > 1000", color: green}, {when: "owner = $me", color: red}]
    density: compact
    pinned: true
    measures: [{fn: empty, field: campaign}, {fn: distinct, field: owner}, {fn: count}]
    settings: {widths: {name: 240}}
"""


def _with_parts(clinic: Clinic) -> View:
    files = clinic.files()
    files["leads"]["views/lead.yaml"] = files["leads"]["views/lead.yaml"].rstrip() + PARTS
    model = clinic.model(clinic.packages(files))
    return model.view_by_key["lead.mine"]


def test_a_view_keeps_its_parts(clinic: Clinic) -> None:
    view = _with_parts(clinic)
    assert view.group == "channel"
    assert view.color_rules == (
        ColorRule(when="service_value > 1000", color="green"),
        ColorRule(when="owner = $me", color="red"),
    )
    assert (view.density, view.pinned) == ("compact", True)
    assert [(each.fn, each.field) for each in view.measures] == [
        ("empty", "campaign"), ("distinct", "owner"), ("count", None),
    ]  # fmt: skip
    assert view.settings == {"widths": {"name": 240}}
    assert view.later == {}


def test_a_changed_part_is_a_change_of_the_view(clinic: Clinic) -> None:
    files = clinic.files()
    before = clinic.model(clinic.packages(files))
    files["leads"]["views/lead.yaml"] = files["leads"]["views/lead.yaml"].rstrip() + PARTS
    after = clinic.model(clinic.packages(files))
    changed = {each.path for each in diff(before, after) if each.path.startswith("views.")}
    assert changed
    assert all(path.startswith("views.lead.mine") for path in changed)


def test_editors_of_yaml_know_the_parts(clinic: Clinic) -> None:
    schema = file_schemas(clinic.catalogue)["views/*.yaml"]
    properties = schema["$defs"]["View"]["properties"]
    assert {"group", "color_rules", "density", "pinned", "settings"} <= properties.keys()
    hues = schema["$defs"]["ColorRule"]["properties"]["color"]["enum"]
    assert (len(hues), hues[0]) == (12, "gray")


def test_a_hue_there_is_not(clinic: Clinic) -> None:
    files = clinic.files()["leads"]
    files["views/lead.yaml"] += "    color_rules: [{when: 'owner = $me', color: reddish}]\n"
    _, problems = load_package(files, clinic.catalogue)
    assert [(each.code, each.path, each.line) for each in problems] == [
        ("value_not_allowed", "views.lead.mine.color_rules.0.color", 14)
    ]
    assert problems[0].hint == {"pt-BR": "Você quis dizer “red”?", "en": "Did you mean “red”?"}
