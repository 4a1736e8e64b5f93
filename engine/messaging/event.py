"""An event of the outbox: which record changed and what made it so, never a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import asyncpg

from engine.core.database import Datasource

COLUMNS = (
    "position, clinic_id, entity, record, version, op, changed, change_set, cause, actor, member,"
    " origin, model_version, at"
)
"""What an `Event` is read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`entity` and `changed` are ids of definitions; `position` is its place in its database."""

    position: int
    clinic_id: str
    entity: str
    record: UUID
    version: int
    op: str
    changed: tuple[str, ...]
    change_set: UUID | None
    cause: tuple[UUID, ...]
    actor: str
    member: UUID | None
    origin: str
    model_version: int
    at: datetime


class Consumer(Protocol):
    """What follows the events of a database inside the process that relays them.

    `take` gets them in order and at least once: it must be idempotent. What it raises is tried
    again, later and later; other consumers go on meanwhile.
    """

    @property
    def name(self) -> str:
        """Under which its position is kept, for ever."""
        ...

    async def take(self, datasource: Datasource, events: Sequence[Event]) -> None:
        """Do what these events ask for; returning means done."""
        ...

    async def mend(self, datasource: Datasource) -> None:
        """Come back to what `take` had to leave behind; called now and then while it is quiet."""
        ...


def read_event(row: asyncpg.Record) -> Event:
    """An event from a row of `COLUMNS`."""
    values: dict[str, Any] = dict(row)
    values["changed"], values["cause"] = tuple(values["changed"]), tuple(values["cause"])
    return Event(**values)
