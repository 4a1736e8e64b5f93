"""Dotted paths of definitions (`therapist.name` as a column): where they end, for one actor.

The same law as in a request's `fields`: a step is taken only through a link the actor sees, into
an entity it may read; what cannot be reached is left out, as if nobody had named it (law 2).
"""

from dataclasses import dataclass

from engine.access.fields import is_many, is_within_reach, record_fields, target_names
from engine.access.policy import EntityPolicy, Policy
from metamodel.field import Field
from metamodel.model import Model

STEPS_MAX = 3
"""How many names a path has at most: two links and the field they lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarPath:
    """The fields of a path in order, and the policy of the entity the last one belongs to."""

    steps: tuple[Field, ...]
    owner: EntityPolicy
    is_masked: bool

    @property
    def end(self) -> Field:
        """The field that is shown."""
        return self.steps[-1]

    @property
    def is_many(self) -> bool:
        """Whether a record has several values at the end of the path."""
        return any(is_many(step) for step in self.steps[:-1])


def find_path(model: Model, policy: Policy, start: EntityPolicy, name: str) -> FarPath | None:
    """The path as the actor may take it, or None."""
    names = name.split(".")
    if len(names) > STEPS_MAX:
        return None
    home = start.entity.datasource
    owner, steps, is_masked = start, list[Field](), False
    for place, each in enumerate(names):
        state = owner.access(each)
        if not state.is_visible or not is_within_reach(owner.entity, each, home):
            return None
        is_masked = is_masked or state.access == "masked"
        field = record_fields(owner.entity)[each]
        steps.append(field)
        if place == len(names) - 1:
            return FarPath(steps=tuple(steps), owner=owner, is_masked=is_masked)
        targets = target_names(model, field)
        target = policy.find(targets[0]) if len(targets) == 1 else None
        if target is None or not target.can("read") or field.type == "any_link":
            return None
        owner = target
    return None
