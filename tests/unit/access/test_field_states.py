"""Masked fields that may be written, composed over roles: a role only ever adds."""

import pytest

from engine.access.policy import FieldAccess, policy_for
from engine.definitions.snapshot import Snapshot
from metamodel.expression import to_text
from metamodel.role import Role
from tests.query_sample import build_context, build_model, build_snapshot

pytestmark = pytest.mark.unit

GRANTS: dict[str, object] = {
    "writes_mine": {"access": "masked", "shown_when": "owner = $me", "write": True},
    "writes_new": {"access": "masked", "shown_when": "stage = 'new'", "write": True},
    "sees_all_new": {"access": "masked", "shown_when": "stage = 'new'"},
    "reads": {"access": "read"},
    "reads_and_says_write": {"access": "read", "shown_when": "owner = $me", "write": True},
    "writes": "write",
    "nothing": "hidden",
}


def snapshot_of(field: str) -> Snapshot:
    roles = [
        Role.model_validate(
            {"key": key, "entities": {"lead": {"read": "all", "fields": {field: grant}}}}
        )
        for key, grant in GRANTS.items()
    ]
    return build_snapshot(build_model({"roles": roles}))


SNAPSHOT = snapshot_of("whatsapp")


def state(*roles: str, snapshot: Snapshot = SNAPSHOT, field: str = "whatsapp") -> FieldAccess:
    actor = build_context(*roles, snapshot=snapshot).actor
    return policy_for(snapshot, actor).entities["lead"].access(field)


def texts(found: FieldAccess) -> tuple[str, str | None, str | None]:
    shown, write = found.shown_when, found.write_when
    return (
        found.access,
        to_text(shown.root) if shown else None,
        to_text(write.root) if write else None,
    )


MINE, NEW = "owner = $me", "stage = 'new'"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("writes_mine",), ("masked", MINE, MINE)),
        (("sees_all_new",), ("masked", NEW, None)),
        (("writes_mine", "nothing"), ("masked", MINE, MINE)),
        (("writes_mine", "sees_all_new"), ("masked", f"{NEW} or {MINE}", MINE)),
        (("writes_mine", "writes_new"), ("masked", f"{MINE} or {NEW}", f"{MINE} or {NEW}")),
        (("writes_mine", "reads"), ("read", None, MINE)),
        (("writes_mine", "writes"), ("write", None, None)),
        (("reads_and_says_write",), ("read", None, None)),
    ],
)
def test_what_roles_give_together(
    roles: tuple[str, ...], expected: tuple[str, str | None, str | None]
) -> None:
    access, shown, write = texts(state(*roles))
    assert access == expected[0]
    for found, wanted in ((shown, expected[1]), (write, expected[2])):
        assert sorted((found or "").split(" or ")) == sorted((wanted or "").split(" or "))


def test_what_may_be_written_tells_shapes_apart() -> None:
    shapes = {
        policy_for(SNAPSHOT, build_context(role, snapshot=SNAPSHOT).actor).shape
        for role in ("writes_new", "sees_all_new")
    }
    assert len(shapes) == 2


def test_a_masked_system_field_stays_masked_and_is_never_written() -> None:
    snapshot = snapshot_of("created_by")
    found = state("writes_new", snapshot=snapshot, field="created_by")
    assert (found.access, found.is_writable) == ("masked", False)
    assert state("writes", snapshot=snapshot, field="created_by").access == "read"
