"""Plans as the steps they are made of, for each kind of change; no database."""

import pytest

from engine.definitions.catalogue import build_catalogue
from engine.definitions.physical_names import fit_name, give_name, quote, quote_text
from engine.definitions.plan import PublishPlan, build_plan
from engine.kinds.field_type import field_types
from metamodel.check import build_model
from metamodel.loader import load_package
from metamodel.model import Model
from metamodel.overlay import Overlay
from tests.shop import CHANGES, Shop, base, field_of, files

pytestmark = pytest.mark.unit

EXPECTED: dict[str, list[str]] = {
    "add": ["expand add_column color"],
    "add_required": ["expand add_column level", "contract drop_default level"],
    "add_link": [
        "expand add_column other",
        "fill create_index other",
        "fill add_foreign_key other",
    ],
    "add_links": [
        "expand create_join_table others",
        "fill add_foreign_key others",
        "fill add_foreign_key others",
    ],
    "rename": [],
    "remove": ["switch retire_column code"],
    "retype": [
        "expand add_column quantity",
        "expand sync_column quantity",
        "fill copy_column quantity",
        "switch retire_column quantity",
        "switch copy_column quantity",
        "contract drop_sync quantity",
    ],
    "required": [
        "expand set_default code",
        "fill backfill code",
        "fill set_not_null code",
        "contract drop_default code",
    ],
    "optional": ["switch relax_column title"],
    "unique": ["fill create_index serial"],
    "index": ["fill create_index code"],
    "searchable": ["fill create_index code"],
    "remove_stage": ["fill replace_value stage", "switch replace_value stage"],
}


def model_of(shop: Shop) -> Model:
    package, _ = load_package(files(shop), build_catalogue())
    assert package is not None
    model, problems = build_model([package], Overlay(), build_catalogue())
    assert model is not None, problems
    return model


def plan_of(old: PublishPlan | None, shop: Shop, **rest) -> PublishPlan:
    current = (old.model, old.storage) if old else None
    return build_plan(current, model_of(shop), field_types, **rest)


@pytest.mark.parametrize("name", EXPECTED)
def test_steps_of_a_change(name: str) -> None:
    change = CHANGES[name]
    plan = plan_of(plan_of(None, base()), change.apply(), stage_moves=change.stage_moves)
    core = [f"{s.phase} {s.kind} {s.field}" for s in plan.steps if s.datasource == "core"]
    chat = [f"{s.phase} {s.kind} {s.field}" for s in plan.steps if s.datasource == "chat"]
    assert core == EXPECTED[name]
    assert chat == EXPECTED[name]


def test_chat_comes_first_in_each_phase() -> None:
    change = CHANGES["everything"]
    plan = plan_of(plan_of(None, base()), change.apply(), stage_moves=change.stage_moves)
    order = [(step.phase, step.kind in COPIES, step.datasource) for step in plan.steps]
    ranked = sorted(order, key=lambda x: (PHASES.index(x[0]), x[1], x[2] != "chat"))
    assert order == ranked


PHASES = ("expand", "fill", "switch", "contract")
COPYING = ("create_reference", "fill_reference", "settle_reference")
COPIES = ("fill_reference", "settle_reference", "clear_reference")


def test_a_copy_is_made_filled_and_settled_where_the_records_are_not() -> None:
    first = plan_of(None, base())
    there = plan_of(first, CHANGES["project"].apply())
    assert [(s.phase, s.kind, s.datasource, s.table) for s in there.steps if s.kind in COPYING] == [
        ("expand", "create_reference", "chat", "_ref_shp_item"),
        ("expand", "create_reference", "chat", "_ref_shp_tag"),
        ("expand", "create_reference", "core", "_ref_shp_label"),
        ("expand", "create_reference", "core", "_ref_shp_note"),
        ("fill", "fill_reference", "chat", "_ref_shp_item"),
        ("fill", "fill_reference", "chat", "_ref_shp_tag"),
        ("fill", "fill_reference", "core", "_ref_shp_label"),
        ("fill", "fill_reference", "core", "_ref_shp_note"),
        ("contract", "settle_reference", "chat", "_ref_shp_item"),
        ("contract", "settle_reference", "chat", "_ref_shp_tag"),
        ("contract", "settle_reference", "core", "_ref_shp_label"),
        ("contract", "settle_reference", "core", "_ref_shp_note"),
    ]
    copy = there.storage.entities["e_shp_item"].reference
    assert copy is not None
    assert [each.columns for each in copy.fields.values()] == [
        {"": "code"},
        {"": "quantity"},
        {"": "tag"},
    ]
    again = plan_of(there, CHANGES["project"].apply())
    assert again.steps == ()
    back = plan_of(there, base())
    assert {(s.phase, s.kind) for s in back.steps if s.table.startswith("_ref")} == {
        ("contract", "clear_reference"),
        ("contract", "drop_index"),
    }


