"""The guard is the only way to a plan, and says every fault at once with its path and a near
name.
"""

import ast
from pathlib import Path

import pytest

from engine.access import guarded_query
from engine.access.errors import FieldUnknown, StageUnknown
from engine.access.guard import guard
from engine.access.guarded_query import GuardedQuery, GuardedTerm, Seal
from engine.access.record_query import (
    Board,
    Children,
    MeasureRequest,
    RecordQuery,
    Selected,
    SortKey,
)
from engine.core.errors import InvalidInput, NotFound
from metamodel.expression import parse
from tests.query_sample import build_context

pytestmark = pytest.mark.unit

ENGINE = Path(guarded_query.__file__).parents[1]
SELLER = build_context("seller")


def lead(**asked: object) -> RecordQuery:
    return RecordQuery(entity="lead", **{"select": (Selected(name="name"),), **asked})


def test_only_the_guard_makes_a_guarded_query() -> None:
    made = guard(SELLER, lead())
    values = {name: getattr(made, name) for name in GuardedQuery.__slots__ if name != "seal"}
    with pytest.raises(TypeError):
        GuardedQuery(seal=Seal(), **values)
    with pytest.raises(TypeError):
        GuardedQuery(**values)


def test_no_other_file_holds_the_seal() -> None:
    holders = {
        path.relative_to(ENGINE).as_posix()
        for path in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Name) and node.id in ("SEAL", "Seal"))
        or (isinstance(node, ast.Attribute) and node.attr in ("SEAL", "Seal"))
    }
    assert holders == {"access/guarded_query.py", "access/guard.py"}


def test_every_fault_comes_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        guard(
            SELLER,
            lead(
                select=(Selected(name="nome"), Selected(name="comment")),
                filter=parse("comment = 'x' and stage = 'nwe'"),
                sort=(SortKey(path=("servce_value",)), SortKey(path=("procedures",))),
                limit=900,
            ),
        )
    found = [(fault.path, fault.code) for fault in caught.value.faults]
    assert sorted(found) == [
        ("fields", "field_unknown"),
        ("fields", "field_unknown"),
        ("filter", "field_unknown"),
        ("filter", "stage_unknown"),
        ("limit", "limit_exceeded"),
        ("sort", "field_unknown"),
        ("sort", "not_sortable"),
    ]


def test_the_hint_is_the_nearest_name_the_actor_may_see() -> None:
    with pytest.raises(FieldUnknown) as caught:
        guard(SELLER, lead(select=(Selected(name="servce_value"), Selected(name="coment"))))
    near, hidden = caught.value.faults
    assert near.hint is not None
    assert "service_value" in near.hint["en"]
    assert hidden.hint is None or "comment" not in hidden.hint["en"]


@pytest.mark.parametrize("entity", ["team", "nothing", "", "_member", 'lead"; drop table x'])
def test_unknown_and_denied_entities_are_one_answer(entity: str) -> None:
    with pytest.raises(NotFound) as caught:
        guard(SELLER, RecordQuery(entity=entity, select=()))
    assert not caught.value.faults


def test_a_board_by_a_column_that_is_not_there() -> None:
    board = Board(field="stage", columns=("new", "nowhere"))
    with pytest.raises(StageUnknown):
        guard(SELLER, lead(board=board))


@pytest.mark.parametrize(
    ("fn", "field", "code"),
    [
        ("sum", "comment", "field_unknown"),
        ("sum", "name", "measure_unknown"),
        ("sum(1);--", "service_value", "measure_unknown"),
        ("nothing", None, "measure_unknown"),
    ],
)
def test_measures_are_known_functions_of_visible_fields(
    fn: str, field: str | None, code: str
) -> None:
    board = Board(field="stage", columns=("new",), measures=(MeasureRequest(fn=fn, field=field),))
    with pytest.raises(InvalidInput) as caught:
        guard(SELLER, lead(board=board))
    assert [fault.code for fault in caught.value.faults] == [code]


def test_children_are_guarded_like_any_read() -> None:
    children = Children(sort=(SortKey(path=("nothing",)),), filter=parse("nothing = 1"), limit=501)
    with pytest.raises(InvalidInput) as caught:
        guard(SELLER, lead(select=(Selected(name="appointments", children=children),)))
    assert caught.value.code == "invalid"
    assert {fault.path for fault in caught.value.faults} == {
        "with.appointments.filter",
        "with.appointments.limit",
        "with.appointments.sort",
    }


def test_children_of_what_is_no_list() -> None:
    with pytest.raises(InvalidInput) as caught:
        guard(SELLER, lead(select=(Selected(name="owner", children=Children()),)))
    assert [fault.code for fault in caught.value.faults] == ["not_many"]


def test_search_takes_what_may_be_seen_somewhere_and_leaves_out_what_is_hidden() -> None:
    """Where a masked field is searched, its mask decides record by record."""
    found = guard(SELLER, lead(search="ana 9999")).scope.search
    assert found is not None
    assert found.terms == (
        GuardedTerm(words=("ana",)), GuardedTerm(words=("9999",), digits="9999"),
    )  # fmt: skip
    assert (found.texts, found.numbers) == (("name",), ("whatsapp",))


def test_a_path_that_goes_on_too_long_is_unknown() -> None:
    deep = ".".join(["lead"] * 30)
    with pytest.raises(FieldUnknown):
        guard(SELLER, lead(filter=parse(f"{deep} is empty")))
