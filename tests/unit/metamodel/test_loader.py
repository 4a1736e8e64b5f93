"""Loading a package: the dialect of the design, and every fault at once with its line and
remedy.
"""

from collections.abc import Callable

import pytest

from metamodel.catalogue import Catalogue
from metamodel.loader import load_package
from metamodel.problem import Problem

Change = Callable[..., dict[str, dict[str, str]]]


def seen(problems: list[Problem]) -> list[tuple[str, str, str | None, int | None]]:
    return [(each.code, each.path, each.file, each.line) for each in problems]


def test_three_apps_load_without_problems(clinic, catalogue: Catalogue) -> None:
    for files in clinic.files().values():
        package, problems = load_package(files, catalogue)
        assert package is not None
        assert problems == []


def test_the_dialect_of_the_design(clinic) -> None:
    lead = clinic.packages()[1].entities[0]
    assert lead.plural == "leads"
    assert [option.color for option in lead.field_by_name["channel"].options] == ["green", None]
    assert lead.field_by_name["service_value"].settings == {"currency": "BRL", "min": 0}
    assert lead.rules[0].on == ("campaign",)
    assert lead.pipelines[0].transitions["*"] == ("lost",)
    layout = lead.layouts[0]
    items = layout.tabs[0].sections[0].items
    assert [item.field for item in items] == ["name", "owner", "campaign"]
    assert items[2].visible == "channel = 'campaign'"
    assert layout.side[0].widget == "activity"


def test_every_fault_of_every_file_at_once(clinic, catalogue: Catalogue) -> None:
    files = clinic.files()["leads"]
    entity = files["entities/lead.yaml"]
    entity = entity.replace("title: name\n", "title: name\nlabell: Lead\n")
    entity = entity.replace("type: member, default", "type: member, requird: true, default")
    entity = entity.replace("max_days: 3", "max_days: soon")
    files["entities/lead.yaml"] = entity
    files["roles.yaml"] = files["roles.yaml"].replace("access: masked", "access: hiden")
    files["menu.yaml"] = "menu: [\n"
    files["views/lead.yaml"] = files["views/lead.yaml"].replace("kind: list", "kind: 5")
    files["odd/place.yaml"] = "a: 1\n"
    package, problems = load_package(files, catalogue)
    assert package is None
    assert seen(problems) == [
        ("attribute_unknown", "entities.lead.labell", "entities/lead.yaml", 4),
        ("setting_unknown", "entities.lead.fields.owner.requird", "entities/lead.yaml", 8),
        (
            "must_be_integer",
            "entities.lead.pipelines.sales.stages.negotiation.max_days",
            "entities/lead.yaml",
            22,
        ),
        ("yaml_bracket", "menu.yaml", "menu.yaml", 1),
        (
            "value_not_allowed",
            "roles.seller.entities.lead.fields.whatsapp.access",
            "roles.yaml",
            8,
        ),
        ("must_be_text", "views.lead.mine.kind", "views/lead.yaml", 11),
        ("file_not_read", "odd/place.yaml", "odd/place.yaml", None),
    ]
    hints = {each.code: each.hint["pt-BR"] for each in problems if each.hint}
    assert hints["attribute_unknown"] == "Você quis dizer “label”?"
    assert hints["setting_unknown"] == "Você quis dizer “required”?"
    assert hints["value_not_allowed"] == "Você quis dizer “hidden”?"
    assert hints["must_be_text"] == 'Escreva entre aspas: "5".'
    assert all({"pt-BR", "en"} <= each.message.keys() for each in problems)


@pytest.mark.parametrize(
    ("app", "path", "old", "new", "expected"),
    [
        ("core", "app.yaml", "version: 1.2.0\n", "", ("attribute_missing", "apps.core.version", 1)),
        ("core", "app.yaml", "1.2.0", "1.2", ("must_be_text", "apps.core.version", 2)),
        (
            "core",
            "entities/unit.yaml",
            "type: text",
            "type: textt",
            ("field_type_unknown", "entities.unit.fields.name.type", 5),
        ),
        (
            "core",
            "entities/unit.yaml",
            "type: text",
            "type: formula",
            ("field_type_later", "entities.unit.fields.name.type", 5),
        ),
        (
            "core",
            "entities/unit.yaml",
            "type: text,",
            "type: text, max_length: lots,",
            ("setting_invalid", "entities.unit.fields.name.max_length", 5),
        ),
        (
            "core",
            "entities/unit.yaml",
            "title: name",
            "title: name\nfeatures: history",
            ("must_be_list", "entities.unit.features", 4),
        ),
        (
            "core",
            "entities/unit.yaml",
            "entity: unit",
            "- unit",
            ("yaml_syntax", "entities/unit.yaml", 2),
        ),
        ("core", "entities/unit.yaml", "fields:", "fields:\n  - 3", ("must_be_mapping", None, 5)),
    ],
)
def test_one_fault(change: Change, catalogue, app, path, old, new, expected) -> None:
    _, problems = load_package(change(app, path, old, new)[app], catalogue)
    code, place, line = expected
    errors = [each for each in problems if each.severity == "error"]
    assert [(each.code, each.line) for each in errors] == [(code, line)]
    assert place in (None, errors[0].path)


def test_no_manifest(catalogue: Catalogue) -> None:
    package, problems = load_package({"README.md": "x"}, catalogue)
    assert package is None
    assert [each.code for each in problems] == ["manifest_missing"]


def test_later_attributes_are_kept(clinic, catalogue: Catalogue) -> None:
    files = clinic.files()["leads"]
    files["entities/lead.yaml"] = files["entities/lead.yaml"].replace(
        "title: name\n", "title: name\nimmutable_after: {stage: done}\nfeatures: [history, tasks]\n"
    )
    files["automations/greet.yaml"] = "when: created\n"
    package, problems = load_package(files, catalogue)
    assert package is not None
    assert package.entities[0].later == {"immutable_after": {"stage": "done"}}
    assert seen(problems) == [
        ("file_not_active", "automations/greet.yaml", "automations/greet.yaml", None)
    ]


def test_datasource_of_the_app_holds_for_its_entities(clinic, catalogue: Catalogue) -> None:
    files = clinic.files()["agenda"]
    files["app.yaml"] += "datasource: chat\n"
    package, _ = load_package(files, catalogue)
    assert package is not None
    assert package.entities[0].datasource == "chat"
