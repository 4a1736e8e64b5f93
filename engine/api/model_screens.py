"""Layouts and views as `GET /api/model` tells them: names the actor may not see are not in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.access.far_path import FarPath, find_path
from engine.access.feed import visible_feed
from engine.access.fields import record_fields
from engine.access.policy import EntityPolicy, Policy
from engine.access.scope import ActorSight, EntityScope, check_text
from engine.query.shown_view import describe_as
from metamodel.entity import Entity
from metamodel.expression import TypedExpression
from metamodel.label import resolve_label
from metamodel.layout import Item, Layout
from metamodel.model import Model
from metamodel.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one actor can reach from a record."""

    model: Model
    policy: Policy

    def path(self, start: EntityPolicy, name: str) -> FarPath | None:
        """Where a name or a dotted path ends."""
        return find_path(self.model, self.policy, start, name)

    def columns(self, start: EntityPolicy, names: Iterable[str]) -> list[str]:
        """The columns there are."""
        return [name for name in names if self.path(start, name) is not None]

    def far_columns(
        self, start: EntityPolicy, views: Iterable[View]
    ) -> Iterator[tuple[str, FarPath]]:
        """The dotted columns that views and related lists have of an entity, each once."""
        for name in dict.fromkeys(self._column_names(start.entity, views)):
            if "." in name and (path := self.path(start, name)) is not None:
                yield name, path

    def _column_names(self, entity: Entity, views: Iterable[View]) -> Iterator[str]:
        for view in views:
            yield from view.columns
        for other in self.model.entities:
            fields = record_fields(other)
            for item in (item for layout in other.layouts for item in layout.all_items()):
                if item.related and fields[item.related].to == entity.name:
                    yield from item.columns


def describe_layout(
    layout: Layout, policy: EntityPolicy, sight: Sight, locale: str
) -> dict[str, Any]:
    """A layout without what the actor may not see."""
    return {
        "name": layout.name,
        "kind": layout.kind,
        "highlights": [name for name in layout.highlights if policy.access(name).is_visible],
        "items": _items(layout.items, policy, sight),
        "side": _items(layout.side, policy, sight),
        "actions": [
            {
                "related": each.related,
                "label": resolve_label(each.label, locale, "") or None,
                "icon": each.icon,
            }
            for each in layout.actions
            if _may_create(each.related, policy, sight)
        ],
        "tabs": [
            {
                "key": tab.id or str(number),
                "label": resolve_label(tab.label, locale, str(number + 1)),
                "sections": [
                    {
                        "label": resolve_label(section.label, locale, "") or None,
                        "columns": section.columns,
                        "items": _items(section.items, policy, sight),
                    }
                    for section in tab.sections
                ],
            }
            for number, tab in enumerate(layout.tabs)
        ],
    }


def _may_create(related: str, policy: EntityPolicy, sight: Sight) -> bool:
    """Whether the actor may make a record of the list, tied to the one it stands on."""
    if not policy.access(related).is_visible:
        return False
    field = record_fields(policy.entity)[related]
    target = sight.policy.find(field.to or "")
    if target is None or not target.can("create") or field.inverse is None:
        return False
    return target.access(field.inverse).is_writable


def describe_feed(policy: EntityPolicy) -> dict[str, Any] | None:
    """How records stand in the activity of others, without what the actor may not see."""
    feed = visible_feed(policy)
    return None if feed is None else {**feed.model_dump(mode="json"), "author": feed.author or None}


def _items(items: Iterable[Item], policy: EntityPolicy, sight: Sight) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    for item in items:
        name = item.field or item.related
        if name is not None and not policy.access(name).is_visible:
            continue
        if item.field:
            shown.append({"field": item.field})
        elif item.related:
            field = record_fields(policy.entity)[item.related]
            target = sight.policy.find(field.to or "")
            columns = [] if target is None else sight.columns(target, item.columns)
            shown.append({"related": item.related, "columns": columns})
        else:
            shown.append({"widget": item.widget, "options": item.options})
    return shown


def describe_view(view: View, policy: EntityPolicy, sight: Sight, locale: str) -> dict[str, Any]:
    """A view without what the actor may not see, and why a part of it is left out."""
    shown = describe_as(view, sight.model, sight.policy, policy)
    found = shown.view
    field = policy.entity.field_by_name.get(found.field or "")
    return {
        "key": found.key,
        "kind": view.kind,
        "label": resolve_label(found.label, locale, found.name),
        "entity": found.entity,
        "default": found.default,
        "filter": _visible_filter(found, policy, sight),
        "sort": found.sort,
        "columns": sight.columns(policy, found.columns),
        "card": found.card,
        "field": found.field if policy.access(found.field or "").is_visible else None,
        "pipeline": field.pipeline if field and policy.access(field.name).is_visible else None,
        "measures": [{"fn": each.fn, "field": each.field} for each in found.measures],
        "group": found.group,
        "color_rules": [{"when": each.when, "color": each.color} for each in found.color_rules],
        "density": found.density,
        "pinned": found.pinned,
        "settings": found.settings,
        "problems": [resolve_label(dict(each), locale, "") for each in shown.problems],
    }


def _visible_filter(view: View, policy: EntityPolicy, sight: Sight) -> str | None:
    """The view's filter, if the actor sees every field it names."""
    scope = EntityScope(sight.model, policy.entity, ActorSight(sight.policy))
    text = view.filter
    return text if text and isinstance(check_text(text, scope), TypedExpression) else None
