"""A clinic's edits over the packages: set, add, remove, layouts, and edits whose ground is gone."""

import pytest

from metamodel.assemble import to_plain
from metamodel.attributes import base_hash
from metamodel.layout import Item, LayoutOperation
from metamodel.model import Model
from metamodel.overlay import Edit, Overlay
from metamodel.structure import Found, walk


def find(model: Model, path: str) -> Found:
    return next(found for found in walk(to_plain(model)) if found.path == path)


def codes(problems) -> list[tuple[str, str, str]]:
    return [(e.code, e.path, e.severity) for e in problems if e.code != "ids_missing"]


def test_set_an_attribute(clinic) -> None:
    field = find(clinic.model(), "entities.lead.fields.name")
    edits = (
        Edit(op="set", target=field.id, attribute="label.pt-BR", value="Paciente"),
        Edit(op="set", target=field.id, attribute="max_length", value=40),
        Edit(op="set", target=field.id, attribute="searchable", value=None),
    )
    model, problems = clinic.build(overlay=Overlay(edits=edits))
    assert model is not None
    assert codes(problems) == []
    changed = model.entity_by_name["lead"].field_by_name["name"]
    assert changed.label == {"pt-BR": "Paciente"}
    assert changed.settings == {"max_length": 40}
    assert not changed.searchable


def test_the_vendor_changed_it_too(clinic) -> None:
    field = find(clinic.model(), "entities.lead.fields.name")
    edit = Edit(op="set", target=field.id, attribute="max_length", value=40, base_hash="other")
    model, problems = clinic.build(overlay=Overlay(edits=(edit,)))
    assert model is not None
    path = "entities.lead.fields.name.max_length"
    assert codes(problems) == [("edit_base_changed", path, "warning")]
    known = edit.model_copy(update={"base_hash": base_hash("field", field.body, "max_length")})
    _, problems = clinic.build(overlay=Overlay(edits=(known,)))
    assert codes(problems) == []


def test_add_definitions(clinic) -> None:
    lead = find(clinic.model(), "entities.lead")
    owner = find(clinic.model(), "entities.lead.fields.owner")
    pet = {"entity": "x_pet", "title": "name", "fields": [{"name": "name", "type": "text"}]}
    color = {"name": "x_color", "type": "choice", "options": [{"key": "red"}]}
    edits = (
        Edit(op="add", kind="entity", body=pet),
        Edit(op="add", kind="field", target=lead.id, body=color, after=owner.id),
        Edit(op="add", kind="menu", body={"key": "x_pets", "entity": "x_pet"}),
    )
    model = clinic.model(overlay=Overlay(edits=edits))
    names = [field.name for field in model.entity_by_name["lead"].fields]
    assert names[:3] == ["name", "owner", "x_color"]
    assert model.entity_by_name["x_pets"].entity == "x_pet"
    assert {"x_pet.all"} <= set(model.view_by_key)
    assert model.menu[-1].entity == "x_pet"
    assert model.entity_by_name["lead"].field_by_name["x_color"].options[0].id


def test_an_added_name_needs_the_prefix_of_the_clinic(clinic) -> None:
    lead = find(clinic.model(), "entities.lead")
    body = {"name": "color", "type": "text"}
    edit = Edit(op="add", kind="field", target=lead.id, body=body)
    model, problems = clinic.build(overlay=Overlay(edits=(edit,)))
    assert model is None
    assert codes(problems) == [("prefix_missing", "entities.lead.fields.color", "error")]
    assert problems[0].hint == {
        "pt-BR": "Use, por exemplo, “x_color”.",
        "en": "Use for example “x_color”.",
    }


def test_remove_and_everything_that_named_it(clinic) -> None:
    field = find(clinic.model(), "entities.lead.fields.campaign")
    model, problems = clinic.build(overlay=Overlay(edits=(Edit(op="remove", target=field.id),)))
    assert model is None
    errors = {path for _, path, severity in codes(problems) if severity == "error"}
    assert errors == {
        "entities.lead.rules.0.on",
        "entities.lead.rules.0.when",
        "entities.lead.layouts.default.items.campaign",
    }


def test_layout_operations(clinic) -> None:
    layout = find(clinic.model(), "entities.lead.layouts.default")
    owner = find(clinic.model(), "entities.lead.layouts.default.items.owner")

    def edit(**operation: object) -> Edit:
        step = LayoutOperation.model_validate({"layout": "default", **operation})
        return Edit(op="layout", target=layout.id, operation=step)

    edits = (
        edit(op="insert", item={"field": "whatsapp"}, after="field:name"),
        edit(op="move", node=owner.id, into="side"),
        edit(op="remove", node="widget:activity"),
        edit(op="set", node="campaign", attribute="visible"),
        edit(op="insert", item={"field": "channel"}, after="nowhere"),
    )
    model, problems = clinic.build(overlay=Overlay(edits=edits))
    assert model is not None
    changed = model.entity_by_name["lead"].layouts[0]
    items = changed.tabs[0].sections[0].items
    assert [item.field for item in items] == ["name", "whatsapp", "campaign", "channel"]
    assert items[2].visible is None
    assert [item.field or item.related for item in changed.side] == ["appointments", "owner"]
    assert codes(problems) == [("anchor_gone", "entities.lead.layouts.default", "warning")]
    assert changed.side[1].id == owner.id


