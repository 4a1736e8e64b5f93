"""For whom a view or a layout is meant: `roles` of its definition. Administrators see them all."""

from collections.abc import Iterable

from engine.access.policy import Policy

EVERYONE = "*"


def is_for(wanted: Iterable[str], roles: Iterable[str]) -> bool:
    """Whether one of the roles is named, or everyone is."""
    named = frozenset(wanted)
    return EVERYONE in named or not named.isdisjoint(roles)


def is_shown(policy: Policy, wanted: Iterable[str], roles: Iterable[str]) -> bool:
    """Whether an actor with this policy and these roles is shown what is meant for `wanted`."""
    return policy.is_admin or is_for(wanted, roles)
