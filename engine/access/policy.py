"""What an actor may see and do: roles compiled once per (snapshot, role set) into row rules and
field states.

Roles compose by allowing: scopes are OR-ed, a field has the widest access any role gives. What no
role grants does not exist for the actor. `shape` names the rules, not the roles: actors of one
shape share compiled plans (law 2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from engine.access.actor import Actor
from engine.access.fields import is_system, record_fields
from engine.access.row_rule import (
    ALL,
    NONE,
    OfTeam,
    OfUnit,
    Own,
    OwnerInTeams,
    RowRule,
    Term,
    Via,
    Where,
    condition_mark,
    rule_marks,
)
from engine.access.scope import check_rule
from engine.definitions.snapshot import Snapshot
from metamodel.entity import Entity
from metamodel.expression import BOOLEAN, TypedExpression, disjunction
from metamodel.field import Field
from metamodel.role import EntityGrant, Role
from metamodel.scopes import scope_parts, via_link
from metamodel.value import content_hash

__all__ = [
    "ALL", "HIDDEN", "NONE", "ON_RECORDS", "OPERATIONS", "READ", "SERVED", "WRITE", "Access",
    "EntityPolicy", "FieldAccess", "Operation", "Policy", "RowRule", "policy_for",
]  # fmt: skip

Operation: TypeAlias = Literal["read", "create", "update", "delete", "move", "export"]
OPERATIONS: tuple[Operation, ...] = ("read", "create", "update", "delete", "move", "export")
SERVED: tuple[Operation, ...] = ("read", "create", "update", "move", "delete", "export")
"""The operations there are routes for. Only these are told to screens and integrators."""
ON_RECORDS: tuple[Operation, ...] = ("update", "move", "delete")
"""Those of them that are done to a record there is."""
Access: TypeAlias = Literal["hidden", "masked", "read", "write"]
_WIDTH: Mapping[Access, int] = {"hidden": 0, "masked": 1, "read": 2, "write": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAccess:
    """`shown_when` goes with masked: the value is there only where it holds. `write_when` opens a
    field that is not `write`: on new records, and on those for which it holds before the change.
    """

    access: Access
    shown_when: TypedExpression | None = None
    write_when: TypedExpression | None = None

    @property
    def is_visible(self) -> bool:
        """Whether the actor may know that the field exists."""
        return self.access != "hidden"

    @property
    def is_writable(self) -> bool:
        """Whether the actor may write the field on at least some records."""
        return self.access == "write" or self.write_when is not None


HIDDEN = FieldAccess(access="hidden")
READ = FieldAccess(access="read")
WRITE = FieldAccess(access="write")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPolicy:
    """One entity for one actor. `rules` says on which records an operation is open, `fields` every
    field's state.
    """

    entity: Entity
    rules: Mapping[Operation, RowRule]
    fields: Mapping[str, FieldAccess]
    shape: str

    @property
    def can_see(self) -> bool:
        """Whether the actor may know of the entity: it may read some records or make one."""
        return not self.rules["read"].is_none or not self.rules["create"].is_none

    def can(self, operation: Operation) -> bool:
        """Whether the operation is open on at least some records."""
        return not self.rules[operation].is_none

    def access(self, name: str) -> FieldAccess:
        """The state of a field; one that does not exist is hidden, and the two cannot be told
        apart.
        """
        return self.fields.get(name, HIDDEN)

    @property
    def visible(self) -> tuple[str, ...]:
        """The names of the fields the actor may know of, in the entity's order."""
        return tuple(name for name, state in self.fields.items() if state.is_visible)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything an actor may do under one snapshot. `shape` is equal for actors with equal rules
    and field states.
    """

    shape: str
    entities: Mapping[str, EntityPolicy]
    is_admin: bool = False

    def find(self, name: str) -> EntityPolicy | None:
        """The policy of an entity the actor may see."""
        found = self.entities.get(name)
        return found if found is not None and found.can_see else None


def policy_for(snapshot: Snapshot, actor: Actor) -> Policy:
    """The policy of an actor's roles, compiled once per snapshot content and role set."""
    return _compiled(_Keyed(snapshot), actor.kind == "system", actor.roles)


class _Keyed:
    """A snapshot that is compared by its content."""

    __slots__ = ("hash", "snapshot")

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.hash = snapshot, snapshot.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.hash == self.hash


@lru_cache(maxsize=512)
def _compiled(keyed: _Keyed, is_system: bool, keys: tuple[str, ...]) -> Policy:
    snapshot = keyed.snapshot
    by_key = snapshot.model.role_by_key
    roles = tuple(by_key[key] for key in sorted(set(keys)) if key in by_key)
    is_admin = is_system or any(role.admin for role in roles)
    entities = {
        entity.name: _admin_policy(entity) if is_admin else _entity_policy(snapshot, entity, roles)
        for entity in snapshot.model.entities
    }
    shape = content_hash([[name, policy.shape] for name, policy in sorted(entities.items())])
    return Policy(shape=shape, entities=entities, is_admin=is_admin)


