"""An upgrade keeps every edit of the clinic, lets the vendor's other changes through, and lists
conflicts.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metamodel.assemble import to_plain
from metamodel.attributes import base_hash, read_attribute
from metamodel.layout import LayoutOperation
from metamodel.merge import merge
from metamodel.model import Model
from metamodel.overlay import Edit, Overlay
from metamodel.structure import Found, walk

NAME = "entities.lead.fields.name"


def find(model: Model, path: str) -> Found:
    return next(found for found in walk(to_plain(model)) if found.path == path)


@pytest.fixture
def upgraded(clinic, change):
    def build(old: str, new: str) -> Model:
        return clinic.model(clinic.packages(change("leads", "entities/lead.yaml", old, new)))

    return build


def edit_of(model: Model, path: str, attribute: str, value: Any) -> Edit:
    found = find(model, path)
    base = base_hash(found.kind, found.body, attribute)
    return Edit(op="set", target=found.id, attribute=attribute, value=value, base_hash=base)


def test_what_the_vendor_left_alone_stays_the_clinics(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("max_length: 120", "max_length: 200")
    overlay = Overlay(edits=(edit_of(old, NAME, "label.pt-BR", "Paciente"),))
    merged, conflicts = merge(old, new, overlay)
    assert (merged, conflicts) == (overlay, [])
    packages = clinic.packages(clinic.files())
    assert clinic.model(packages, merged).entity_by_name["lead"].field_by_name["name"].label


def test_both_changed_it(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("max_length: 120", "max_length: 200")
    overlay = Overlay(edits=(edit_of(old, NAME, "max_length", 40),))
    merged, conflicts = merge(old, new, overlay)
    assert merged == overlay
    found = [(c.kind, c.path, c.attribute, c.base, c.vendor, c.clinic) for c in conflicts]
    assert found == [("changed", NAME, "max_length", 120, 200, 40)]


def test_both_changed_it_to_the_same(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("max_length: 120", "max_length: 200")
    merged, conflicts = merge(old, new, Overlay(edits=(edit_of(old, NAME, "max_length", 200),)))
    assert conflicts == []
    assert merged.edits == (edit_of(new, NAME, "max_length", 200),)


def test_the_vendor_removed_it(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("{key: whatsapp, color: green}, ", "")
    overlay = Overlay(
        edits=(edit_of(old, "entities.lead.fields.channel.options.whatsapp", "color", "red"),)
    )
    merged, conflicts = merge(old, new, overlay)
    assert merged == overlay
    assert [conflict.kind for conflict in conflicts] == ["removed"]


def test_the_vendor_took_the_name(clinic, upgraded) -> None:
    old = clinic.model()
    new = upgraded("to: unit}", "to: unit}\n  - {name: x_color, type: text}")
    lead = find(old, "entities.lead")
    body = {"name": "x_color", "type": "text"}
    overlay = Overlay(edits=(Edit(op="add", kind="field", target=lead.id, body=body),))
    merged, conflicts = merge(old, new, overlay)
    assert merged == overlay
    assert [conflict.kind for conflict in conflicts] == ["taken"]


def test_an_anchor_is_gone(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("items: [name, service_value, owner]", "items: [name]")
    layout = find(old, "entities.lead.layouts.card")
    step = LayoutOperation.model_validate(
        {"layout": "card", "op": "insert", "item": {"field": "place"}, "after": "field:owner"}
    )
    overlay = Overlay(edits=(Edit(op="layout", target=layout.id, operation=step),))
    merged, conflicts = merge(old, new, overlay)
    assert merged == overlay
    assert [(c.kind, c.clinic) for c in conflicts] == [("anchor_gone", "field:owner")]


def test_what_was_removed_has_changed(clinic, upgraded) -> None:
    old, new = clinic.model(), upgraded("max_days: 3", "max_days: 5")
    path = "entities.lead.pipelines.sales.stages.negotiation"
    overlay = Overlay(edits=(Edit(op="remove", target=find(old, path).id),))
    merged, conflicts = merge(old, new, overlay)
    assert merged == overlay
    assert [(c.kind, c.path) for c in conflicts] == [("changed", path)]


ATTRIBUTES = {
    "field": ("label.pt-BR", "help", "required", "settings.max_length", "default"),
    "stage": ("label.en", "color", "max_days"),
    "entity": ("icon", "color"),
    "view": ("sort", "filter"),
}


def places(model: Model) -> list[tuple[str, str, str]]:
    return [
        (found.id, found.kind, attribute)
        for found in walk(to_plain(model))
        for attribute in ATTRIBUTES.get(found.kind, ())
    ]


def overlays(model: Model) -> st.SearchStrategy[Overlay]:
    bodies = {found.id: found for found in walk(to_plain(model))}

    def edit(place: tuple[str, str, str], value: object) -> Edit:
        target, kind, attribute = place
        base = base_hash(kind, bodies[target].body, attribute)
        return Edit(op="set", target=target, attribute=attribute, value=value, base_hash=base)

    values = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5)
    sets = st.builds(edit, st.sampled_from(places(model)), values)
    removes = st.builds(Edit, op=st.just("remove"), target=st.sampled_from(sorted(bodies)))
    adds = st.builds(
        Edit,
        op=st.just("add"),
        kind=st.just("menu"),
        body=st.fixed_dictionaries({"key": st.sampled_from(["x_a", "x_b"])}),
    )
    return st.lists(sets | removes | adds, max_size=6).map(lambda e: Overlay(edits=tuple(e)))


SLOW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(data=st.data())
def test_a_merge_without_a_vendor_change_is_identity(clinic, data) -> None:
    model = clinic.model()
    overlay = data.draw(overlays(model))
    assert merge(model, model, overlay) == (overlay, [])


@SLOW
@given(data=st.data())
def test_no_edit_is_ever_lost(clinic, change, data) -> None:
    old = clinic.model()
    changes = [
        ("max_length: 120", "max_length: 99"),
        ("max_days: 3", "max_days: 9"),
        ("  - {name: whatsapp, type: phone, unique: true}\n", "  - {name: whatsapp, type: text}\n"),
        ("entity: lead\n", "entity: lead\nicon: star\n"),
    ]
    new = clinic.model(
        clinic.packages(change("leads", "entities/lead.yaml", *data.draw(st.sampled_from(changes))))
    )
    overlay = data.draw(overlays(old))
    merged, conflicts = merge(old, new, overlay)
    without = [each.model_copy(update={"base_hash": None}) for each in merged.edits]
    assert without == [each.model_copy(update={"base_hash": None}) for each in overlay.edits]
    now = {found.id: found for found in walk(to_plain(new))}
    conflicting = {(each.target, each.attribute) for each in conflicts}
    for edit in merged.edits:
        found = now.get(edit.target)
        if edit.op != "set" or found is None or (edit.target, edit.attribute) in conflicting:
            continue
        vendor = base_hash(found.kind, found.body, edit.attribute or "")
        agreed = read_attribute(found.kind, found.body, edit.attribute or "") == edit.value
        assert edit.base_hash == vendor or agreed
