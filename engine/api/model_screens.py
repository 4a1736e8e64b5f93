"""Layouts and views as `GET /api/model` tells them: names the actor may not see are not in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.access.far_path import FarPath, find_path
from engine.access.fields import record_fields
from engine.access.policy import EntityPolicy, Policy
from engine.kinds.view_kind import view_kinds
from metamodel.entity import Entity
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
            yield from complete_view(view, entity).columns
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


def complete_view(view: View, entity: Entity) -> View:
    """The view with what its kind derives; one of an unknown kind as it is."""
    return view_kinds[view.kind].complete(view, entity) if view.kind in view_kinds else view


def describe_view(view: View, policy: EntityPolicy, sight: Sight, locale: str) -> dict[str, Any]:
    """A view without what the actor may not see."""
    entity = policy.entity
    complete = complete_view(view, entity)
    field = entity.field_by_name.get(complete.field or "")
    if field is not None and not policy.access(field.name).is_visible:
        field = None
    sort = [
        key
        for key in (complete.sort or "").split(",")
        if sight.path(policy, key.strip().lstrip("-+")) is not None
    ]
    return {
        "key": complete.key,
        "kind": complete.kind,
        "label": resolve_label(complete.label, locale, complete.name),
        "entity": complete.entity,
        "default": complete.default,
        "sort": ",".join(sort) or None,
        "columns": sight.columns(policy, complete.columns),
        "card": complete.card,
        "field": field.name if field else None,
        "pipeline": field.pipeline if field else None,
        "measures": [
            {"fn": measure.fn, "field": measure.field}
            for measure in complete.measures
            if measure.field is None or policy.access(measure.field).is_visible
        ],
    }