def _admin_policy(entity: Entity) -> EntityPolicy:
    fields = {name: _capped(field, WRITE) for name, field in record_fields(entity).items()}
    return _shaped(entity, dict.fromkeys(OPERATIONS, ALL), fields)


def _entity_policy(snapshot: Snapshot, entity: Entity, roles: Iterable[Role]) -> EntityPolicy:
    grants = [
        grant
        for role in roles
        if (grant := role.entities.get(entity.name) or role.entities.get("*")) is not None
    ]
    rules: dict[Operation, RowRule] = dict.fromkeys(OPERATIONS, NONE)
    fields: dict[str, FieldAccess] = dict.fromkeys(record_fields(entity), HIDDEN)
    for grant in grants:
        given = {operation: _rule(snapshot, entity, grant, operation) for operation in OPERATIONS}
        if all(rule.is_none for rule in given.values()):
            continue
        rules = {operation: rules[operation].either(given[operation]) for operation in OPERATIONS}
        for name, field in record_fields(entity).items():
            state = _capped(field, _field_access(snapshot, entity, grant, name))
            fields[name] = _wider(fields[name], state)
    return _shaped(entity, rules, fields)


def _rule(snapshot: Snapshot, entity: Entity, grant: EntityGrant, operation: Operation) -> RowRule:
    if operation == "create":
        return ALL if grant.create else NONE
    if operation == "move":
        return _scope(snapshot, entity, grant.update if grant.move is None else grant.move)
    scopes = {"read": grant.read, "update": grant.update, "delete": grant.delete}
    return _scope(snapshot, entity, scopes.get(operation, grant.export))


def _scope(snapshot: Snapshot, entity: Entity, text: str) -> RowRule:
    word = text.strip()
    if word == "all":
        return ALL
    parts = scope_parts(word)
    if "all" in parts:
        return ALL
    found = (term for part in parts if part != "none" for term in _terms(snapshot, entity, part))
    return RowRule(terms=tuple(term for term in found if term is not None))


def _terms(snapshot: Snapshot, entity: Entity, word: str) -> tuple[Term | None, ...]:
    owner = entity.ownership
    fields = record_fields(entity)
    member, team, unit = (
        name if name in fields else None for name in (owner.member, owner.team, owner.unit)
    )
    if word == "own":
        return (Own(field=member) if member else None,)
    if word == "team":
        return OfTeam(field=team) if team else None, OwnerInTeams(field=member) if member else None
    if word == "unit":
        return (OfUnit(field=unit) if unit else None,)
    link = via_link(word)
    if link is not None:
        return (Via(link=link) if link in fields else None,)
    condition = check_rule(snapshot.model, entity, word)
    return (Where(condition=condition) if condition is not None else None,)


def _field_access(snapshot: Snapshot, entity: Entity, grant: EntityGrant, name: str) -> FieldAccess:
    given = grant.fields.get(name, grant.default_field)
    if isinstance(given, str):
        return FieldAccess(access=given)
    if given.access != "masked":
        return FieldAccess(access=given.access)
    if given.shown_when is None:
        return HIDDEN
    condition = check_rule(snapshot.model, entity, given.shown_when)
    if condition is None:
        return HIDDEN
    return FieldAccess(
        access="masked", shown_when=condition, write_when=condition if given.write else None
    )


def _wider(left: FieldAccess, right: FieldAccess) -> FieldAccess:
    widest = max(left, right, key=lambda state: _WIDTH[state.access])
    if widest.access == "write":
        return WRITE
    is_masked = left.access == right.access == "masked"
    return FieldAccess(
        access=widest.access,
        shown_when=_either(left.shown_when, right.shown_when) if is_masked else widest.shown_when,
        write_when=_either(left.write_when, right.write_when),
    )


def _either(*conditions: TypedExpression | None) -> TypedExpression | None:
    given = [each for each in conditions if each is not None]
    if len(given) < 2:
        return given[0] if given else None
    root = replace(disjunction(dict.fromkeys(each.root for each in given)), type=BOOLEAN)
    return TypedExpression(root=root, type=BOOLEAN)


def _capped(field: Field, given: FieldAccess) -> FieldAccess:
    """A field nobody may write, whatever a role says."""
    if not is_system(field) and not field.read_only:
        return given
    return READ if given.access == "write" else replace(given, write_when=None)


def _shaped(
    entity: Entity, rules: Mapping[Operation, RowRule], fields: Mapping[str, FieldAccess]
) -> EntityPolicy:
    shape = content_hash(
        [
            entity.name,
            [[operation, *rule_marks(rules[operation])] for operation in OPERATIONS],
            [
                [
                    name,
                    state.access,
                    condition_mark(state.shown_when),
                    condition_mark(state.write_when),
                ]
                for name, state in sorted(fields.items())
            ],
        ]
    )
    return EntityPolicy(entity=entity, rules=rules, fields=fields, shape=shape)
