"""What is said of a faulty package: in plain words, with a remedy, once, and hiding nothing."""

from collections.abc import Callable

import pytest

from metamodel.catalogue import Catalogue
from metamodel.check import build_model
from metamodel.overlay import Overlay
from metamodel.problem import Problem
from metamodel.sources import check_sources
from metamodel.wording import LIST_MAX, clip, nearest, show
from metamodel.yaml_source import read_yaml

Change = Callable[..., dict[str, dict[str, str]]]
LAB = {
    "app.yaml": "key: lab\nversion: 1.0.0\nrequires: {core: '*', leads: '*'}\n",
    "entities/lab_exam.yaml": "entity: lab_exam\ntitle: name\nfields:\n"
    "  - {name: name, type: text}\n  - {name: order, type: link, to: lab_order}\n",
    "entities/lab_order.yaml": "entity: lab_order\ntitle: name\nfields:\n"
    "  - {name: name, type: text}\n",
}


def check(clinic, lab: dict[str, str]) -> list[Problem]:
    """The problems of an app beside the three that are installed."""
    return check_sources([lab], clinic.catalogue, installed=clinic.packages()).problems


def errors(problems: list[Problem]) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.file, each.line) for each in problems if each.severity == "error"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a:\n\t- b\n", "yaml_tab", 2),
        ("a: 1\n\tb: 2\n", "yaml_tab", 2),
        ("a: 'b\nc: d\n", "yaml_quote", 1),
        ('label: "x\nb: 1\n', "yaml_quote", 1),
        ("a: [b, c\nd: e\n", "yaml_bracket", 1),
        ("x: 1\na: {b: c d: e}\n", "yaml_bracket", 2),
        ("a: 1\nb\nc: 2\n", "yaml_colon", 2),
        ("label: Preço: R$\n", "yaml_value", 1),
        ("a:\n  b: 1\n c: 2\n", "yaml_indent", 3),
        ("a: 'it's'\n", "yaml_extra", 1),
        ("a: @x\n", "yaml_character", 1),
        ("a: *\n", "yaml_character", 1),
        ('a: "C:\\qx"\n', "yaml_escape", 1),
        ("a: - b\n", "yaml_syntax", 1),
    ],
)
def test_yaml_that_cannot_be_read(text: str, code: str, line: int) -> None:
    _, (found,) = read_yaml(text, "menu.yaml")
    assert (found.code, found.line) == (code, line)
    assert found.hint is not None
    for word in ("token", "scalar", "mapping", "expected"):
        assert word not in found.message["pt-BR"] + found.hint["pt-BR"]


def test_a_file_that_cannot_be_read_has_no_cascade(clinic) -> None:
    lab = {**LAB, "entities/lab_order.yaml": LAB["entities/lab_order.yaml"] + "\t- x\n"}
    lab["views/all.yaml"] = "- {name: all, entity: lab_order, kind: list, columns: [name]}\n"
    lab["menu.yaml"] = "- {key: orders, entity: lab_order, view: lab_order.all}\n"
    assert errors(check(clinic, lab)) == [("yaml_tab", "entities/lab_order.yaml", 5)]


def test_nor_has_an_extension_or_a_manifest(clinic) -> None:
    lab = {**LAB, "extends/leads.lead.yaml": "fields:\n  - {name: lab_code, type: text\n"}
    lab["views/coded.yaml"] = "- {name: coded, entity: lead, kind: list, columns: [lab_code]}\n"
    assert [code for code, _, _ in errors(check(clinic, lab))] == ["yaml_bracket"]
    fields = "fields:\n  - {name: lab_code, type: text}\n  - {name: lab_to, type: link, to: led}\n"
    lab = {**LAB, "extends/leads.lead.yaml": fields, "app.yaml": "key: lab\nversion: [\n"}
    assert [code for code, _, _ in errors(check(clinic, lab))] == ["yaml_bracket", "target_unknown"]
    lab["app.yaml"] = LAB["app.yaml"].replace("version: 1.0.0\n", "colour: red\n")
    codes = [code for code, _, _ in errors(check(clinic, lab))]
    assert sorted(codes) == ["attribute_missing", "attribute_unknown", "target_unknown"]


