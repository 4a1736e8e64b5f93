"""The rows of saved views. A change of one is one transaction, which raises the policy epoch of the
clinic: every process then reads the view again.
"""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.api.saved_views.faults import plain_fault
from engine.api.saved_views.rights import can_change
from engine.api.saved_views.sent import SentView
from engine.core.database import Databases
from engine.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from engine.core.ids import new_id
from engine.core.pool import Connection
from engine.definitions.fence import settle_policy
from engine.query.saved_views import COLUMNS, SavedView, is_shown_to, read_saved
from engine.records.fenced import hold_fence

__all__ = ["Choices", "Listed", "add", "change", "choose", "list_shown", "put_back", "throw_away"]

EACH_MAX = 200
"""Views one person has at once."""
SHARED_MAX = 500
"""Views that are shared in one clinic at once."""

_LIST_SQL = (
    f"select {COLUMNS}, m.name owner_name from _view v left join _member m on m.id = v.owner"  # noqa: S608
    " where v.trashed_at is null and (v.owner = $1 or v.scope = 'clinic'"
    " or (v.scope = 'role' and ($3 or v.roles && $2))) order by nexus.fold(v.label), v.id"
)
_ONE_SQL = (
    f"select {COLUMNS}, m.name owner_name from _view v left join _member m on m.id = v.owner"  # noqa: S608
    " where v.id = $1 and (v.trashed_at is not null) = $2"
)
_CHOICES_SQL = "select view, entity, pinned, is_default from _view_choice where member = $1"
_COUNT_SQL = (
    "select count(*) filter (where owner = $1), count(*) filter (where scope <> 'personal')"
    " from _view where trashed_at is null"
)
_ADD_SQL = (
    "insert into _view (id, entity, owner, scope, roles, label, definition, updated_by)"
    " values ($1, $2, $3, $4, $5, $6, $7, $3)"
)
_CHANGE_SQL = (
    "update _view set label = $2, scope = $3, roles = $4, definition = $5, version = version + 1,"
    " updated_at = now(), updated_by = $6 where id = $1"
)
_TRASH_SQL = (
    "update _view set trashed_at = case when $2 then now() end, version = version + 1,"
    " updated_at = now(), updated_by = $3 where id = $1"
)
_CHOOSE_SQL = (
    "insert into _view_choice (member, view, entity, pinned, is_default)"
    " values ($1, $2, $3, $4, coalesce($5, false))"
    " on conflict (member, view) do update set"
    " pinned = coalesce(excluded.pinned, _view_choice.pinned),"
    " is_default = coalesce($5, _view_choice.is_default)"
)
_NO_DEFAULT_SQL = (
    "update _view_choice set is_default = false where member = $1 and entity = $2 and view <> $3"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A saved view with its owner's name."""

    saved: SavedView
    owner_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What one person chose, by the id of the view: pinned or not, and the default of an entity's
    id.
    """

    pinned: Mapping[str, bool] = field(default_factory=dict[str, bool])
    default: Mapping[str, str] = field(default_factory=dict[str, str])


async def list_shown(ctx: RequestContext, databases: Databases) -> tuple[Sequence[Listed], Choices]:
    """Every view the actor is shown, by its label, and what the actor chose."""
    is_admin = policy_for(ctx.snapshot, ctx.actor).is_admin
    async with databases.core.clinic(ctx.clinic.id) as con:
        rows = await con.fetch(_LIST_SQL, ctx.actor.member_id, list(ctx.actor.roles), is_admin)
        chosen = await con.fetch(_CHOICES_SQL, ctx.actor.member_id)
    listed = [Listed(saved=read_saved(row), owner_name=row["owner_name"]) for row in rows]
    return listed, Choices(
        pinned={row["view"]: row["pinned"] for row in chosen if row["pinned"] is not None},
        default={row["entity"]: row["view"] for row in chosen if row["is_default"]},
    )


async def add(ctx: RequestContext, databases: Databases, sent: SentView) -> Listed:
    """Keep a new view. Raises InvalidInput when there are too many."""
    id, scope = new_id(), sent.scope or "personal"
    async with _changing(ctx, databases) as con:
        await _check_room(ctx, con, is_shared=scope != "personal")
        await con.execute(
            _ADD_SQL, id, sent.entity_id, ctx.actor.member_id, scope,
            list(sent.roles or ()) if scope == "role" else [], sent.label,
            json.dumps(_kept(sent.definition)),
        )  # fmt: skip
        return await _one(con, id, is_trashed=False)


async def change(
    ctx: RequestContext, databases: Databases, known: SavedView, sent: SentView, version: int | None
) -> Listed:
    """Change a view. Raises NotFound, Forbidden or Conflict."""
    async with _changing(ctx, databases) as con:
        saved = await _changeable(ctx, con, known.id, version)
        scope = sent.scope or saved.scope
        if scope != saved.scope and scope == "personal" and saved.owner != ctx.actor.member_id:
            raise Forbidden(detail=_ONLY_OWNER)
        if scope != "personal" and saved.scope == "personal":
            await _check_room(ctx, con, is_shared=True, is_new=False)
        roles = saved.roles if sent.roles is None else sent.roles
        await con.execute(
            _CHANGE_SQL, saved.id, sent.label or saved.label, scope,
            list(roles) if scope == "role" else [],
            json.dumps(_kept({**saved.definition, **sent.definition})), ctx.actor.member_id,
        )  # fmt: skip
        return await _one(con, saved.id, is_trashed=False)


async def throw_away(
    ctx: RequestContext, databases: Databases, id: UUID, version: int | None
) -> None:
    """Into the trash; `put_back` undoes it. Raises NotFound, Forbidden or Conflict."""
    async with _changing(ctx, databases) as con:
        saved = await _changeable(ctx, con, id, version)
        await con.execute(_TRASH_SQL, saved.id, True, ctx.actor.member_id)


async def put_back(ctx: RequestContext, databases: Databases, id: UUID) -> Listed:
    """Out of the trash. Raises NotFound or Forbidden."""
    async with _changing(ctx, databases) as con:
        saved = await _changeable(ctx, con, id, None, is_trashed=True)
        await _check_room(ctx, con, is_shared=saved.scope != "personal")
        await con.execute(_TRASH_SQL, saved.id, False, ctx.actor.member_id)
        return await _one(con, saved.id, is_trashed=False)


async def choose(
    ctx: RequestContext,
    databases: Databases,
    view: tuple[str, str],
    pinned: bool | None,
    default: bool | None,
) -> None:
    """Note what the actor chose of a view (its id and its entity's)."""
    async with databases.core.clinic(ctx.clinic.id) as con, con.transaction():
        await hold_fence(ctx, con)
        if default:
            await con.execute(_NO_DEFAULT_SQL, ctx.actor.member_id, view[1], view[0])
        await con.execute(_CHOOSE_SQL, ctx.actor.member_id, *view, pinned, default)


@asynccontextmanager
async def _changing(ctx: RequestContext, databases: Databases) -> AsyncGenerator[Connection]:
    """A transaction under the fence; both databases have the same policy epoch after it."""
    async with databases.core.clinic(ctx.clinic.id) as con, con.transaction():
        await hold_fence(ctx, con)
        yield con
    await settle_policy(databases, ctx.clinic.id)


async def _one(con: Connection, id: UUID, *, is_trashed: bool) -> Listed:
    row = await con.fetchrow(_ONE_SQL, id, is_trashed)
    if row is None:
        raise NotFound
    return Listed(saved=read_saved(row), owner_name=row["owner_name"])


async def _changeable(
    ctx: RequestContext,
    con: Connection,
    id: UUID,
    version: int | None,
    *,
    is_trashed: bool = False,
) -> SavedView:
    await con.execute("select from _view where id = $1 for update", id)
    saved = (await _one(con, id, is_trashed=is_trashed)).saved
    if not is_shown_to(saved, ctx.actor, policy_for(ctx.snapshot, ctx.actor)):
        raise NotFound
    if not can_change(ctx, saved):
        raise Forbidden(detail=_NOT_YOURS)
    if version is not None and version != saved.version:
        raise Conflict(detail=_CHANGED, version=saved.version)
    return saved


async def _check_room(
    ctx: RequestContext, con: Connection, *, is_shared: bool, is_new: bool = True
) -> None:
    row = await con.fetchrow(_COUNT_SQL, ctx.actor.member_id)
    own, shared = (row[0], row[1]) if row is not None else (0, 0)
    if (is_new and own >= EACH_MAX) or (is_shared and shared >= SHARED_MAX):
        most = EACH_MAX if is_new and own >= EACH_MAX else SHARED_MAX
        raise InvalidInput(faults=(plain_fault("label", "too_many", _too_many(most), _DELETE),))


def _kept(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in definition.items() if value is not None}


def _too_many(most: int) -> dict[str, str]:
    return {
        "pt-BR": f"Já há {most} visões, o máximo.",
        "en": f"There are {most} views already, the most there can be.",
        "es": f"Ya hay {most} vistas, el máximo.",
    }


_DELETE = {
    "pt-BR": "Apague as que não usa mais.",
    "en": "Delete those you no longer use.",
    "es": "Borre las que ya no usa.",
}
_CHANGED = {
    "pt-BR": "Outra pessoa alterou esta visão. Veja como ela está agora e salve de novo.",
    "en": "Somebody else changed this view. Look at it as it is now and save again.",
    "es": "Otra persona cambió esta vista. Vea cómo está ahora y guarde de nuevo.",
}
_NOT_YOURS = {
    "pt-BR": "Só quem pode compartilhar visões altera uma visão compartilhada.",
    "en": "A shared view is changed only by those who may share views.",
    "es": "Solo quien puede compartir vistas cambia una vista compartida.",
}
_ONLY_OWNER = {
    "pt-BR": "Só quem criou a visão pode deixá-la pessoal.",
    "en": "Only the owner of a view can make it personal.",
    "es": "Solo quien creó la vista puede hacerla personal.",
}
