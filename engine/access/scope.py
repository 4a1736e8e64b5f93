"""What names mean in an expression: for an actor only the fields it may see exist; a rule sees
all.
"""

import logging
from typing import TYPE_CHECKING, Protocol

from engine.access.fields import (
    expression_type,
    is_many,
    is_within_reach,
    record_fields,
    target_names,
)
from metamodel.entity import Datasource, Entity
from metamodel.expression import (
    BOOLEAN,
    ExpressionError,
    ExpressionProblem,
    Type,
    TypedExpression,
    check_types,
    list_of,
    parse,
    paths,
)
from metamodel.expression.types import link
from metamodel.field import Field
from metamodel.model import Model
from metamodel.names import find_nearest

if TYPE_CHECKING:
    from engine.access.policy import Policy

_log = logging.getLogger(__name__)
ID = "id"
MAX_STEPS = 4


class Sight(Protocol):
    """Which fields of an entity exist for whoever looks."""

    def field(self, entity: Entity, name: str) -> Field | None:
        """The field, or None when there is none to see."""
        ...

    def names(self, entity: Entity) -> tuple[str, ...]:
        """The names there are to see."""
        ...


class FullSight:
    """Rules and masks see every field."""

    def field(self, entity: Entity, name: str) -> Field | None:
        """Any field of the entity."""
        return record_fields(entity).get(name)

    def names(self, entity: Entity) -> tuple[str, ...]:
        """All names."""
        return tuple(record_fields(entity))


class ActorSight:
    """An actor sees the fields its policy shows, of the entities its policy shows."""

    def __init__(self, policy: "Policy") -> None:
        self._policy = policy

    def field(self, entity: Entity, name: str) -> Field | None:
        """A visible field of a visible entity."""
        found = self._policy.find(entity.name)
        if found is None or not found.access(name).is_visible:
            return None
        return record_fields(entity).get(name)

    def names(self, entity: Entity) -> tuple[str, ...]:
        """The visible names."""
        found = self._policy.find(entity.name)
        return found.visible if found is not None else ()


class EntityScope:
    """The scope the type checker asks: paths from one entity, through links, within sight and
    within reach of the datasource that is asked (`home`, else the entity's own).
    """

    def __init__(
        self, model: Model, entity: Entity, sight: Sight, home: Datasource | None = None
    ) -> None:
        self._model, self._entity, self._sight = model, entity, sight
        self._home: Datasource = home or entity.datasource

    def field_type(self, path: tuple[str, ...]) -> Type | None:
        """The type of a path; a list when a to-many link is on its way."""
        if len(path) > MAX_STEPS:
            return None
        entity, many = self._entity, False
        for step in path[:-1]:
            field = self._field(entity, step)
            targets = target_names(self._model, field) if field is not None else ()
            if field is None or len(targets) != 1 or field.type == "any_link":
                return None
            many = many or is_many(field)
            entity = self._model.entity_by_name[targets[0]]
            if not self._sight.names(entity):
                return None
        found = self._last(entity, path[-1])
        return list_of(found) if many and found is not None else found

    def _last(self, entity: Entity, name: str) -> Type | None:
        if name == ID:
            return link(entity.name)
        field = self._field(entity, name)
        return None if field is None else expression_type(self._model, entity, field)

    def _field(self, entity: Entity, name: str) -> Field | None:
        is_there = is_within_reach(entity, name, self._home)
        return self._sight.field(entity, name) if is_there else None

    def names(self) -> list[str]:
        """The fields of the entity itself there are to see."""
        return self._names(self._entity)

    def _names(self, entity: Entity) -> list[str]:
        names = self._sight.names(entity)
        return [each for each in names if is_within_reach(entity, each, self._home)]

    def suggest(self, name: str) -> str | None:
        """The visible name nearest to the first unknown step of a path."""
        entity, known = self._entity, list[str]()
        for step in name.split("."):
            field = self._field(entity, step)
            if field is None:
                nearest = find_nearest(step[:60], self._names(entity))
                return ".".join([*known, nearest]) if nearest else None
            known.append(step)
            targets = target_names(self._model, field)
            if len(targets) != 1:
                return None
            entity = self._model.entity_by_name[targets[0]]
        return None


def check_text(text: str, scope: EntityScope) -> TypedExpression | list[ExpressionProblem]:
    """Parse and type a condition."""
    try:
        return check_types(parse(text), scope, BOOLEAN)
    except ExpressionError as error:
        return list(error.problems)


def entities_read(model: Model, entity: Entity, condition: TypedExpression) -> set[str]:
    """The other entities that a condition on records of an entity looks at."""
    found: set[str] = set()
    for steps in paths(condition.root):
        current = entity
        for step in steps[:-1]:
            name = target_names(model, record_fields(current)[step])[0]
            found.add(name)
            current = model.entity_by_name[name]
    return found


def check_rule(model: Model, entity: Entity, text: str) -> TypedExpression | None:
    """A condition of a role, which sees every field. None when it is no condition: then it allows
    nothing.

    `check()` refuses such a role before it is published; this is the second lock.
    """
    found = check_text(text, EntityScope(model, entity, FullSight()))
    if isinstance(found, TypedExpression):
        return found
    codes = [problem.code for problem in found]
    _log.error("role condition on %s does not compile and allows nothing: %s", entity.name, codes)
    return None
