"""Checks what people see: views, layouts and the menu. What only cannot be drawn is a warning."""

from collections.abc import Iterable
from typing import Literal

from metamodel.check_paths import check_field, check_path, check_sort
from metamodel.entity import Entity
from metamodel.layout import ACTIVE_LAYOUT_KINDS, Item, Layout
from metamodel.paths import Paths
from metamodel.report import Report
from metamodel.view import View
from metamodel.wording import nearest

BOARD_TYPES = ("stage", "choice")


def check_screens(paths: Paths, report: Report) -> None:
    """Views, then layouts, then the menu."""
    for view in paths.model.views:
        _check_view(view, paths, report)
    for entity in paths.model.entities:
        defaults = [v for v in paths.model.views if v.entity == entity.name and v.default]
        open_defaults = [view for view in defaults if "*" in view.roles]
        if len(open_defaults) > 1:
            path = f"views.{open_defaults[1].key}.default"
            report.error("default_twice", path, entity=entity.name)
        for layout in entity.layouts:
            _check_layout(entity, layout, paths, report)
    _check_menu(paths, report)


def check_roles_exist(path: str, roles: Iterable[str], paths: Paths, report: Report) -> None:
    """Each role named is there, or `*`."""
    known = paths.model.role_by_key
    for role in roles:
        if role != "*" and role not in known and not report.is_broken(f"roles.{role}"):
            report.error("role_unknown", f"{path}.roles", nearest(role, known), name=role)


def _check_view(view: View, paths: Paths, report: Report) -> None:
    path = f"views.{view.key}"
    entity = paths.entity(view.entity)
    check_roles_exist(path, view.roles, paths, report)
    kinds = paths.catalogue.view_kinds
    if view.kind not in kinds:
        report.warn("view_kind_unknown", f"{path}.kind", nearest(view.kind, kinds), name=view.kind)
    if entity is None:
        if not report.is_broken(f"entities.{view.entity}"):
            known = [each.entity for each in paths.model.entities]
            remedy = nearest(view.entity, known)
            report.error("entity_unknown", f"{path}.entity", remedy, name=view.entity)
        return
    for column in view.columns:
        check_path(f"{path}.columns", entity, column, paths, report)
    if view.sort:
        check_sort(f"{path}.sort", entity, view.sort, paths, report)
    _check_board(path, view, entity, paths, report)
    _check_measures(path, view, entity, paths, report)
    if view.card is not None and view.card not in {each.name for each in entity.layouts}:
        cards = [each.name for each in entity.layouts if each.kind == "card"]
        if not report.is_broken(f"entities.{entity.name}.layouts.{view.card}"):
            report.error(
                "layout_unknown", f"{path}.card", nearest(view.card, cards), name=view.card
            )


def _check_board(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    facts = paths.catalogue.view_kinds.get(view.kind)
    if view.field is not None:
        field = check_field(f"{path}.field", entity, view.field, paths, report)
        if field is not None and view.kind == "kanban" and field.type not in BOARD_TYPES:
            report.error("view_field", f"{path}.field", name=field.name, type=field.type)
        return
    can_derive = any(field.type in BOARD_TYPES for field in entity.fields)
    if view.field is None and facts is not None and "field" in facts.needs and not can_derive:
        report.error("view_needs", path, name=view.key, kind=view.kind, need="field")


def _check_measures(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    for measure in view.measures:
        at = f"{path}.measures"
        if measure.field is None:
            if measure.fn != "count":
                report.error("measure_unknown", at, fn=measure.fn, name="-", type="-")
            continue
        field = check_field(at, entity, measure.field, paths, report)
        facts = paths.catalogue.field_types.get(field.type) if field else None
        if field and facts and measure.fn not in (*facts.aggregates, "count"):
            remedy = nearest(measure.fn, (*facts.aggregates, "count"))
            params = {"fn": measure.fn, "name": field.name, "type": field.type}
            report.error("measure_unknown", at, remedy, **params)


def _check_layout(entity: Entity, layout: Layout, paths: Paths, report: Report) -> None:
    path = f"entities.{entity.name}.layouts.{layout.name}"
    check_roles_exist(path, layout.roles, paths, report)
    if layout.kind not in ACTIVE_LAYOUT_KINDS:
        report.warn("layout_kind_later", f"{path}.kind", name=layout.kind)
    extra = ("tabs", "side", "highlights") if layout.kind in ("card", "create") else ()
    for attribute in (*extra, *(("items",) if layout.kind == "record" else ())):
        if getattr(layout, attribute):
            report.warn("layout_parts", f"{path}.{attribute}", name=attribute, kind=layout.kind)
    for name in layout.highlights:
        check_field(f"{path}.highlights", entity, name, paths, report)
    for item in layout.all_items():
        _check_item(path, entity, layout, item, paths, report)


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
