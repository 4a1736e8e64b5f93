"""Checks field names and paths that views, layouts and orders are made of."""

from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.names import SYSTEM_FIELDS
from metamodel.paths import Broken, Paths, Step
from metamodel.report import Report
from metamodel.wording import hint, nearest

PATH_STEPS_MAX = 4


def check_field(path: str, entity: Entity, name: str, paths: Paths, report: Report) -> Field | None:
    """The field of that name, or a problem."""
    field = paths.field(entity, name)
    if field is None and not report.is_broken(f"entities.{entity.name}.fields.{name}"):
        remedy = nearest(name, [*entity.field_by_name, *SYSTEM_FIELDS])
        report.error("field_unknown", path, remedy, name=name)
    return field


def check_path(
    path: str, entity: Entity, dotted: str, paths: Paths, report: Report
) -> list[Step] | None:
    """The steps of a path, or a problem that says where it breaks."""
    if "." not in dotted:
        field = check_field(path, entity, dotted, paths, report)
        relation = paths.relation(field) if field else "none"
        return [Step(entity=entity, field=field, relation=relation)] if field else None
    if dotted.count(".") >= PATH_STEPS_MAX:
        report.error("too_many", path, count=dotted.count(".") + 1, limit=PATH_STEPS_MAX)
        return None
    found = paths.follow(entity, dotted)
    if isinstance(found, list):
        return found
    report_broken(path, dotted, found, report)
    return None


def report_broken(path: str, dotted: str, found: Broken, report: Report) -> None:
    """Say why a path cannot be followed."""
    name = found.entity.name
    field = found.entity.field_by_name.get(found.name)
    if field is not None and field.to and report.is_broken(f"entities.{field.to}"):
        return
    if found.trouble == "other_datasource" and found.crossed is not None:
        target = found.crossed.name
        remedy = hint("other_datasource", target=target, field=found.name)
        report.error("other_datasource", path, remedy, name=f"{target}.{found.name}", entity=name)
    elif found.trouble == "unknown":
        if not report.is_broken(f"entities.{name}.fields.{found.name}"):
            remedy = hint("did_you_mean", name=found.nearest) if found.nearest else None
            report.error("path_unknown", path, remedy, dotted=dotted, entity=name, name=found.name)
    else:
        report.error("path_not_link", path, dotted=dotted, entity=name, name=found.name)


def check_sort(path: str, entity: Entity, text: str, paths: Paths, report: Report) -> None:
    """An order such as `-created_at,name`: every part can be sorted by."""
    for part in text.split(","):
        name = part.strip().removeprefix("-")
        steps = check_path(path, entity, name, paths, report)
        if not steps:
            continue
        last = steps[-1].field
        facts = paths.catalogue.field_types.get(last.type)
        crosses_many = any(step.relation in ("many", "any") for step in steps)
        if crosses_many or (facts is not None and not facts.sortable):
            report.error("sort_not_possible", path, name=name, type=last.type)
