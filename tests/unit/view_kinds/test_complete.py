"""View kinds fill in what a definition leaves out."""

import pytest

from engine.kinds.view_kind import view_kinds
from metamodel.entity import Entity
from metamodel.view import View

pytestmark = pytest.mark.unit

LEAD = Entity.model_validate(
    {
        "entity": "lead",
        "plural": "leads",
        "title": "name",
        "fields": [
            {"name": "note", "type": "long_text"},
            {"name": "name", "type": "text"},
            {"name": "channel", "type": "choice"},
            {"name": "value", "type": "money"},
            {"name": "secret", "type": "text", "hidden": True},
            {"name": "visits", "type": "links", "inverse": "lead"},
            {"name": "stage", "type": "stage", "pipeline": "sales"},
        ],
        "layouts": [{"name": "small", "kind": "card", "items": ["name", "value"]}],
    }
)


def test_a_list_shows_the_title_first_and_what_fits_in_a_line() -> None:
    view = view_kinds["list"].complete(View(name="all", entity="lead", kind="list"), LEAD)
    assert view.columns == ("name", "channel", "value", "stage")
    assert view.sort == "-created_at"


def test_a_board_stands_on_the_stage_and_its_card_layout() -> None:
    view = view_kinds["kanban"].complete(View(name="board", entity="lead", kind="kanban"), LEAD)
    assert (view.field, view.card, view.columns) == ("stage", "small", ("name", "value", "stage"))
    assert [(measure.fn, measure.field) for measure in view.measures] == [("sum", "value")]


def test_a_board_without_card_layout_takes_fields_and_without_stage_a_choice() -> None:
    plain = LEAD.model_copy(update={"layouts": (), "fields": LEAD.fields[:4]})
    view = view_kinds["kanban"].complete(View(name="board", entity="lead", kind="kanban"), plain)
    assert (view.field, view.card, view.columns) == ("channel", None, ("name", "channel", "value"))


def test_what_the_definition_says_stays() -> None:
    given = View(name="x", entity="lead", kind="list", columns=("value",), sort="name")
    assert view_kinds["list"].complete(given, LEAD) == given


@pytest.mark.parametrize("key", sorted(view_kinds))
def test_a_completed_view_has_what_its_kind_needs(key: str) -> None:
    view = view_kinds[key].complete(View(name="x", entity="lead", kind=key), LEAD)
    assert all(getattr(view, need) for need in view_kinds[key].needs)