def test_one_fault_of_shape_hides_no_others(clinic, change: Change) -> None:
    files = change(
        "leads",
        "entities/lead.yaml",
        "{columns: 2, items: [name, owner, {field: campaign, visible: \"channel = 'campaign'\"}]}",
        "{columns: 3, items: [nam, {related: campaign}, {field: owner, visible: nope = 1}]}",
    )
    checked = check_sources(list(files.values()), clinic.catalogue)
    assert {each.code for each in checked.problems if each.severity == "error"} == {
        "value_not_allowed", "field_unknown", "related_not_list", "expression_field_unknown",
    }  # fmt: skip
    (columns,) = (each for each in checked.problems if each.code == "value_not_allowed")
    assert columns.hint == {"pt-BR": "Use um destes: 1, 2.", "en": "Use one of: 1, 2."}


def test_an_empty_entity_is_an_error_and_other_empty_files_are_not(clinic) -> None:
    lab = {**LAB, "entities/lab_order.yaml": "# nothing\n", "menu.yaml": ""}
    assert errors(check(clinic, lab)) == [("file_empty", "entities/lab_order.yaml", 1)]


def test_a_list_in_the_place_of_a_definition(clinic) -> None:
    lab = {**LAB, "entities/lab_order.yaml": "- a\n- b\n"}
    (found,) = (each for each in check(clinic, lab) if each.severity == "error")
    assert "“entities/lab_order.yaml”" in found.message["pt-BR"]


def test_a_missing_app_is_to_be_installed(clinic) -> None:
    lab = {**LAB, "app.yaml": LAB["app.yaml"].replace("leads: '*'", "stock: '*', agend: '*'")}
    hints = [each.hint["pt-BR"] for each in check(clinic, lab) if each.code == "app_missing"]
    assert hints == [
        "Instale o app “agend” antes; se quis dizer “agenda”, corrija o nome em app.yaml.",
        "Instale o app “stock” antes.",
    ]


def test_both_sides_of_many_to_many_name_each_other(clinic) -> None:
    lab = dict(LAB)
    lab["entities/lab_order.yaml"] += "  - {name: exams, type: links, to: lab_exam}\n"
    back = "  - {name: orders, type: links, to: lab_order, inverse: exams}\n"
    lab["entities/lab_exam.yaml"] += back
    (found,) = (each for each in check(clinic, lab) if each.code == "inverse_not_back")
    assert found.hint is not None
    assert "“inverse: orders” em “exams” de “lab_order”" in found.hint["pt-BR"]
    written = lab["entities/lab_order.yaml"].replace(
        "to: lab_exam", "to: lab_exam, inverse: orders"
    )
    assert errors(check(clinic, {**lab, "entities/lab_order.yaml": written})) == []


def test_ids_are_asked_of_the_app_that_is_looked_at(clinic) -> None:
    apps = {each.path for each in check(clinic, LAB) if each.code == "ids_missing"}
    assert apps == {"apps.lab"}
    _, problems = build_model(clinic.packages(), Overlay(), clinic.catalogue, fresh=())
    assert problems == []


def test_patterns_are_never_shown(clinic, change: Change) -> None:
    catalogue: Catalogue = clinic.catalogue.model_copy(deep=True)
    shape = {"pt-BR": "use três letras", "en": "use three letters"}
    money = catalogue.field_types["money"].settings_schema["properties"]
    money["currency"] = {"type": "string", "pattern": "^[A-Z]{3}$", "x-shape": shape}
    files = change(
        "leads", "entities/lead.yaml", "currency: BRL, min: 0", "currency: reais, min: x"
    )
    problems = check_sources(list(files.values()), catalogue).problems
    found = [each.message["pt-BR"] for each in problems if each.code == "setting_invalid"]
    assert found == [
        "“currency” não serve para o tipo “money”: use três letras.",
        "“min” não serve para o tipo “money”: precisa ser um número.",
    ]


