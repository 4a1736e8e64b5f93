"""What goes into the write door and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

Operation: TypeAlias = Literal["create", "update", "move", "trash", "restore", "purge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One change of one record; `values` are wire values by field name.

    `expected_version` is the record version the caller read; `base` the values it read of the
    fields it writes. A field in `base` conflicts when it changed since; one that is not conflicts
    when the version is older and its value now is not the one sent. A move names `stage` (and
    `pipeline` where the entity has several) and may fill fields on the way through `values`.
    `record_id` may be given to a create so that other changes can link to it. `at` and `by` say
    when and by whom a record of the past was made, `even_in_trash` that the record may be in the
    trash; only the system actor's are heard. `undoes` names the change set that is taken back:
    going back needs no transition, gate or filled field, because the record has been there.
    """

    op: Operation
    entity: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    record_id: UUID | None = None
    expected_version: int | None = None
    base: Mapping[str, Any] | None = None
    stage: str | None = None
    pipeline: str | None = None
    at: datetime | None = None
    by: UUID | None = None
    even_in_trash: bool = False
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteResult:
    """The record as it stands. `is_changed` is false when everything sent was so already.

    `change_set` names the write: history, events and undo go by it.
    """

    id: UUID
    version: int
    change_set: UUID
    is_changed: bool = True
