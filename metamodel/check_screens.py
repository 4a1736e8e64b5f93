"""Checks what people see: views, layouts and the menu. What only cannot be drawn is a warning."""

from collections.abc import Iterable
from typing import Literal

from metamodel.check_feed import check_feed
from metamodel.check_paths import check_field, check_path
from metamodel.check_views import check_roles_exist, check_view
from metamodel.entity import Entity
from metamodel.layout import ACTIVE_LAYOUT_KINDS, Action, Item, Layout
from metamodel.paths import Paths
from metamodel.report import Report
from metamodel.wording import nearest


def check_screens(paths: Paths, report: Report) -> None:
    """Views, then layouts, then the menu."""
    for view in paths.model.views:
        check_view(view, paths, report)
    for entity in paths.model.entities:
        check_feed(entity, paths, report)
        defaults = [v for v in paths.model.views if v.entity == entity.name and v.default]
        open_defaults = [view for view in defaults if "*" in view.roles]
        if len(open_defaults) > 1:
            path = f"views.{open_defaults[1].key}.default"
            report.error("default_twice", path, entity=entity.name)
        for layout in entity.layouts:
            _check_layout(entity, layout, paths, report)
    _check_menu(paths, report)


def _check_layout(entity: Entity, layout: Layout, paths: Paths, report: Report) -> None:
    path = f"entities.{entity.name}.layouts.{layout.name}"
    check_roles_exist(path, layout.roles, paths, report)
    if layout.kind not in ACTIVE_LAYOUT_KINDS:
        report.warn("layout_kind_later", f"{path}.kind", name=layout.kind)
    extra = ("tabs", "side", "highlights", "actions") if layout.kind in ("card", "create") else ()
    for attribute in (*extra, *(("items",) if layout.kind == "record" else ())):
        if getattr(layout, attribute):
            report.warn("layout_parts", f"{path}.{attribute}", name=attribute, kind=layout.kind)
    for name in layout.highlights:
        check_field(f"{path}.highlights", entity, name, paths, report)
    for item in layout.all_items():
        _check_item(path, entity, layout, item, paths, report)
    for action in layout.actions:
        _check_action(path, entity, action, paths, report)


def _check_action(path: str, entity: Entity, action: Action, paths: Paths, report: Report) -> None:
    """An action makes records that point back: the list is the far side of a link."""
    at = f"{path}.actions.{action.related}"
    field = check_field(at, entity, action.related, paths, report)
    if field is not None and (paths.relation(field) != "many" or field.inverse is None):
        report.error("action_not_inverse", at, name=action.related)


def _check_item(
    path: str, entity: Entity, layout: Layout, item: Item, paths: Paths, report: Report
) -> None:
    shown = [name for name in (item.field, item.widget, item.related) if name is not None]
    if len(shown) != 1:
        report.error("item_shape", f"{path}.items.{shown[0]}" if shown else path)
        return
    at = f"{path}.items.{shown[0]}"
    if item.field is not None:
        check_field(at, entity, item.field, paths, report)
        return
    if layout.kind in ("card", "create"):
        report.error("item_on_card", at, kind=layout.kind)
    if item.related is None:
        return
    field = check_field(at, entity, item.related, paths, report)
    if field is None:
        return
    target = paths.target(field)
    if paths.relation(field) != "many":
        report.error("related_not_list", at, name=item.related)
    elif target is not None:
        for column in item.columns:
            check_path(f"{at}.columns", target, column, paths, report)


def _check_menu(paths: Paths, report: Report) -> None:
    views = paths.model.view_by_key
    entities = [entity.entity for entity in paths.model.entities]
    for entry in paths.model.menu:
        path = f"menu.{entry.key}"
        check_roles_exist(path, entry.roles, paths, report)
        if entry.entity is None and entry.view is None:
            report.error("menu_empty", path, name=entry.key)
        if entry.entity is not None and entry.entity not in entities:
            _report_unknown("entity", path, entry.entity, entities, report)
        if entry.view is not None and entry.view not in views:
            _report_unknown("view", path, entry.view, views, report)


def _report_unknown(
    kind: Literal["entity", "view"], path: str, name: str, known: Iterable[str], report: Report
) -> None:
    plural = {"entity": "entities", "view": "views"}[kind]
    if not report.is_broken(f"{plural}.{name}"):
        report.error(f"{kind}_unknown", f"{path}.{kind}", nearest(name, known), name=name)
