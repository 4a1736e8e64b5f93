"""Handlers of `/api/views`: list, keep, change, throw away, put back, choose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.audience import is_shown
from engine.access.errors import raise_faults
from engine.access.policy import policy_for
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import expected_version, sent_object
from engine.api.saved_views.faults import malformed, unknown_key
from engine.api.saved_views.rights import require_share
from engine.api.saved_views.sent import read_change, read_new
from engine.api.saved_views.store import (
    Listed,
    add,
    change,
    choose,
    list_shown,
    put_back,
    throw_away,
)
from engine.api.saved_views.told import describe_listed, describe_one
from engine.core.errors import NotFound
from engine.definitions.allocate import identity
from engine.query.saved_views import as_view, saved_id, view_id
from metamodel.view import View

_CHOICES = ("pinned", "default")


async def list_views(api: DataApi, ctx: RequestContext, call: Call) -> Answer:
    """Every saved view the caller is shown."""
    await api.services.check_fence(ctx)
    listed, choices = await list_shown(ctx, api.services.databases)
    return json_answer(ctx, describe_listed(ctx, listed, choices))


async def add_view(api: DataApi, ctx: RequestContext, call: Call) -> Answer:
    """Keep a new view."""
    await api.services.check_fence(ctx)
    sent = read_new(ctx, sent_object(await call.json()))
    if sent.scope not in (None, "personal"):
        require_share(ctx)
    return _told(api, ctx, await add(ctx, api.services.databases, sent), 201)


async def get_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """One saved view."""
    await api.services.check_fence(ctx)
    listed, _ = await list_shown(ctx, api.services.databases)
    id = _id(view)
    found = next((each for each in listed if each.saved.id == id), None)
    if found is None:
        raise NotFound
    return json_answer(ctx, {"data": describe_one(ctx, found)})


async def change_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """Change a view, or with whom it is shared."""
    await api.services.check_fence(ctx)
    known = await api.reader.saved.find(ctx, view)
    shown = as_view(ctx.snapshot.model, known)
    start = policy_for(ctx.snapshot, ctx.actor).find(shown.entity) if shown is not None else None
    if shown is None or start is None:
        raise NotFound
    body = sent_object(await call.json())
    sent = read_change(ctx, start, shown.kind, body)
    if (sent.scope or known.scope) != "personal" and (sent.scope or sent.roles) is not None:
        require_share(ctx)
    version = expected_version(call, body.get("version"))
    return _told(api, ctx, await change(ctx, api.services.databases, known, sent, version))


async def trash_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """Throw a view away; it can be put back."""
    await throw_away(ctx, api.services.databases, _id(view), expected_version(call, None))
    api.services.sessions.forget(ctx.clinic.id)
    return json_answer(ctx, {"data": {"key": view}})


async def restore_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """Put a view back."""
    return _told(api, ctx, await put_back(ctx, api.services.databases, _id(view)))


async def choose_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """Pin a view, saved or a package's, or make it the one an entity opens with: for oneself."""
    await api.services.check_fence(ctx)
    found = await _any_view(api, ctx, view)
    entity = ctx.snapshot.model.entity_by_name[found.entity]
    given = _choices(sent_object(await call.json()))
    place = (view_id(found), identity(entity))
    await choose(ctx, api.services.databases, place, given["pinned"], given["default"])
    return json_answer(ctx, {"data": {"key": view, **_known(given)}})


async def _any_view(api: DataApi, ctx: RequestContext, key: str) -> View:
    policy = policy_for(ctx.snapshot, ctx.actor)
    if saved_id(key) is not None:
        found, _ = await api.reader.saved.find_view(ctx, key)
    else:
        model_view = ctx.snapshot.model.view_by_key.get(key)
        if model_view is None or not is_shown(policy, model_view.roles, ctx.actor.roles):
            raise NotFound
        found = model_view
    if policy.find(found.entity) is None:
        raise NotFound
    return found


def _choices(sent: Mapping[str, Any]) -> dict[str, bool | None]:
    faults = [unknown_key(key[:60], _CHOICES) for key in sent if key not in _CHOICES]
    faults += [
        malformed(key) for key in _CHOICES if key in sent and not isinstance(sent[key], bool)
    ]
    if not sent:
        faults.append(malformed("pinned"))
    raise_faults(faults)
    return {key: sent.get(key) for key in _CHOICES}


def _known(given: Mapping[str, bool | None]) -> dict[str, bool]:
    return {key: value for key, value in given.items() if value is not None}


def _id(key: str) -> UUID:
    found = saved_id(key)
    if found is None:
        raise NotFound
    return found


def _told(api: DataApi, ctx: RequestContext, listed: Listed, status: int = 200) -> Answer:
    """Who asks next is asked anew who it is: the policy epoch rose."""
    api.services.sessions.forget(ctx.clinic.id)
    return json_answer(ctx, {"data": describe_one(ctx, listed)}, status)
