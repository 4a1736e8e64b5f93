"""Building a model: order, extensions, roles of several apps, derived layouts and views,
translations.
"""

import pytest

from metamodel.check import build_model
from metamodel.overlay import Overlay
from metamodel.sources import check_sources


def test_builds_and_only_asks_for_ids(clinic) -> None:
    model, problems = clinic.build()
    assert model is not None
    assert {each.code for each in problems} == {"ids_missing"}


def test_the_order_of_packages_does_not_matter(clinic) -> None:
    packages = clinic.packages()
    assert clinic.model(packages) == clinic.model(packages[::-1])


def test_extensions_and_roles_are_merged(clinic) -> None:
    model = clinic.model()
    lead = model.entity_by_name["lead"]
    assert lead.fields[-1].name == "appointments"
    side = lead.layouts[0].side
    assert [item.widget or item.related for item in side] == ["activity", "appointments"]
    seller = model.role_by_key["seller"]
    assert list(seller.entities) == ["procedure", "lead"]


def test_missing_layouts_and_views_are_derived(clinic) -> None:
    model = clinic.model()
    kinds = [
        {layout.kind for layout in entity.layouts} >= {"record", "card", "create"}
        for entity in model.entities
    ]
    assert all(kinds)
    assert [view.key for view in model.views if view.entity == "lead"] == [
        "lead.board",
        "lead.mine",
    ]
    assert "procedure.all" in model.view_by_key
    appointment = model.entity_by_name["appointment"]
    assert appointment.layouts[0].tabs[0].sections[0].items[0].field == "starts_at"


def test_ids_are_stable_and_unique(clinic) -> None:
    first, again = clinic.model(), clinic.model()
    assert first.hash == again.hash
    ids = [field.id for entity in first.entities for field in entity.fields]
    assert len(set(ids)) == len(ids)
    assert all(len(each or "") == 16 for each in ids)


def test_an_extension_sleeps_while_its_app_is_not_installed(clinic) -> None:
    files = clinic.files()
    del files["leads"]
    del files["agenda"]["entities/appointment.yaml"]
    files["agenda"]["app.yaml"] = "key: agenda\nversion: 1.0.0\nworks_with: {leads: '*'}\n"
    model, problems = clinic.build(clinic.packages(files))
    assert model is not None
    sleeping = [each for each in problems if each.code == "extension_sleeps"]
    assert [(each.severity, each.file) for each in sleeping] == [
        ("warning", "extends/leads.lead.yaml")
    ]


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ("requires: {leads: '>=2'}", "app_version", "apps.agenda.requires.leads"),
        ("requires: {leeds: '*'}", "app_missing", "apps.agenda.requires.leeds"),
        ("requires: {leads: newest}", "range_shape", "apps.agenda.requires.leads"),
        ("requires: {core: '*'}", "extension_undeclared", "entities.lead.extends"),
    ],
)
def test_requirements(clinic, line: str, code: str, path: str) -> None:
    files = clinic.files()
    files["agenda"]["app.yaml"] = f"key: agenda\nversion: 1.0.0\n{line}\n"
    model, problems = clinic.build(clinic.packages(files))
    assert model is None
    assert (code, path) in [(each.code, each.path) for each in problems]


def test_a_circle_of_apps_is_named(clinic) -> None:
    files = clinic.files()
    files["core"]["app.yaml"] += "requires: {agenda: '*'}\n"
    _, problems = clinic.build(clinic.packages(files))
    found = [each.message["en"] for each in problems if each.code == "app_cycle"]
    assert found == ["The apps require each other in a circle: agenda -> core -> agenda."]


def test_a_namespace_is_kept(clinic) -> None:
    files = clinic.files()
    files["agenda"]["app.yaml"] += "namespace: acme\n"
    _, problems = clinic.build(clinic.packages(files))
    found = [each.path for each in problems if each.code == "prefix_missing"]
    assert found == [
        "entities.appointment.entity",
        "entities.appointment.plural",
        "entities.lead.fields.appointments.name",
    ]


def test_translations_fill_labels(clinic) -> None:
    files = clinic.files()
    files["leads"]["i18n/en.yaml"] = """\
entities:
  lead:
    label: Lead
    fields:
      name: Lead name
      nam: Oops
"""
    model, problems = clinic.build(clinic.packages(files))
    assert model is not None
    lead = model.entity_by_name["lead"]
    assert (lead.label, lead.field_by_name["name"].label) == ({"en": "Lead"}, {"en": "Lead name"})
    unused = [(each.path, each.line) for each in problems if each.code == "translation_unused"]
    assert unused == [("i18n.en.entities.lead.fields.nam", 6)]


def test_an_unreadable_definition_does_not_hide_the_rest(clinic, catalogue) -> None:
    files = clinic.files()
    files["agenda"]["entities/appointment.yaml"] = files["agenda"][
        "entities/appointment.yaml"
    ].replace("name: lead, type: link", "name: lead, requird: [], type: 7")
    files["leads"]["views/lead.yaml"] = files["leads"]["views/lead.yaml"].replace(
        "field: service_value", "field: service_valeu"
    )
    checked = check_sources(list(files.values()), catalogue)
    assert checked.model is None
    errors = [(each.code, each.path) for each in checked.problems if each.severity == "error"]
    assert errors == [
        ("must_be_text", "entities.appointment.fields.lead.type"),
        ("field_unknown", "views.lead.board.measures"),
    ]


def test_sources_take_the_place_of_the_installed(clinic, catalogue) -> None:
    installed = clinic.packages()
    leads = clinic.files()["leads"]
    leads["app.yaml"] = leads["app.yaml"].replace("1.0.0", "1.1.0")
    checked = check_sources([leads], catalogue, installed=installed)
    assert checked.model is not None
    assert [each.version for each in checked.model.packages] == ["1.2.0", "1.1.0", "1.0.0"]


def test_no_packages_is_an_empty_model(catalogue) -> None:
    model, problems = build_model([], Overlay(), catalogue)
    assert model is not None
    assert (model.entities, problems) == ((), [])
