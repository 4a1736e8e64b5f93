"""How saved views are told: as views of the model, with who made them and who sees them."""

from collections.abc import Iterable, Sequence
from typing import Any

from engine.access.actor import RequestContext
from engine.access.policy import EntityPolicy, policy_for
from engine.api.model_fields import describe_far_field
from engine.api.model_screens import Sight, describe_view
from engine.api.saved_views.rights import can_change, can_share
from engine.api.saved_views.store import Choices, Listed
from engine.core.errors import NotFound
from engine.definitions.allocate import identity
from engine.query.saved_views import as_view, view_id
from metamodel.label import resolve_label
from metamodel.view import View

__all__ = ["describe_listed", "describe_one"]

_PART_GONE = {
    "pt-BR": "Parte desta visão ficou de fora: um campo dela não existe mais ou mudou.",
    "en": "Part of this view is left out: a field of it is gone or has changed.",
    "es": "Parte de esta vista quedó fuera: un campo suyo ya no existe o cambió.",
}


def describe_listed(
    ctx: RequestContext, listed: Sequence[Listed], choices: Choices
) -> dict[str, Any]:
    """Every view, columns through links that they need, and what the actor chose."""
    told = [made for each in listed if (made := _describe(ctx, each)) is not None]
    shown = [made for each in listed if (made := _shown(ctx, each)) is not None]
    keys = {view_id(each): each.key for each in ctx.snapshot.model.views}
    keys |= {view_id(view): view.key for view, _ in shown}
    entities = {identity(each): each.name for each in ctx.snapshot.model.entities}
    return {
        "data": told,
        "far_fields": _far_fields(ctx, shown),
        "pinned": {keys[id]: is_pinned for id, is_pinned in choices.pinned.items() if id in keys},
        "defaults": {
            entities[entity]: keys[id]
            for entity, id in choices.default.items()
            if id in keys and entity in entities
        },
        "can_share": can_share(ctx),
        "roles": _roles(ctx) if can_share(ctx) else [],
    }


def describe_one(ctx: RequestContext, listed: Listed) -> dict[str, Any]:
    """One view. Raises NotFound while its entity is not there."""
    made = _describe(ctx, listed)
    if made is None:
        raise NotFound
    return made


def _shown(ctx: RequestContext, listed: Listed) -> tuple[View, EntityPolicy] | None:
    view = as_view(ctx.snapshot.model, listed.saved)
    policy = policy_for(ctx.snapshot, ctx.actor).find(view.entity) if view is not None else None
    return (view, policy) if view is not None and policy is not None else None


def _describe(ctx: RequestContext, listed: Listed) -> dict[str, Any] | None:
    found = _shown(ctx, listed)
    if found is None:
        return None
    saved, locale = listed.saved, ctx.actor.locale
    sight = Sight(model=ctx.snapshot.model, policy=policy_for(ctx.snapshot, ctx.actor))
    told = describe_view(*found, sight, locale)
    is_changeable = can_change(ctx, saved)
    if told["problems"] and not is_changeable:  # their words are the words of whoever wrote it
        told["problems"] = [resolve_label(_PART_GONE, locale, "")]
    owner = {"id": str(saved.owner), "title": listed.owner_name} if saved.owner else None
    return {
        **told,
        "saved": {
            "id": str(saved.id),
            "version": saved.version,
            "scope": saved.scope,
            "roles": list(saved.roles),
            "owner": owner,
            "can_change": is_changeable,
        },
    }


def _far_fields(
    ctx: RequestContext, shown: Iterable[tuple[View, EntityPolicy]]
) -> dict[str, list[dict[str, Any]]]:
    policy = policy_for(ctx.snapshot, ctx.actor)
    sight = Sight(model=ctx.snapshot.model, policy=policy)
    seen = {name: found for name in policy.entities if (found := policy.find(name)) is not None}
    by_entity: dict[str, list[View]] = {}
    for view, start in shown:
        by_entity.setdefault(start.entity.name, []).append(view)
    told = {
        name: [
            describe_far_field(path, end, ctx.actor.locale, seen)
            for path, end in sight.far_columns(seen[name], views)
        ]
        for name, views in by_entity.items()
    }
    return {name: fields for name, fields in told.items() if fields}


def _roles(ctx: RequestContext) -> list[dict[str, str]]:
    return [
        {"key": role.key, "label": resolve_label(role.label, ctx.actor.locale, role.key)}
        for role in ctx.snapshot.model.roles
    ]
