"""`GET /api/model`: the model as one actor sees it, with labels in the actor's language. What the
staff app boots from.

Law 2 holds here too: an entity, field, view or menu entry the actor may not see is not in it. Law
13: what cannot be
drawn is still listed, so that the screen can say so in its place.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from engine.access.actor import RequestContext
from engine.access.fields import record_fields
from engine.access.policy import EntityPolicy, Policy, policy_for
from engine.kinds.field_type import field_types
from engine.kinds.view_kind import view_kinds
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.label import resolve_label
from metamodel.layout import Item, Layout
from metamodel.pipeline import Pipeline
from metamodel.view import View

_OPERATIONS = ("create", "update", "delete", "move", "export")
_SYSTEM_LABELS = {
    "created_at": {"pt-BR": "Criado em", "en": "Created at", "es": "Creado el"},
    "created_by": {"pt-BR": "Criado por", "en": "Created by", "es": "Creado por"},
    "updated_at": {"pt-BR": "Alterado em", "en": "Changed at", "es": "Modificado el"},
    "updated_by": {"pt-BR": "Alterado por", "en": "Changed by", "es": "Modificado por"},
}
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
    views = [view for view in model.views if view.entity in seen and _is_for(view.roles, roles)]
    by_key = {view.key for view in views}
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
            {
                "key": entry.key,
                "label": resolve_label(entry.label, locale, entry.key),
                "icon": entry.icon,
                "entity": entry.entity,
                "view": entry.view if entry.view in by_key else None,
                "group": resolve_label(entry.group, locale, "") or None,
            }
            for entry in sorted(model.menu, key=lambda entry: (entry.order, entry.key))
            if entry.entity in seen and _is_for(entry.roles, roles)
        ],
        "entities": {
            name: _entity(
                entity, [view for view in views if view.entity == name], locale, roles, seen
            )
            for name, entity in seen.items()
        },
    }


def _is_for(wanted: Iterable[str], roles: set[str]) -> bool:
    wanted = set(wanted)
    return "*" in wanted or bool(wanted & roles)


def _entity(
    policy: EntityPolicy,
    views: list[View],
    locale: str,
    roles: set[str],
    seen: Mapping[str, EntityPolicy],
) -> dict[str, Any]:
    entity = policy.entity
    layouts = [layout for layout in entity.layouts if _is_for(layout.roles, roles)]
    return {
        "name": entity.name,
        "plural": entity.plural,
        "label": resolve_label(entity.label, locale, entity.name),
        "label_plural": resolve_label(entity.label_plural, locale, entity.plural),
        "icon": entity.icon,
        "color": entity.color,
        "title": entity.title,
        "datasource": entity.datasource,
        "can": {operation: policy.can(operation) for operation in _OPERATIONS},
        "fields": [
            _field(field, policy, locale, seen)
            for name, field in record_fields(entity).items()
            if policy.access(name).is_visible
        ],
        "pipelines": [
            _pipeline(pipeline, field.name, policy, locale)
            for pipeline in entity.pipelines
            if (field := _field_of(entity, pipeline)) is not None
            and policy.access(field.name).is_visible
        ],
        "layouts": [_layout(layout, policy, seen, locale) for layout in layouts],
        "views": [_view(view, entity, policy, locale) for view in views],
    }


def _field(
    field: Field, policy: EntityPolicy, locale: str, seen: Mapping[str, EntityPolicy]
) -> dict[str, Any]:
    kind = field_types[field.type]
    shown = {
        "name": field.name,
        "type": field.type,
        "editor": kind.editor,
        "label": resolve_label(field.label or _SYSTEM_LABELS.get(field.name), locale, field.name),
        "help": resolve_label(field.help, locale, "") or None,
        "placeholder": resolve_label(field.placeholder, locale, "") or None,
        "required": field.required,
        "hidden": field.hidden,
        "access": policy.access(field.name).access,
        "writable": policy.access(field.name).is_writable,
        "sortable": kind.sortable,
        "filterable": bool(kind.operators),
        "groupable": kind.groupable,
        "searchable": field.searchable,
        "aggregates": list(kind.aggregates),
        "operators": list(kind.operators),
        "multiple": kind.relation == "many",
        "first_is_main": field.first_is_main,
        "inverse": field.inverse,
        "pipeline": field.pipeline,
        "default": field.default,
        "to": to
        if (to := field.to or ("member" if field.type == "member" else "")) in seen
        else None,
        "targets": [target for target in field.targets if target in seen],
        "options": [
            {
                "key": option.key,
                "label": resolve_label(option.label, locale, option.key),
                "color": option.color,
                "icon": option.icon,
            }
            for option in field.options
        ],
        **{
            key: value
            for key, value in field.settings.items()
            if key in ("currency", "min", "max", "max_length")
        },
    }
    return {key: value for key, value in shown.items() if value is not None}


def _field_of(entity: Entity, pipeline: Pipeline) -> Field | None:
    return next((field for field in entity.fields if field.pipeline == pipeline.name), None)


def _pipeline(pipeline: Pipeline, field: str, policy: EntityPolicy, locale: str) -> dict[str, Any]:
    return {
        "name": pipeline.name,
        "label": resolve_label(pipeline.label, locale, pipeline.name),
        "field": field,
        "initial": pipeline.first_stage,
        "stages": [
            {
                "key": stage.key,
                "label": resolve_label(stage.label, locale, stage.key),
                "color": stage.color,
                "kind": stage.kind,
                "flags": list(stage.flags),
                "requires": [name for name in stage.requires if policy.access(name).is_visible],
                "has_gate": stage.gate is not None,
                "confirm": stage.confirm,
                "max_days": stage.max_days,
                "wip_limit": stage.wip_limit,
                "probability": stage.probability,
            }
            for stage in pipeline.stages
        ],
        "transitions": {
            stage.key: list(pipeline.reachable(stage.key)) for stage in pipeline.stages
        },
    }


def _layout(
    layout: Layout, policy: EntityPolicy, seen: Mapping[str, EntityPolicy], locale: str
) -> dict[str, Any]:
    return {
        "name": layout.name,
        "kind": layout.kind,
        "highlights": [name for name in layout.highlights if policy.access(name).is_visible],
        "items": _items(layout.items, policy, seen),
        "side": _items(layout.side, policy, seen),
        "tabs": [
            {
                "key": tab.id or str(number),
                "label": resolve_label(tab.label, locale, str(number + 1)),
                "sections": [
                    {
                        "label": resolve_label(section.label, locale, "") or None,
                        "columns": section.columns,
                        "items": _items(section.items, policy, seen),
                    }
                    for section in tab.sections
                ],
            }
            for number, tab in enumerate(layout.tabs)
        ],
    }


def _items(
    items: Iterable[Item], policy: EntityPolicy, seen: Mapping[str, EntityPolicy]
) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    for item in items:
        name = item.field or item.related
        if name is not None and not policy.access(name).is_visible:
            continue
        if item.field:
            shown.append({"field": item.field})
        elif item.related:
            field = record_fields(policy.entity)[item.related]
            target = seen.get(field.to or "")
            columns = [name for name in item.columns if target and target.access(name).is_visible]
            shown.append({"related": item.related, "columns": columns})
        else:
            shown.append({"widget": item.widget, "options": item.options})
    return shown


def _view(view: View, entity: Entity, policy: EntityPolicy, locale: str) -> dict[str, Any]:
    complete = view_kinds[view.kind].complete(view, entity) if view.kind in view_kinds else view
    field = entity.field_by_name.get(complete.field or "")
    if field is not None and not policy.access(field.name).is_visible:
        field = None
    sort = [
        key
        for key in (complete.sort or "").split(",")
        if policy.access(key.strip().lstrip("-+").split(".")[0]).is_visible
    ]
    return {
        "key": complete.key,
        "kind": complete.kind,
        "label": resolve_label(complete.label, locale, complete.name),
        "entity": complete.entity,
        "default": complete.default,
        "sort": ",".join(sort) or None,
        "columns": [name for name in complete.columns if policy.access(name).is_visible],
        "card": complete.card,
        "field": field.name if field else None,
        "pipeline": field.pipeline if field else None,
        "measures": [
            {"fn": measure.fn, "field": measure.field}
            for measure in complete.measures
            if measure.field is None or policy.access(measure.field).is_visible
        ],
    }