def test_nothing_is_cut_inside_a_word() -> None:
    names = [f"a_long_name_number_{number}" for number in range(12)]
    hint = nearest("zzz", names)
    assert hint is not None
    shown = hint["pt-BR"].removeprefix("Use um destes: ").removesuffix("….").split(", ")
    assert 3 < len(shown) < 12
    assert shown == names[: len(shown)]
    assert len(", ".join(shown)) <= LIST_MAX
    assert show("palavra " * 20).removesuffix("…").endswith("palavra")
    assert clip("palavra " * 100).removesuffix("…").endswith("palavra")


MOVES = "stages: {sales: [{key: waiting}]}\n"


def test_added_stages_bring_their_transitions(clinic) -> None:
    moves = "transitions: {sales: {new: [waiting, negotiation], waiting: [closed]}}\n"
    lab = {**LAB, "extends/leads.lead.yaml": MOVES + moves}
    problems = check(clinic, lab)
    assert {each.code for each in problems} == {"ids_missing"}
    model = check_sources([lab], clinic.catalogue, installed=clinic.packages()).model
    assert model is not None
    pipeline = model.entity_by_name["lead"].pipeline_by_name["sales"]
    assert pipeline.transitions == {
        "new": ("negotiation", "lost", "waiting"),
        "negotiation": ("closed",),
        "waiting": ("closed",),
        "*": ("lost",),
    }


def test_a_stage_no_transition_leads_to_is_told(clinic) -> None:
    (found,) = (
        each
        for each in check(clinic, {**LAB, "extends/leads.lead.yaml": MOVES})
        if each.code == "stage_unreachable"
    )
    assert (found.severity, found.file, found.line) == ("warning", "extends/leads.lead.yaml", 1)
    assert found.path == "entities.lead.pipelines.sales.stages.waiting"


def test_names_of_added_transitions_are_checked(clinic) -> None:
    moves = "transitions:\n  sales: {new: [waitin]}\n  sale: {}\n"
    problems = check(clinic, {**LAB, "extends/leads.lead.yaml": MOVES + moves})
    assert [(each.code, each.line) for each in problems if each.severity == "error"] == [
        ("stage_unknown", 3), ("pipeline_unknown", 4),
    ]  # fmt: skip


def test_transitions_of_a_free_pipeline_would_close_it(clinic, change: Change) -> None:
    free = change("leads", "entities/lead.yaml", "    transitions: {", "    # {")
    moves = "transitions: {sales: {new: [lost]}}\n"
    installed = clinic.packages(free)
    lab = {**LAB, "extends/leads.lead.yaml": moves}
    checked = check_sources([lab], clinic.catalogue, installed=installed)
    assert "transitions_not_needed" in {each.code for each in checked.problems}
    assert checked.model is not None
    assert checked.model.entity_by_name["lead"].pipelines[0].transitions == {}


@pytest.mark.parametrize(
    ("field", "is_fine"),
    [
        ("{name: at, type: datetime, default: $now}", True),
        ("{name: at, type: member, default: $me}", True),
        ("{name: at, type: link, to: unit, default: $unit}", True),
        ("{name: at, type: link, to: unit, default: $me}", False),
        ("{name: at, type: link, to: procedure, default: $me}", False),
        ("{name: at, type: text, default: $me}", False),
        ("{name: at, type: datetime, default: $today}", False),
        ("{name: at, type: datetime, default: $now + days(1)}", False),
        ("{name: at, type: any_link, targets: [lead], default: $me}", False),
    ],
)
def test_defaults_that_are_computed(clinic, field: str, is_fine: bool) -> None:
    exam = LAB["entities/lab_exam.yaml"] + f"  - {field}\n"
    problems = check(clinic, {**LAB, "entities/lab_exam.yaml": exam})
    wrong = [each.line for each in problems if each.code == "default_wrong_type"]
    assert wrong == ([] if is_fine else [6])
    assert [code for code, _, _ in errors(problems)] == ["default_wrong_type"] * (not is_fine)
