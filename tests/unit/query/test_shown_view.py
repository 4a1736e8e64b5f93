"""A view as an actor is shown it: complete in its kind, without what is hidden or gone."""

from typing import Any

import pytest

from engine.access.policy import Policy, policy_for
from engine.core.errors import InvalidInput
from engine.definitions.snapshot import Snapshot
from engine.query.shown_view import ShownView, describe_as, drawable_kinds, show_view
from engine.query.view_request import view_query
from metamodel.entity import Entity
from metamodel.expression import to_text
from metamodel.view import ColorRule, Measure, View
from tests.query_sample import build_context, build_model, build_snapshot

pytestmark = pytest.mark.unit

KINDS = ["grid", "kanban", "list", "sheet", "split", "timeline"]


def without(*names: str) -> Snapshot:
    """The sample, from which fields of the lead were removed."""
    model = build_model()
    lead = model.entity_by_name["lead"]
    plain = lead.model_dump()
    plain["fields"] = [each for each in plain["fields"] if each["name"] not in names]
    changed = Entity.model_validate(plain)
    entities = [changed if each.name == "lead" else each for each in model.entities]
    return build_snapshot(build_model({"entities": entities}))


def policy_of(snapshot: Snapshot, role: str) -> Policy:
    return policy_for(snapshot, build_context(role, snapshot=snapshot).actor)


def shown(view: View, snapshot: Snapshot, role: str = "admin", drawn_as: str = "") -> ShownView:
    policy = policy_of(snapshot, role)
    found = show_view(view, snapshot.model, policy, policy.entities["lead"], drawn_as or None)
    assert found is not None
    return found


def lead_view(**more: Any) -> View:
    return View(**{"name": "x", "entity": "lead", "kind": "list", **more})


WHOLE = lead_view(
    columns=("name", "channel", "owner.name"),
    sort="channel,-name",
    filter="owner = $me and channel = 'site' and name is not empty",
    group="channel",
    measures=(Measure(fn="distinct", field="channel"), Measure(fn="count")),
    color_rules=(
        ColorRule(when="channel = 'site'", color="red"),
        ColorRule(when="name is empty", color="gray"),
    ),
    settings={"widths": {"name": 200}},
)


def test_a_view_of_fields_there_are_is_whole() -> None:
    found = shown(WHOLE, build_snapshot())
    assert found.problems == ()
    assert found.view == WHOLE


def test_what_is_gone_is_left_out_and_said() -> None:
    found = shown(WHOLE, without("channel"))
    view = found.view
    assert view.columns == ("name", "owner.name")
    assert (view.sort, view.group) == ("-name", None)
    assert view.filter == "owner = $me and name is not empty"
    assert [each.fn for each in view.measures] == ["count"]
    assert [each.color for each in view.color_rules] == ["gray"]
    assert [each["en"].split(":")[0] for each in found.problems] == [
        "Columns", "Sort", "Totals", "Groups", "Filter", "Colours",
    ]  # fmt: skip
    for each in found.problems:
        assert set(each) == {"pt-BR", "en", "es"}
        assert "channel" in each["pt-BR"]


def test_a_field_of_another_type_is_gone_as_well() -> None:
    """A rule written for a choice means nothing for a number."""
    rule = ColorRule(when="service_value = 'site'", color="red")
    found = shown(lead_view(color_rules=(rule,), group="service_value"), build_snapshot())
    assert (found.view.color_rules, found.view.group, len(found.problems)) == ((), None, 2)


def test_what_is_hidden_is_left_out_without_a_word() -> None:
    """The seller does not see `comment`."""
    view = lead_view(
        columns=("name", "comment"), sort="comment,name", group=None,
        measures=(Measure(fn="empty", field="comment"),),
        color_rules=(ColorRule(when="comment is empty", color="red"),),
        settings={"widths": {"comment": 90, "name": 80}, "first": "comment"},
    )  # fmt: skip
    found = shown(view, build_snapshot(), "seller")
    assert found.problems == ()
    assert "comment" not in repr(found.view)
    assert found.view.settings == {"widths": {"name": 80}}


