"""Follows a field path (`lead.owner.name`) through links, and says where it ends or breaks."""

from dataclasses import dataclass
from typing import Literal

from metamodel.catalogue import Catalogue, Relation
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.names import SYSTEM_FIELDS, find_nearest

SHARED_SYSTEMS = frozenset({"member", "team", "unit"})
"""Entities every datasource holds a read-only copy of."""

SYSTEM_FIELD_TYPES = {
    "created_at": "datetime",
    "created_by": "member",
    "updated_at": "datetime",
    "updated_by": "member",
}
Trouble = Literal["unknown", "not_a_link", "any_link", "other_datasource"]


def system_field(name: str) -> Field | None:
    """A field every record has without being defined."""
    kind = SYSTEM_FIELD_TYPES.get(name)
    return Field(name=name, type=kind, read_only=True) if kind else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A field reached on a path, in the entity it belongs to."""

    entity: Entity
    field: Field
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Where a path cannot go on: at `name` of `entity`; `nearest` is what may have been meant."""

    trouble: Trouble
    name: str
    entity: Entity
    nearest: str | None = None
    crossed: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Looks paths up in a model."""

    model: Model
    catalogue: Catalogue

    def relation(self, field: Field) -> Relation:
        """How a field relates to other records; none when its type is unknown."""
        facts = self.catalogue.field_types.get(field.type)
        return facts.relation if facts else "none"

    def target(self, field: Field) -> Entity | None:
        """The entity a link leads to; a member field leads to the entity kept in the member
        table.
        """
        if field.to is not None:
            return self.entity(field.to)
        if field.type in ("member", "members", "team", "created_by", "updated_by"):
            system = "team" if field.type == "team" else "member"
            return next((each for each in self.model.entities if each.system == system), None)
        return None

    def entity(self, name: str) -> Entity | None:
        """An entity by its own name."""
        found = self.model.entity_by_name.get(name)
        return found if found is not None and found.entity == name else None

    def field(self, entity: Entity, name: str) -> Field | None:
        """A field of an entity, those of the system included."""
        return entity.field_by_name.get(name) or system_field(name)

    def follow(self, entity: Entity, path: str) -> list[Step] | Broken:
        """The fields along a path, each from the entity the one before leads to."""
        steps: list[Step] = []
        current = entity
        allowed: frozenset[str] | None = None
        names = path.split(".")
        for index, name in enumerate(names):
            field = self.field(current, name)
            if field is None:
                known = [*current.field_by_name, *SYSTEM_FIELDS]
                near = find_nearest(name, known) if len(name) < 200 else None
                return Broken(trouble="unknown", name=name, entity=current, nearest=near)
            if allowed is not None and name not in allowed:
                return Broken(trouble="other_datasource", name=name, entity=entity, crossed=current)
            relation = self.relation(field)
            steps.append(Step(entity=current, field=field, relation=relation))
            if index == len(names) - 1:
                break
            if relation in ("none", "any"):
                trouble: Trouble = "not_a_link" if relation == "none" else "any_link"
                return Broken(trouble=trouble, name=name, entity=current)
            target = self.target(field)
            if target is None:
                return Broken(trouble="unknown", name=name, entity=current)
            if target.datasource != entity.datasource:
                if not is_shared(target):
                    broken = names[index + 1]
                    return Broken(
                        trouble="other_datasource", name=broken, entity=entity, crossed=target
                    )
                allowed = frozenset({target.title, *(target.projected or ())})
            else:
                allowed = None
            current = target
        return steps


def is_shared(entity: Entity) -> bool:
    """Whether the other datasource holds a copy that links may point to."""
    return entity.system in SHARED_SYSTEMS or entity.projected is not None
