"""Checks a view: its parts are of fields there are, and of types that can stand there."""

from collections.abc import Iterable

from metamodel.catalogue import FieldTypeFacts
from metamodel.check_paths import check_field, check_path, check_sort
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.paths import SYSTEM_FIELD_TYPES, Paths
from metamodel.report import Report
from metamodel.view import View
from metamodel.wording import hint, nearest

COUNTED = ("count", "empty")
"""What any field can be measured by: how many records have a value, and how many none."""


def check_roles_exist(path: str, roles: Iterable[str], paths: Paths, report: Report) -> None:
    """Each role named is there, or `*`."""
    known = paths.model.role_by_key
    for role in roles:
        if role != "*" and role not in known and not report.is_broken(f"roles.{role}"):
            report.error("role_unknown", f"{path}.roles", nearest(role, known), name=role)


def check_view(view: View, paths: Paths, report: Report) -> None:
    """One view; its conditions are checked with the other expressions."""
    path = f"views.{view.key}"
    check_roles_exist(path, view.roles, paths, report)
    entity = paths.entity(view.entity)
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
    _check_standing(path, view, entity, paths, report)
    _check_group(path, view, entity, paths, report)
    _check_settings(path, view, entity, paths, report)
    _check_measures(path, view, entity, paths, report)
    if view.card is not None and view.card not in {each.name for each in entity.layouts}:
        cards = [each.name for each in entity.layouts if each.kind == "card"]
        if not report.is_broken(f"entities.{entity.name}.layouts.{view.card}"):
            report.error(
                "layout_unknown", f"{path}.card", nearest(view.card, cards), name=view.card
            )


def _check_standing(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    """The field the kind stands on: of one of its types, or one there is to derive it from."""
    facts = paths.catalogue.view_kinds.get(view.kind)
    types = facts.stands_on if facts is not None else ()
    if view.field is not None:
        field = check_field(f"{path}.field", entity, view.field, paths, report)
        if field is not None and types and _stored_type(field) not in types:
            _wrong_type("view_field", f"{path}.field", entity, field, types, report, view.kind)
        return
    can_derive = any(each in SYSTEM_FIELD_TYPES for each in types) or any(
        field.type in types for field in entity.fields
    )
    if types and not can_derive:
        report.error("view_needs", path, name=view.key, kind=view.kind, need="field")


def _check_group(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    if view.group is None:
        return
    field = check_field(f"{path}.group", entity, view.group, paths, report)
    facts = paths.catalogue.field_types.get(field.type) if field is not None else None
    if field is None or facts is None:
        return
    if not facts.groupable or facts.is_list or facts.relation in ("many", "any"):
        report.error("view_group", f"{path}.group", name=field.name, type=field.type)


def _check_settings(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    """Settings of the kind that name a field."""
    facts = paths.catalogue.view_kinds.get(view.kind)
    for key, types in facts.settings_fields.items() if facts is not None else ():
        value = view.settings.get(key)
        at = f"{path}.settings.{key}"
        if value is None:
            continue
        if not isinstance(value, str):
            report.error("view_setting", at, name=key)
            continue
        field = check_field(at, entity, value, paths, report)
        if field is not None and _stored_type(field) not in types:
            _wrong_type("view_field", at, entity, field, types, report, view.kind)


def _wrong_type(
    code: str,
    path: str,
    entity: Entity,
    field: Field,
    types: Iterable[str],
    report: Report,
    kind: str,
) -> None:
    fits = [each.name for each in entity.fields if each.type in types]
    fits += [name for name in SYSTEM_FIELD_TYPES if name in types]
    remedy = hint("one_of", names=", ".join(fits[:12])) if fits else None
    report.error(code, path, remedy, name=field.name, type=field.type, kind=kind)


def _stored_type(field: Field) -> str:
    """The type as kinds name it: a field every record has is a type of its own."""
    return field.name if field.name in SYSTEM_FIELD_TYPES else field.type


def _check_measures(path: str, view: View, entity: Entity, paths: Paths, report: Report) -> None:
    for measure in view.measures:
        at = f"{path}.measures"
        if measure.field is None:
            if measure.fn != "count":
                report.error("measure_unknown", at, fn=measure.fn, name="-", type="-")
            continue
        field = check_field(at, entity, measure.field, paths, report)
        facts = paths.catalogue.field_types.get(field.type) if field else None
        if field and facts and measure.fn not in measure_functions(facts):
            remedy = nearest(measure.fn, measure_functions(facts))
            params = {"fn": measure.fn, "name": field.name, "type": field.type}
            report.error("measure_unknown", at, remedy, **params)


def measure_functions(facts: FieldTypeFacts) -> tuple[str, ...]:
    """What a field of a type can be measured by in a view."""
    can_differ = (
        facts.relation in ("none", "one")
        and not facts.is_list
        and (facts.groupable or facts.sortable)
    )
    return (*facts.aggregates, *COUNTED, *(("distinct",) if can_differ else ()))
