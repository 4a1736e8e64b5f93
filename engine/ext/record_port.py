"""Records for the code of apps: written through the write door, read through the guard."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.guard import LIMIT_MAX, guard
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.query.execute import fetch
from engine.records import RecordChange, WriteResult, write, write_many, write_system
from metamodel.expression import parse

Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record to make. `id`, `at` and `by` are for records of the past that link to each other."""

    values: Mapping[str, Any]
    id: UUID | None = None
    at: datetime | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A record to move to a stage, with fields filled on the way."""

    id: UUID
    stage: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    at: datetime | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPort:
    """Creates, changes, moves and lists records as the actor of its context."""

    ctx: RequestContext
    databases: Databases

    async def create(self, entity: str, values: Mapping[str, Any]) -> UUID:
        """Make one record; the answer is its id."""
        change = RecordChange(op="create", entity=entity, values=values)
        return (await write(self.ctx, self.databases, change)).id

    async def create_many(self, entity: str, records: Sequence[NewRecord]) -> list[UUID]:
        """Make many records, all or none."""
        changes = [
            RecordChange(
                op="create", entity=entity, values=each.values, record_id=each.id,
                at=each.at, by=each.by,
            )
            for each in records
        ]  # fmt: skip
        return [result.id for result in await self._write(changes)]

    async def update(self, entity: str, record_id: UUID, values: Mapping[str, Any]) -> int:
        """Change one record; the answer is its version."""
        change = RecordChange(op="update", entity=entity, record_id=record_id, values=values)
        return (await write(self.ctx, self.databases, change)).version

    async def move_many(self, entity: str, moves: Sequence[Move]) -> None:
        """Move many records, each once, all or none."""
        await self._write([
            RecordChange(
                op="move", entity=entity, record_id=each.id, stage=each.stage,
                values=each.values, at=each.at, by=each.by,
            )
            for each in moves
        ])  # fmt: skip

    async def list(
        self, entity: str, fields: Sequence[str], filter: str | None = None, limit: int = 500
    ) -> Rows:
        """Up to `limit` records as wire rows, in the default order."""
        return await self._page(entity, fields, filter, limit, 0)

    async def list_all(self, entity: str, fields: Sequence[str], filter: str | None = None) -> Rows:
        """Every record as a wire row, in the default order, read page by page."""
        found: Rows = []
        while len(page := await self._page(entity, fields, filter, LIMIT_MAX, len(found))):
            found += page
            if len(page) < LIMIT_MAX:
                break
        return found

    async def _page(
        self, entity: str, fields: Sequence[str], filter: str | None, limit: int, skip: int
    ) -> Rows:
        query = RecordQuery(
            entity=entity,
            select=tuple(Selected(name=name) for name in fields),
            filter=parse(filter) if filter else None,
            limit=limit,
            skip=skip,
        )
        answer = await fetch(self.ctx, self.databases, guard(self.ctx, query))
        return cast("Rows", json.loads(answer.body))

    async def _write(self, changes: Sequence[RecordChange]) -> Sequence[WriteResult]:
        if self.ctx.actor.kind == "system":
            return await write_system(self.ctx, self.databases, changes)
        return await write_many(self.ctx, self.databases, changes)
