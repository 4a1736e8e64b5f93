"""Where an entity's records are: physical names of the snapshot, quoted, for the write door."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from engine.core.database import Datasource
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import EntityStorage, JoinStorage
from engine.kinds.field_type import Stored, field_types
from metamodel.entity import Entity
from metamodel.field import Field

Columns: TypeAlias = Mapping[str, str]  # column suffix -> quoted physical column


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A join table, seen from this field; quoted."""

    table: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """A field that can be written: it has columns, or a join table."""

    field: Field
    columns: Columns
    join: Join | None

    @property
    def is_any_link(self) -> bool:
        """Whether it points to a record of one of several entities."""
        return field_types[self.field.type].relation == "any"

    @property
    def empty(self) -> Stored:
        """What a cleared field holds."""
        if self.join is None:
            return dict.fromkeys(self.columns)
        return {"": (), "attributes": ()} if self.field.attributes else {"": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table of an entity. `index_fields` says which fields a unique index is about."""

    entity: Entity
    name: str
    datasource: Datasource
    places: Mapping[str, FieldPlace]
    index_fields: Mapping[str, tuple[str, ...]]

    @property
    def stage_fields(self) -> tuple[Field, ...]:
        """The fields that say where a record stands."""
        return tuple(place.field for place in self.places.values() if place.field.type == "stage")


def quote(name: str) -> str:
    """An identifier of the snapshot, quoted."""
    return '"' + name.replace('"', '""') + '"'


def is_empty(stored: Stored) -> bool:
    """Whether a field holds nothing: null, blank (which is stored as null) or no links."""
    return all(value is None or value == () for value in stored.values())


def table_of(snapshot: Snapshot, entity: Entity) -> Table | None:
    """The table, or None while the entity has no storage."""
    return _table(EntityKey(snapshot, entity))


class EntityKey:
    """An entity of a snapshot, compared by content: clinics with equal packages share it."""

    __slots__ = ("entity", "key", "snapshot")

    def __init__(self, snapshot: Snapshot, entity: Entity) -> None:
        self.snapshot, self.entity, self.key = snapshot, entity, (snapshot.hash, entity.name)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EntityKey) and other.key == self.key


@lru_cache(maxsize=1024)
def _table(keyed: EntityKey) -> Table | None:
    entity = keyed.entity
    storage = keyed.snapshot.storage.entities.get(entity.id or "")
    if storage is None or storage.state != "active":
        return None
    places = {
        field.name: place
        for field in entity.fields
        if (place := _place(storage, field)) is not None
    }
    return Table(
        entity=entity,
        name=quote(storage.table),
        datasource=storage.datasource,
        places=places,
        index_fields=_index_fields(entity, storage),
    )


def _place(storage: EntityStorage, field: Field) -> FieldPlace | None:
    stored = storage.fields.get(field.id or "")
    if stored is None or stored.state != "active" or field.type not in field_types:
        return None
    join = _join(stored.join) if stored.join and not field.inverse else None
    fixed = {column.suffix for column in field_types[field.type].columns(field) if column.fixed}
    columns = {suffix: quote(n) for suffix, n in stored.columns.items() if suffix not in fixed}
    return FieldPlace(field=field, columns=columns, join=join) if columns or join else None


def _join(join: JoinStorage) -> Join:
    return Join(table=quote(join.table), source=quote(join.source), target=quote(join.target))


def _index_fields(entity: Entity, storage: EntityStorage) -> Mapping[str, tuple[str, ...]]:
    names = {field.id: field.name for field in entity.fields}
    return {
        index: tuple(names[field_id] for field_id in ids if field_id in names)
        for index, ids in storage.unique.items()
    }
