"""Where definitions are stored. Physical names are given once and kept; a rename changes only the model.

A definition that has no storage yet (a draft's new field) is simply absent here and reads as a typed null.
"""

from functools import cached_property
from typing import Literal

from metamodel.entity import Datasource
from metamodel.value import Value, content_hash

State = Literal["active", "retired"]


class JoinStorage(Value):
    """The table of a many-to-many link: (source_id, target_id, position)."""

    table: str


class FieldStorage(Value):
    """`columns` maps the suffix of the field type's column ("" = the value) to the physical column."""

    field_id: str
    type: str
    columns: dict[str, str] = {}
    join: JoinStorage | None = None
    indexes: tuple[str, ...] = ()
    state: State = "active"


class EntityStorage(Value):
    """The table of an entity and the storage of each of its fields, retired ones included."""

    entity_id: str
    datasource: Datasource
    table: str
    system: bool = False
    fields: dict[str, FieldStorage] = {}
    indexes: tuple[str, ...] = ()
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
