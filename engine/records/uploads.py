"""Uploads: files nobody's record holds yet. They are their uploader's alone, for a day.

An upload for a field is kept in the database of that field's records and must fit the field at
once; one for no field in particular is known to both databases, until a record of either takes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.faults import unknown_field
from engine.access.policy import EntityPolicy, policy_for
from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.errors import Forbidden, InvalidInput, NotFound
from engine.core.file_store import FileStore, file_key
from engine.core.ids import new_id
from engine.files.judge import JudgedFile
from engine.files.refused import FilesUnavailable, TooManyUploads
from engine.files.spool import read_chunks
from engine.kinds.field_type import field_types
from engine.kinds.file_type import HoldsFiles
from engine.records.errors import ClinicFrozen
from engine.records.faults import read_only

__all__ = ["PENDING_FOR", "THUMBNAIL", "UploadPlace", "find_place", "keep_upload"]

PENDING_FOR = timedelta(days=1)
PENDING_FILES, PENDING_BYTES = 500, 2 * 1024 * 1024 * 1024
THUMBNAIL = ".thumb"
_INSERT_SQL = (
    "insert into _file (id, name, content_type, size, sha256, width, height, has_thumbnail,"
    " uploaded_by, uploaded_at, store_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
)
_PENDING_SQL = (
    "select count(*), coalesce(sum(size), 0)::bigint from _file"
    " where state = 'pending' and uploaded_by = $1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlace:
    """Where an upload is known, and what may be sent there."""

    datasources: tuple[Datasource, ...]
    limit: int
    accept: tuple[str, ...] = ()


def find_place(
    ctx: RequestContext, entity: str | None, field: str | None, limit: int
) -> UploadPlace:
    """Where the actor's upload goes. Raises NotFound, Forbidden or InvalidInput."""
    policies = policy_for(ctx.snapshot, ctx.actor)
    if entity is None:
        every = (policies.find(each.name) for each in ctx.snapshot.model.entities)
        if not any(policy is not None and _may_write(policy) for policy in every):
            raise Forbidden
        return UploadPlace(datasources=DATASOURCES, limit=limit)
    found = ctx.snapshot.model.entity_by_name.get(entity)
    policy = policies.find(found.name) if found else None
    if policy is None:
        raise NotFound
    if not _may_write(policy):
        raise Forbidden
    if field is None:
        return UploadPlace(datasources=(policy.entity.datasource,), limit=limit)
    return _place_of_field(policy, field, limit)


def _place_of_field(policy: EntityPolicy, name: str, limit: int) -> UploadPlace:
    writable = dict(_file_fields(policy))
    kind = writable.get(name)
    if kind is None:
        field = policy.entity.field_by_name.get(name)
        holds = field is not None and isinstance(field_types.get(field.type), HoldsFiles)
        if field is not None and holds and policy.access(name).is_visible:
            raise InvalidInput(faults=(read_only("field", field, for_all=False),))
        raise_faults([unknown_field("field", name, writable)])
        raise NotFound
    limits = kind.limits(policy.entity.field_by_name[name])
    return UploadPlace(
        datasources=(policy.entity.datasource,),
        limit=min(limit, limits.max_size or limit),
        accept=limits.accept,
    )


def _file_fields(policy: EntityPolicy) -> Iterator[tuple[str, HoldsFiles]]:
    """The fields with files that the actor may write."""
    for name, field in policy.entity.field_by_name.items():
        kind = field_types.get(field.type)
        if isinstance(kind, HoldsFiles) and policy.access(name).is_writable:
            yield name, kind


def _may_write(policy: EntityPolicy) -> bool:
    return policy.can("create") or policy.can("update")


async def keep_upload(
    ctx: RequestContext,
    databases: Databases,
    store: FileStore,
    datasources: Sequence[Datasource],
    file: JudgedFile,
) -> UUID:
    """Make a judged file a pending one. Raises ClinicFrozen or TooManyUploads; nothing stays then.

    The rows come first, so that bytes without a row cannot be: the sweeper goes by rows.
    """
    file_id = new_id()
    key = file_key(ctx.clinic.id, ctx.now.year, file_id)
    row = (
        file_id, file.name, file.content_type, file.size, file.sha256, file.width, file.height,
        file.thumbnail is not None, ctx.actor.member_id, ctx.now, key,
    )  # fmt: skip
    try:
        for datasource in datasources:
            await _insert(ctx, databases, datasource, row)
        await _put(store, key, file)
    except BaseException:
        for name in (key, key + THUMBNAIL):
            await store.delete(name)
        for datasource in datasources:
            async with databases.source(datasource).clinic(ctx.clinic.id) as con:
                await con.execute("delete from _file where id = $1", file_id)
        raise
    return file_id


async def _put(store: FileStore, key: str, file: JudgedFile) -> None:
    try:
        await store.put(key, read_chunks(file.path))
        if file.thumbnail is not None:
            await store.put(key + THUMBNAIL, read_chunks(file.thumbnail))
    except OSError as error:
        raise FilesUnavailable from error


async def _insert(
    ctx: RequestContext, databases: Databases, datasource: Datasource, row: tuple[object, ...]
) -> None:
    async with databases.source(datasource).clinic(ctx.clinic.id) as con:
        state = await con.fetchrow("select mode, mode_reason from _state")
        if state is not None and state["mode"] == "frozen":
            raise ClinicFrozen(state["mode_reason"])
        count, size = tuple(await con.fetchrow(_PENDING_SQL, ctx.actor.member_id) or (0, 0))
        if count >= PENDING_FILES or size >= PENDING_BYTES:
            raise TooManyUploads
        await con.execute(_INSERT_SQL, *row)
