"""Roles compose by allowing; equal rules have equal shapes; what nobody grants is not there."""

import pytest

from engine.access.policy import Policy, policy_for
from engine.access.row_rule import OfTeam, OfUnit, Own, OwnerInTeams, Via, Where
from engine.definitions.snapshot import Snapshot
from metamodel.expression import to_text
from metamodel.role import Role
from tests.query_sample import build_context, build_model, build_snapshot

pytestmark = pytest.mark.unit

GRANTS: dict[str, dict[str, object]] = {
    "own": {"read": "own"},
    "unit": {"read": "unit"},
    "team": {"read": "team"},
    "all": {"read": "all"},
    "none": {"read": "none", "default_field": "write"},
    "mine": {"read": "owner = $me"},
    "mine_too": {"read": "owner  =  $me"},
    "broken": {"read": "owner = "},
    "no_field": {"read": "nothing = 1"},
    "masks": {"read": "all", "default_field": "hidden", "fields": {
        "service_value": {"access": "masked", "shown_when": "stage = 'new'"}}},
    "masks_more": {"read": "all", "default_field": "hidden", "fields": {
        "service_value": {"access": "masked", "shown_when": "owner = $me"}}},
    "mask_without_condition": {"read": "all", "fields": {"comment": {"access": "masked"}}},
    "reads": {"read": "all", "default_field": "read"},
    "moves": {"read": "all", "update": "own", "move": "all"},
}  # fmt: skip


def snapshot_of(**roles: dict[str, object]) -> Snapshot:
    made = [
        Role.model_validate({"key": key, "entities": {"lead": grant}})
        for key, grant in {**GRANTS, **roles}.items()
    ]
    return build_snapshot(build_model({"roles": [*made, Role(key="boss", admin=True)]}))


SNAPSHOT = snapshot_of()


def policy(*roles: str) -> Policy:
    return policy_for(SNAPSHOT, build_context(*roles, snapshot=SNAPSHOT).actor)


def test_scopes_are_rules_on_the_ownership_fields() -> None:
    rules = {key: policy(key).entities["lead"].rules["read"] for key in ("own", "unit", "team")}
    assert rules["own"].terms == (Own(field="owner"),)
    assert rules["unit"].terms == (OfUnit(field="service_unit"),)
    assert rules["team"].terms == (OwnerInTeams(field="owner"),)


def test_a_team_field_is_asked_as_well() -> None:
    entity = build_model().entity_by_name["lead"]
    owner = entity.ownership.model_copy(update={"team": "owner"})
    model = build_model({
        "entities": [entity.model_copy(update={"ownership": owner})],
        "roles": [Role.model_validate({"key": "t", "entities": {"lead": {"read": "team"}}})],
    })  # fmt: skip
    snapshot = build_snapshot(model)
    found = policy_for(snapshot, build_context("t", snapshot=snapshot).actor)
    terms = found.entities["lead"].rules["read"].terms
    assert terms == (OfTeam(field="owner"), OwnerInTeams(field="owner"))


def test_a_scope_through_a_link() -> None:
    snapshot = build_snapshot()
    found = policy_for(snapshot, build_context("seller", snapshot=snapshot).actor)
    assert found.entities["appointment"].rules["read"].terms == (Via(link="lead"),)


def test_roles_add_up() -> None:
    assert policy("own", "unit").entities["lead"].rules["read"].terms == (
        Own(field="owner"),
        OfUnit(field="service_unit"),
    )
    assert policy("own", "all").entities["lead"].rules["read"].everything


def test_conditions_of_masks_are_alternatives() -> None:
    state = policy("masks", "masks_more").entities["lead"].access("service_value")
    assert state.access == "masked"
    assert state.shown_when is not None
    assert to_text(state.shown_when.root) == "stage = 'new' or owner = $me"
    assert policy("masks", "reads").entities["lead"].access("service_value").access == "read"


def test_a_role_without_any_right_on_an_entity_gives_no_field() -> None:
    assert policy("none").find("lead") is None
    assert policy("none", "masks").entities["lead"].access("comment").access == "hidden"


@pytest.mark.parametrize("role", ["broken", "no_field", "mask_without_condition"])
def test_what_does_not_compile_allows_nothing(role: str) -> None:
    found = policy(role).entities["lead"]
    if role == "mask_without_condition":
        assert found.access("comment").access == "hidden"
    else:
        assert found.rules["read"].is_none


def test_the_shape_names_rules_and_not_roles() -> None:
    assert policy("mine").shape == policy("mine_too").shape
    assert policy("mine").shape == policy("mine", "none", "unheard_of").shape
    assert policy("mine").shape != policy("own").shape
    assert isinstance(policy("mine").entities["lead"].rules["read"].terms[0], Where)


def test_moving_is_updating_unless_said_otherwise() -> None:
    rules = policy("moves").entities["lead"].rules
    assert rules["move"].everything
    assert rules["update"].terms == (Own(field="owner"),)
    assert rules["delete"].is_none


def test_system_fields_are_never_written() -> None:
    found = policy("boss").entities["lead"]
    assert {found.access(name).access for name in ("created_at", "updated_by")} == {"read"}
    assert found.access("name").access == "write"
    assert found.access("no_such_field").access == "hidden"


def test_entities_nobody_grants_are_not_there() -> None:
    assert policy("own").find("procedure") is None
    assert policy("own").find("lead") is not None