def test_the_kinds_there_are_for_an_actor() -> None:
    snapshot = build_snapshot()
    policy = policy_of(snapshot, "admin")
    assert drawable_kinds(policy.entities["lead"]) == KINDS
    without_board = [each for each in KINDS if each != "kanban"]
    assert drawable_kinds(policy.entities["appointment"]) == without_board
    bare = without("stage", "channel")
    assert drawable_kinds(policy_of(bare, "admin").entities["lead"]) == without_board


def test_a_board_whose_field_is_gone_stands_on_the_next() -> None:
    board = lead_view(kind="kanban", field="stage")
    found = shown(board, without("stage"))
    assert found.view.field == "channel"
    assert [each["en"].split(":")[0] for each in found.problems] == ["Field of the view"]
    bare = without("stage", "channel")
    policy = policy_of(bare, "admin")
    assert show_view(board, bare.model, policy, policy.entities["lead"]) is None
    told = describe_as(board, bare.model, policy, policy.entities["lead"])
    assert told.kind.key == "list"


def test_a_board_drawn_as_rows_keeps_its_fields_and_is_not_grouped() -> None:
    board = lead_view(kind="kanban", field="stage", card="card", sort="-service_value")
    for kind in ("list", "sheet", "grid", "split"):
        view = shown(board, build_snapshot(), drawn_as=kind).view
        assert (view.kind, view.group, view.sort) == (kind, None, "-service_value")
        assert view.columns == ("name", "service_value", "owner", "stage")
        assert view.measures == ()


def test_rows_drawn_as_a_board_have_what_its_cards_show() -> None:
    snapshot = build_snapshot()
    _, query = view_query(snapshot, policy_of(snapshot, "admin"), WHOLE, "as=kanban")
    assert query.board is not None
    assert query.board.field == "stage"
    assert query.summary is None
    names = [each.name for each in query.select]
    assert names == ["name", "channel", "owner", "service_value", "stage"]
    assert query.filter is not None
    assert to_text(query.filter) == WHOLE.filter


def test_a_request_asks_for_its_own_columns_and_gets_what_the_kind_draws_with() -> None:
    snapshot = build_snapshot()
    policy = policy_of(snapshot, "admin")
    _, query = view_query(snapshot, policy, WHOLE, "fields=whatsapp,owner.name&own_filter=false")
    assert [each.name for each in query.select] == ["whatsapp", "owner", "name", "channel"]
    assert query.filter is None
    _, query = view_query(
        snapshot, policy, WHOLE, "as=timeline&fields=whatsapp&date=next_contact_at&group="
    )
    names = {each.name for each in query.select}
    assert {"whatsapp", "name", "created_at", "next_contact_at"} <= names


def test_a_link_of_which_more_is_asked_is_read_once() -> None:
    snapshot = build_snapshot()
    view = lead_view(columns=("owner", "owner.name"), group="owner")
    _, query = view_query(snapshot, policy_of(snapshot, "admin"), view, "")
    (owner,) = [each for each in query.select if each.name == "owner"]
    assert [each.name for each in owner.nested] == ["name"]


@pytest.mark.parametrize("text", ["[]", "", "[1]", "{}", '[{"when":"a"}]', "null"])
def test_colour_rules_as_they_are_sent(text: str) -> None:
    snapshot = build_snapshot()
    policy = policy_of(snapshot, "admin")
    if text in ("[]", ""):
        _, query = view_query(snapshot, policy, WHOLE, f"color_rules={text}")
        assert query.colors == ()
    else:
        with pytest.raises(InvalidInput) as caught:
            view_query(snapshot, policy, WHOLE, f"color_rules={text}")
        assert [fault.path for fault in caught.value.faults] == ["color_rules"]
