"""Who may have a file: whoever may read the record that holds it and sees the field it is in.

The question goes through the read door, record by record, so masks and row rules answer it. An
upload no record holds is its uploader's. Everything else does not exist.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import asyncpg

from engine.access.actor import RequestContext
from engine.core.database import DATASOURCES, Databases
from engine.core.errors import Forbidden, InvalidInput, NotFound
from engine.query.read import Reader

__all__ = ["StoredFile", "find_file", "load_file"]

_FILE_SQL = (
    "select id, name, content_type, size, sha256, has_thumbnail, state, uploaded_by, store_key"
    " from _file where id = $1 and state <> 'gone'"
)
_USES_SQL = "select entity, record, field from _file_use where file = $1 and released_at is null"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What is needed to answer a file."""

    id: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    has_thumbnail: bool
    store_key: str


async def find_file(
    ctx: RequestContext, databases: Databases, reader: Reader, file_id: UUID
) -> StoredFile:
    """The file, when the actor may have it. Raises NotFound in every other case."""
    pending: asyncpg.Record | None = None
    held: asyncpg.Record | None = None
    uses: list[asyncpg.Record] = []
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(ctx.clinic.id) as con:
            row = await con.fetchrow(_FILE_SQL, file_id)
            if row is not None and row["state"] == "held":
                held = row
                uses += await con.fetch(_USES_SQL, file_id)
            elif row is not None:
                pending = row
    if held is not None:
        if await _is_shown(ctx, reader, file_id, uses):
            return _stored(held)
    elif pending is not None and _is_uploader(ctx, pending):
        return _stored(pending)
    raise NotFound


def _is_uploader(ctx: RequestContext, row: asyncpg.Record) -> bool:
    member = ctx.actor.member_id
    return member is not None and row["uploaded_by"] == member


async def load_file(ctx: RequestContext, databases: Databases, file_id: UUID) -> StoredFile:
    """The file by id, for who was let in already. Raises NotFound when it is gone."""
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(ctx.clinic.id) as con:
            row = await con.fetchrow(_FILE_SQL, file_id)
        if row is not None:
            return _stored(row)
    raise NotFound


async def _is_shown(
    ctx: RequestContext, reader: Reader, file_id: UUID, uses: Sequence[asyncpg.Record]
) -> bool:
    entities = {entity.id: entity for entity in ctx.snapshot.model.entities}
    for entity_id, record, field_id in uses:
        entity = entities.get(entity_id)
        fields = entity.fields if entity else ()
        name = next((each.name for each in fields if each.id == field_id), None)
        if entity is None or name is None:
            continue
        try:
            body = await reader.get_record(ctx, entity.name, record, f"fields={name}")
        except (NotFound, Forbidden, InvalidInput):
            continue
        if str(file_id) in _ids(json.loads(body)["data"].get(name)):
            return True
    return False


def _ids(value: Any) -> set[str]:
    """The ids in a field's wire value: one file, several, or none."""
    items = cast("list[dict[str, Any]]", value if isinstance(value, list) else [value])
    return {str(item["id"]) for item in items if item}


def _stored(row: asyncpg.Record) -> StoredFile:
    return StoredFile(
        id=row["id"],
        name=row["name"],
        content_type=row["content_type"],
        size=row["size"],
        sha256=row["sha256"],
        has_thumbnail=row["has_thumbnail"],
        store_key=row["store_key"],
    )
