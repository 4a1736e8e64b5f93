"""A table in a statement: what its fields are in SQL, for an actor (masked, links only to what it
may read) or a rule.

Every read of a column passes `value` or `json`, so a mask holds wherever the field is used:
selected, filtered, sorted, grouped, measured (law 2). A field without storage is a typed null.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.access.fields import record_fields, target_names
from engine.access.policy import EntityPolicy, FieldAccess, Policy
from engine.definitions.reference_storage import find_reference
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import EntityStorage, FieldStorage
from engine.kinds.field_type import field_types
from engine.query.binds import Binds
from metamodel.entity import Entity
from metamodel.field import Field

_NOTHING = (
    "(select null::uuid id, 1 _version, null::timestamptz _created_at, null::uuid _created_by,"
    " null::timestamptz _updated_at, null::uuid _updated_by, null::timestamptz _trashed_at"
    " where false)"
)
"""In place of the table of an entity that has no storage yet."""
_NOTHING_COPIED = (
    "(select null::uuid id, 1 version, null::timestamptz trashed_at, null::text title where false)"
)
"""In place of the copy of an entity that has none here."""


def quote(name: str) -> str:
    """An identifier of the snapshot."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(slots=True, kw_only=True)
class Statement:
    """One statement being written: where things are, the parameters, and names for tables."""

    snapshot: Snapshot
    policy: Policy | None
    datasource: Literal["core", "chat"]
    binds: Binds = field(default_factory=Binds)
    _aliases: int = 0

    def alias(self) -> str:
        """A table alias not used yet."""
        self._aliases += 1
        return f"a{self._aliases}"

    def entity(self, name: str) -> Entity:
        """An entity by name."""
        return self.snapshot.model.entity_by_name[name]

    def storage(self, entity: Entity) -> EntityStorage | None:
        """Where the entity is kept, if it is yet."""
        found = self.snapshot.storage.entities.get(entity.id or "")
        return found if found is not None and found.state == "active" else None

    def is_foreign(self, entity: Entity) -> bool:
        """Whether the entity is kept in the other database, so that only its projection is here."""
        return entity.datasource != self.datasource


class Source:
    """An entity's table under an alias. `policy` None means a rule or mask looks, which sees raw
    values.
    """

    def __init__(
        self, statement: Statement, entity: Entity, alias: str, policy: EntityPolicy | None
    ) -> None:
        self.statement, self.entity, self.alias, self.policy = statement, entity, alias, policy
        self.page: str | None = None  # the CTE whose rows these are, when there is one
        self.used: dict[str, None] = {}  # physical columns read so far, in order
        self._storage = statement.storage(entity)
        self._copy = find_reference(entity, self._storage)
        self._fields = record_fields(entity)

    @property
    def is_foreign(self) -> bool:
        """Whether this is the projection of an entity kept elsewhere."""
        return self.statement.is_foreign(self.entity)

    @property
    def table(self) -> str:
        """What stands in FROM. An entity without storage has no records."""
        if self.is_foreign:
            return _NOTHING_COPIED if self._copy is None else quote(self._copy.table)
        if self._storage is None:
            return _NOTHING
        return quote(self._storage.table)

    def raw(self, column: str) -> str:
        """A physical column."""
        self.used[column] = None
        return f"{self.alias}.{quote(column)}"

    @property
    def id(self) -> str:
        """The record's id."""
        return self.raw("id")

    def trashed(self) -> str:
        """When the record went to the trash."""
        return self.raw("trashed_at" if self.is_foreign else "_trashed_at")

    def copied_title(self) -> str:
        """The title in a copy."""
        return self.raw(self._copy.title if self._copy is not None else "title")

    def find(self, name: str) -> Field:
        """A field that the guard or the checker let through."""
        return self._fields[name]

    def access(self, name: str) -> FieldAccess | None:
        """How the looker may see a field; None for a rule, which sees all."""
        return None if self.policy is None else self.policy.access(name)

    def stored(self, field: Field) -> FieldStorage | None:
        """Where a field is kept, if it is yet."""
        found = self._storage.fields.get(field.id or "") if self._storage is not None else None
        return found if found is not None and found.state == "active" else None

    def columns(self, name: str) -> Mapping[str, str]:
        """The SQL of each physical column of a field by suffix, typed nulls where there is no
        storage.
        """
        field = self.find(name)
        if self.is_foreign:
            return self._copied(field)
        stored = self.stored(field)
        known = stored.columns if stored is not None else {}
        found: dict[str, str] = {}
        for each in field_types[field.type].columns(field):
            place = each.fixed or known.get(each.suffix)
            found[each.suffix] = self.raw(place) if place else f"null::{each.pg_type}"
        return found

    def _copied(self, field: Field) -> Mapping[str, str]:
        """What the copy here has of a field: its columns, or the title for a title that is text."""
        copied = self._copy.fields.get(field.id or "") if self._copy is not None else None
        known = copied.columns if copied is not None and copied.state == "active" else {}
        places = {suffix: self.raw(column) for suffix, column in known.items()}
        if not known and field.name == self.entity.title:
            places = {"": self.copied_title()}
        return {
            each.suffix: places.get(each.suffix, f"null::{each.pg_type}")
            for each in field_types[field.type].columns(field)
        }

    def targets(self, name: str) -> tuple[Entity, ...]:
        """The entities a link leads to."""
        names = target_names(self.statement.snapshot.model, self.find(name))
        return tuple(self.statement.entity(each) for each in names)

    def trusted(self) -> "Source":
        """The same table as a rule looks at it."""
        if self.policy is None:
            return self
        twin = Source(self.statement, self.entity, self.alias, None)
        twin.used = self.used
        return twin

    def of_page(self, name: str) -> "Source":
        """The same columns, known to be the rows of a CTE: all their links are read at once."""
        self.page = name
        return self

    def to(self, entity: Entity) -> "Source":
        """Another table of the same looker, under a new alias."""
        policy = None
        if self.policy is not None and self.statement.policy is not None:
            policy = self.statement.policy.entities[entity.name]
        return Source(self.statement, entity, self.statement.alias(), policy)