def test_derived_layouts_can_be_edited(clinic) -> None:
    layout = find(clinic.model(), "entities.procedure.layouts.card")
    step = LayoutOperation(layout="card", op="remove", node="price")
    edit = Edit(op="layout", target=layout.id, operation=step)
    model = clinic.model(overlay=Overlay(edits=(edit,)))
    card = next(each for each in model.entity_by_name["procedure"].layouts if each.name == "card")
    assert [item.field for item in card.items] == ["name"]


@pytest.mark.parametrize(
    ("edit", "code", "severity"),
    [
        (
            Edit(op="set", target="gone", attribute="label", value="x"),
            "edit_target_gone",
            "warning",
        ),
        (Edit(op="add", target="gone", kind="field", body={}), "edit_target_gone", "warning"),
        (Edit(op="add", kind="field", body={}), "edit_kind", "error"),
        (
            Edit(op="add", kind="entity", body={"entity": "x_a", "fields": 3}),
            "edit_invalid",
            "error",
        ),
        (Edit(op="add", kind="menu", body={"key": "x_\x00"}), "text_forbidden", "error"),
        (Edit(op="add", kind="menu", body={"key": "x_\ud800"}), "text_forbidden", "error"),
        (Edit(op="set", attribute="label", value="x"), "edit_shape", "error"),
    ],
)
def test_edits_that_cannot_be(clinic, edit: Edit, code: str, severity: str) -> None:
    model, problems = clinic.build(overlay=Overlay(edits=(edit,)))
    assert (code, severity) in [(each.code, each.severity) for each in problems]
    assert (model is None) == (severity == "error")


@pytest.mark.parametrize(
    ("attribute", "value", "code"),
    [
        ("id", "x", "edit_attribute"),
        ("options", [], "edit_attribute"),
        ("required", "maybe", "edit_invalid"),
        ("required.deep", 1, "edit_attribute"),
        ("labell", "x", "setting_unknown"),
        ("type", ["x"], "edit_invalid"),
        ("", "x", "edit_attribute"),
    ],
)
def test_attributes_that_cannot_be(clinic, attribute: str, value: object, code: str) -> None:
    field = find(clinic.model(), "entities.lead.fields.name")
    edit = Edit(op="set", target=field.id, attribute=attribute, value=value)
    model, problems = clinic.build(overlay=Overlay(edits=(edit,)))
    assert model is None
    assert code in [each.code for each in problems]


def test_a_second_edit_takes_the_place_of_the_first() -> None:
    first = Edit(op="set", target="a", attribute="label", value=1)
    other = Edit(op="set", target="a", attribute="help", value=1)
    second = first.model_copy(update={"value": 2})
    overlay = Overlay().with_edit(first).with_edit(other).with_edit(second)
    assert overlay.edits == (other, second)


def test_an_overlay_survives_json() -> None:
    step = LayoutOperation(layout="default", op="insert", item=Item(field="a"), after="b")
    overlay = Overlay(edits=(Edit(op="layout", target="a", operation=step),))
    assert Overlay.model_validate_json(overlay.model_dump_json()) == overlay


def test_the_same_field_may_be_put_twice(clinic) -> None:
    layout = find(clinic.model(), "entities.lead.layouts.card")
    step = LayoutOperation(layout="card", op="insert", item=Item(field="place"), after="name")
    edit = Edit(op="layout", target=layout.id, operation=step)
    model = clinic.model(overlay=Overlay(edits=(edit, edit, edit)))
    items = model.entity_by_name["lead"].layouts[1].items
    assert [item.field for item in items[:4]] == ["name", "place", "place", "place"]
    assert len({item.id for item in items}) == len(items)


def test_edits_of_what_an_edit_brought_or_took(clinic) -> None:
    field = {"id": "mine", "name": "x_note", "type": "text"}
    lead = find(clinic.model(), "entities.lead")
    option = find(clinic.model(), "entities.lead.fields.channel.options.whatsapp")
    edits = (
        Edit(op="add", kind="field", target=lead.id, body=field),
        Edit(op="set", target="mine", attribute="required", value=True),
        Edit(op="remove", target=option.id),
        Edit(op="set", target=option.id, attribute="color", value="red"),
    )
    model, problems = clinic.build(overlay=Overlay(edits=edits))
    assert model is not None
    assert model.entity_by_name["lead"].field_by_name["x_note"].required
    assert codes(problems) == [("edit_target_gone", f"overlay.{option.id}", "warning")]
