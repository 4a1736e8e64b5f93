"""Where composite types are kept: the steps a publish takes for them, and those it must not."""

from typing import Any

import pytest

from engine.definitions.catalogue import build_catalogue
from engine.definitions.plan import PublishPlan, build_plan
from engine.kinds.field_type import field_types
from metamodel.check import build_model
from metamodel.loader import load_package
from metamodel.overlay import Overlay
from tests.shop import Shop, base, field_of, files

pytestmark = pytest.mark.unit


def _people() -> Shop:
    """The shop with the system's people."""
    shop = base()
    for system in ("member", "team", "unit"):
        shop[f"shp_{system}"] = {
            "id": f"e_{system}",
            "entity": f"shp_{system}",
            "plural": f"shp_{system}s",
            "label": system,
            "system": system,
            "title": "name",
            "fields": [{"id": f"f_{system}", "name": "name", "type": "text", "label": "Nome"}],
        }
    return shop


def _plan(old: PublishPlan | None, shop: Shop) -> PublishPlan:
    package, _ = load_package(files(shop), build_catalogue())
    assert package is not None
    model, problems = build_model([package], Overlay(), build_catalogue())
    assert model is not None, problems
    return build_plan((old.model, old.storage) if old else None, model, field_types)


def _with(name: str, kind: str, entity: str = "shp_item", **rest: Any) -> Shop:
    shop = _people()
    field = {"id": f"f_{name}", "name": name, "type": kind, "label": name, **rest}
    shop[entity]["fields"].append(field)
    return shop


def _steps(plan: PublishPlan) -> list[str]:
    return [f"{step.phase} {step.kind} {step.table}" for step in plan.steps]


@pytest.mark.parametrize("key", ["created_at", "created_by", "updated_at", "updated_by"])
def test_the_records_own_columns_take_no_step_to_come_or_go(key: str) -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("stamp", key, index=False))
    links = ["fill create_index shp_item"] if key.endswith("_by") else []
    assert _steps(there) == links
    stored = there.storage.entities["e_shp_item"]
    assert stored.fields["f_stamp"].columns == {"": f"_{key}"}
    back = _plan(there, _people())
    assert {step.kind for step in back.steps} <= {"drop_index"}
    assert back.storage.entities["e_shp_item"].retired == ()
    assert _plan(there, _with("stamp", key)).steps == ()


def test_no_value_is_ever_copied_into_a_records_own_column() -> None:
    first = _plan(None, _with("stamp", "datetime"))
    there = _plan(first, _with("stamp", "created_at"))
    assert _steps(there) == ["switch retire_column shp_item"]
    back = _plan(there, _with("stamp", "datetime"))
    assert "_created_at" not in {step.column for step in back.steps}


def test_members_are_kept_like_links_to_the_member_table() -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("helpers", "members"))
    assert _steps(there) == [
        "expand create_join_table shp_item_helpers",
        "fill add_foreign_key shp_item_helpers",
        "fill add_foreign_key shp_item_helpers",
    ]
    targets = {step.foreign_key.target for step in there.steps if step.foreign_key}
    assert targets == {"shp_item", "_member"}
    assert there.storage.entities["e_shp_item"].fields["f_helpers"].target == "e_member"


@pytest.mark.parametrize(("entity", "keys"), [("shp_item", {"_team"}), ("shp_note", set())])
def test_a_team_is_referenced_where_it_is_kept(entity: str, keys: set[str]) -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("crew", "team", entity))
    assert {step.foreign_key.target for step in there.steps if step.foreign_key} == keys
    stored = there.storage.entities[f"e_{entity}"].fields["f_crew"]
    assert (stored.types, stored.target) == ({"": "uuid"}, "e_team")


def test_a_column_that_a_migration_made_is_neither_added_nor_dropped_by_an_undo() -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("hours", "weekly_hours", "shp_unit"))
    assert there.steps == ()
    stored = there.storage.entities["e_unit"].fields["f_hours"]
    assert (stored.columns, stored.types) == ({"": "hours"}, {"": "jsonb"})


@pytest.mark.parametrize(
    ("kind", "rest", "column"),
    [
        ("tags", {}, 'nexus.fold_list("labels")'),
        ("choices", {"options": [{"key": "a", "label": "A"}]}, '"labels"'),
    ],
)
def test_an_indexed_list_has_an_index_of_its_elements(
    kind: str, rest: dict[str, Any], column: str
) -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("labels", kind, index=True, **rest))
    (index,) = [step.index for step in there.steps if step.index]
    assert (index.method, index.columns) == ("gin", (column,))


def test_text_is_searched_beside_its_markup() -> None:
    first = _plan(None, _people())
    there = _plan(first, _with("notes", "rich_text", searchable=True))
    (index,) = [step.index for step in there.steps if step.index]
    assert index.columns == ('nexus.fold("notes_text") nexus.gin_trgm_ops',)


def test_a_list_is_not_unique() -> None:
    shop = _with("labels", "tags", unique=True)
    package, _ = load_package(files(shop), build_catalogue())
    assert package is not None
    _, problems = build_model([package], Overlay(), build_catalogue())
    assert [each.code for each in problems if each.severity == "error"] == ["unique_not_possible"]


def test_a_retyped_text_is_split_into_tags() -> None:
    shop = _people()
    field_of(shop, "shp_item", "code")["type"] = "tags"
    steps = _steps(_plan(_plan(None, _people()), shop))
    assert [step.split()[1] for step in steps].count("copy_column") == 2
