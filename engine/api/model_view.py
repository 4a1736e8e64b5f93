"""`GET /api/model`: the model as one actor sees it, with labels in the actor's language. What the
staff app boots from.

Law 2 holds here too: an entity, field, view or menu entry the actor may not see is not in it. Law
13: what cannot be
drawn is still listed, so that the screen can say so in its place.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from engine.access.actor import RequestContext
from engine.access.audience import is_for, is_shown
from engine.access.fields import record_fields
from engine.access.policy import SERVED, EntityPolicy, Policy, policy_for
from engine.api.model_fields import (
    describe_far_field,
    describe_field,
    describe_pipeline,
    field_of,
)
from engine.api.model_screens import Sight, describe_feed, describe_layout, describe_view
from engine.query.shown_view import drawable_kinds
from metamodel.label import resolve_label
from metamodel.menu import MenuEntry
from metamodel.view import View

_CACHE_SIZE = 256


class ModelViews:
    """Built once per (snapshot content, permission shape, roles, locale) and kept as bytes with
    their ETag."""

    def __init__(self) -> None:
        self._built: OrderedDict[tuple[str, str, tuple[str, ...], str, str], tuple[bytes, str]] = (
            OrderedDict()
        )

    def get(self, context: RequestContext) -> tuple[bytes, str]:
        """The body and its ETag."""
        policy = policy_for(context.snapshot, context.actor)
        roles, locale = context.actor.roles, context.actor.locale
        key = (context.snapshot.hash, policy.shape, roles, locale, context.clinic.slug)
        if key not in self._built:
            body = json.dumps(_build(context, policy), ensure_ascii=False).encode()
            self._built[key] = (body, hashlib.sha256(body).hexdigest()[:32])
            if len(self._built) > _CACHE_SIZE:
                self._built.popitem(last=False)
        return self._built[key]


def _build(context: RequestContext, policy: Policy) -> dict[str, Any]:
    model, locale, roles = context.snapshot.model, context.actor.locale, set(context.actor.roles)
    seen = {name: entity for name in policy.entities if (entity := policy.find(name)) is not None}
    views = [
        view for view in model.views if view.entity in seen and is_shown(policy, view.roles, roles)
    ]
    sight = Sight(model=model, policy=policy)
    return {
        "version": context.snapshot.version,
        "hash": context.snapshot.hash,
        "locale": locale,
        "clinic": {
            "slug": context.clinic.slug,
            "name": context.clinic.name,
            "timezone": context.clinic.timezone,
        },
        "menu": [
            shown
            for entry in sorted(model.menu, key=lambda entry: (entry.order, entry.key))
            if is_for(entry.roles, roles)
            and (shown := _menu_entry(entry, {view.key: view for view in views}, seen, locale))
        ],
        "entities": {
            name: _entity(
                entity, [view for view in views if view.entity == name], locale, roles, seen, sight
            )
            for name, entity in seen.items()
        },
    }


def _menu_entry(
    entry: MenuEntry,
    views: Mapping[str, View],
    seen: Mapping[str, EntityPolicy],
    locale: str,
) -> dict[str, Any] | None:
    """An entry opens a view, or an entity's default view; one that leads nowhere is not there."""
    view = views.get(entry.view or "")
    entity = entry.entity or (view.entity if view is not None else None)
    if entity not in seen:
        return None
    return {
        "key": entry.key,
        "label": resolve_label(entry.label, locale, entry.key),
        "icon": entry.icon,
        "entity": entity,
        "view": view.key if view is not None else None,
        "group": resolve_label(entry.group, locale, "") or None,
    }


def _entity(
    policy: EntityPolicy,
    views: list[View],
    locale: str,
    roles: set[str],
    seen: Mapping[str, EntityPolicy],
    sight: Sight,
) -> dict[str, Any]:
    entity = policy.entity
    shown = [each for each in entity.layouts if is_shown(sight.policy, each.roles, roles)]
    layouts = sorted(shown, key=lambda layout: not is_for(layout.roles, roles))  # one's own first
    return {
        "name": entity.name,
        "plural": entity.plural,
        "label": resolve_label(entity.label, locale, entity.name),
        "label_plural": resolve_label(entity.label_plural, locale, entity.plural),
        "icon": entity.icon,
        "color": entity.color,
        "title": entity.title,
        "feed": describe_feed(policy),
        "datasource": entity.datasource,
        "can": {operation: policy.can(operation) for operation in SERVED},
        "fields": [
            describe_field(field, policy, locale, seen)
            for name, field in record_fields(entity).items()
            if policy.access(name).is_visible
        ],
        "far_fields": [
            describe_far_field(name, path, locale, seen)
            for name, path in sight.far_columns(policy, views)
        ],
        "pipelines": [
            describe_pipeline(
                pipeline, field.name, policy, locale, None if sight.policy.is_admin else roles
            )
            for pipeline in entity.pipelines
            if (field := field_of(entity, pipeline)) is not None
            and policy.access(field.name).is_visible
        ],
        "layouts": [describe_layout(layout, policy, sight, locale) for layout in layouts],
        "kinds": drawable_kinds(policy),
        "views": [describe_view(view, policy, sight, locale) for view in views],
    }