def test_another_title_is_copied_beside_the_one_in_use() -> None:
    shop = CHANGES["project"].apply()
    first = plan_of(None, shop)
    shop["shp_item"]["title"] = "code"
    there = plan_of(first, shop)
    copy = there.storage.entities["e_shp_item"].reference
    assert copy is not None
    assert (copy.title, [each.column for each in copy.retired]) == ("title_2", ["title"])
    assert [s.kind for s in there.steps] == [
        "add_column",
        "fill_reference",
        "clear_reference",
        "settle_reference",
    ]
    shop["shp_item"]["title"] = "title"
    back = plan_of(there, shop).storage.entities["e_shp_item"].reference
    assert back is not None
    assert (back.title, [each.column for each in back.retired]) == ("title", ["title_2"])


def test_names_are_kept_through_rename_and_never_given_twice() -> None:
    first = plan_of(None, base())
    renamed = plan_of(first, CHANGES["rename"].apply())
    field = renamed.storage.entities["e_shp_item"].fields["f_shp_item_code"]
    assert field.columns == {"": "code"}
    shop = CHANGES["rename"].apply()
    shop["shp_item"]["fields"].append(
        {"id": "f_second", "name": "code", "type": "text", "label": "Código"}
    )
    second = plan_of(renamed, shop)
    assert second.storage.entities["e_shp_item"].fields["f_second"].columns == {"": "code_2"}


def test_removed_and_back_is_the_same_column() -> None:
    first = plan_of(None, base())
    removed = plan_of(first, CHANGES["remove"].apply())
    assert removed.storage.entities["e_shp_item"].fields["f_shp_item_code"].state == "retired"
    back = plan_of(removed, base())
    assert back.storage.entities["e_shp_item"].fields["f_shp_item_code"].columns == {"": "code"}
    assert [s.kind for s in back.steps] == ["revive_column", "revive_column"]


def test_retype_and_back_uses_the_first_column_again() -> None:
    first = plan_of(None, base())
    there = plan_of(first, CHANGES["retype"].apply())
    back = plan_of(there, base())
    entity = back.storage.entities["e_shp_item"]
    assert entity.fields["f_shp_item_quantity"].columns == {"": "quantity"}
    assert [column.column for column in entity.retired] == ["quantity_2"]


def test_every_step_survives_the_journal() -> None:
    change = CHANGES["everything"]
    plan = plan_of(plan_of(None, base()), change.apply(), stage_moves=change.stage_moves)
    for step in plan.steps:
        stored = step.model_dump_json(exclude_defaults=True)
        assert type(step).model_validate_json(stored) == step
        assert step.description["pt-BR"] and step.description["en"]


def test_impacts_name_what_is_touched() -> None:
    plan = plan_of(plan_of(None, base()), CHANGES["remove"].apply())
    impact = plan.impacts[0]
    assert (impact.field, impact.risk, impact.reversibility) == (
        "code",
        "destructive",
        "exact_while_retained",
    )
    assert impact.api == (f"{impact.entity}s.code",)


def test_long_and_hostile_names() -> None:
    long = "a" * 40 + "_" + "b" * 40
    assert len(fit_name(long)) <= 63
    assert give_name("code", {"code", "code_2"}) == "code_3"
    assert len(give_name(long, {fit_name(long)})) <= 63
    with pytest.raises(ValueError, match="physical"):
        quote('x"; drop table y; --')
    assert quote_text("d'água \\") == "E'd''água \\\\'"


def test_entity_does_not_change_its_datasource() -> None:
    first = plan_of(None, base())
    shop = base()
    for name in ("shp_item", "shp_tag"):
        shop[name]["datasource"] = "chat"
    plan = plan_of(first, shop)
    assert [problem.code for problem in plan.problems] == ["entity_moved", "entity_moved"]


def test_long_join_names_have_indexes_of_their_own() -> None:
    shop = base()
    for last in ("a", "b"):
        name = f"{'links_with_a_rather_long_name_here'}_{last}"
        field = {"id": name, "name": name, "type": "links", "to": "shp_tag", "label": name}
        shop["shp_item"]["fields"].append(field)
    names = [i.name for s in plan_of(None, shop).steps for i in s.indexes]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 63


@pytest.mark.parametrize("name", CHANGES)
def test_no_two_steps_say_the_same(name: str) -> None:
    change = CHANGES[name]
    first = plan_of(None, base())
    plan = plan_of(first, change.apply(), stage_moves=change.stage_moves)
    back = plan_of(plan, base(), stage_moves={})
    for each in (first, plan, back):
        for locale in ("pt-BR", "en"):
            texts = [step.description[locale] for step in each.steps]
            assert sorted(set(texts)) == sorted(texts)


def test_a_unique_set_made_anew_makes_nothing_optional() -> None:
    shop = base()
    field_of(shop, "shp_item", "serial")["unique"] = True
    plan = plan_of(plan_of(None, shop), base())
    texts = [step.description for step in plan.steps]
    assert [each["pt-BR"] for each in texts] == [
        "Deixar de exigir que shp_item.serial não se repita como antes"
    ]
