"""Where definitions are stored. Physical names are given once and kept; a rename changes only the
model.

A definition that has no storage yet (a draft's new field) is simply absent here and reads as a
typed null.
"""

from functools import cached_property
from typing import Literal

from metamodel.entity import Datasource
from metamodel.value import Value, content_hash

__all__ = [
    "RECORD_COLUMNS",
    "REFERENCE_COLUMNS",
    "EntityStorage",
    "FieldStorage",
    "JoinStorage",
    "ReferenceStorage",
    "RetiredColumn",
    "RetiredJoin",
    "State",
    "StorageMap",
]

State = Literal["active", "retired"]


class JoinStorage(Value):
    """The table of a many-to-many link: (source_id, target_id, position), seen from this field.

    The other side of the same link has the same table with `source` and `target` exchanged.
    """

    table: str
    source: str = "source_id"
    target: str = "target_id"


class FieldStorage(Value):
    """`columns` maps the suffix of the type's column ("" = the value) to the physical column.

    `types` has their PostgreSQL types, `target` the id of the entity a link references. A
    field that is `far` shows the other side of a link that is kept by its own entity.
    """

    field_id: str
    type: str
    columns: dict[str, str] = {}
    types: dict[str, str] = {}
    target: str | None = None
    join: JoinStorage | None = None
    far: bool = False
    state: State = "active"


class RetiredColumn(Value):
    """A column a field was kept in before its `type` changed. Its name is never given again."""

    column: str
    pg_type: str
    field_id: str
    suffix: str
    target: str | None = None
    type: str = ""


class RetiredJoin(Value):
    """The join table a field had before its target or type changed."""

    join: JoinStorage
    field_id: str
    target: str | None = None


class ReferenceStorage(Value):
    """The copy of an entity in the other datasource: title and listed fields of its records.

    `title_of` is the id of the field the title is of: another one has another column.
    """

    table: str
    title: str = "title"
    title_of: str = ""
    fields: dict[str, FieldStorage] = {}
    retired: tuple[RetiredColumn, ...] = ()
    state: State = "active"


class EntityStorage(Value):
    """The table of an entity and the storage of each of its fields, retired ones included.

    `reference` is its copy in the other datasource, when it has one. `unique` maps the name of a
    unique index to the ids of its fields; `indexes` names all.
    """

    entity_id: str
    datasource: Datasource
    table: str
    system: bool = False
    fields: dict[str, FieldStorage] = {}
    retired: tuple[RetiredColumn, ...] = ()
    retired_joins: tuple[RetiredJoin, ...] = ()
    reference: ReferenceStorage | None = None
    indexes: tuple[str, ...] = ()
    unique: dict[str, tuple[str, ...]] = {}
    state: State = "active"


class StorageMap(Value):
    """By definition id. Fixed columns of every record table are in `RECORD_COLUMNS`."""

    entities: dict[str, EntityStorage] = {}

    @cached_property
    def hash(self) -> str:
        """Content hash."""
        return content_hash(self)


RECORD_COLUMNS = {
    "id": "uuid primary key",
    "_version": "integer not null default 1",
    "_created_at": "timestamptz not null",
    "_created_by": "uuid",
    "_updated_at": "timestamptz not null",
    "_updated_by": "uuid",
    "_trashed_at": "timestamptz",
}
"""Every record table has these; user columns never start with an underscore."""

REFERENCE_COLUMNS = {
    "id": "uuid primary key",
    "version": "bigint not null",
    "trashed_at": "timestamptz",
}
"""Every copy in the other datasource has these, and a column of the title."""
