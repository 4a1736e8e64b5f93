"""Checks what stands inside a field: rows of a `table`, `attributes` of the links of `links`.

A table is a list of child records that are edited inside their parent: the child links back.
"""

from metamodel.check_fields import check_settings, check_simple
from metamodel.check_names import check_name, check_siblings
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.paths import Paths
from metamodel.report import Report
from metamodel.wording import nearest

ATTRIBUTES_MAX = 20
_NOT_ATTRIBUTES = frozenset(
    {
        "stage", "table", "auto_number", "position", "formula", "rollup", "lookup", "count",
        "answers", "file", "files", "image", "signature",
    }
)  # fmt: skip
_SHOWN = ("id", "title")  # what every link says of its target


def check_parts(paths: Paths, report: Report) -> None:
    """Tables and attributes of every entity."""
    for entity in paths.model.entities:
        for field in entity.fields:
            at = f"entities.{entity.name}.fields.{field.name}"
            if field.type == "table":
                _check_table(at, entity, field, paths, report)
            if field.attributes:
                _check_attributes(at, field, paths, report)


def _check_table(at: str, entity: Entity, field: Field, paths: Paths, report: Report) -> None:
    facts = paths.catalogue.field_types.get(field.type)
    for need in ("to", "inverse"):
        if getattr(field, need) is None and (facts is None or need not in facts.needs):
            report.error("field_needs", at, name=field.name, type=field.type, need=need)
    target = paths.entity(field.to or "")
    if target is None:
        if field.to is not None and paths.relation(field) == "none":
            _target_unknown(at, field.to, paths, report)
        return
    if target.system is not None:
        report.error("table_of_system", f"{at}.to", name=target.name)
    if target.datasource != entity.datasource:
        report.error("table_elsewhere", f"{at}.to", name=target.name, entity=entity.name)
    inner = next((each for each in target.fields if each.type == "table"), None)
    if inner is not None:
        report.error("table_in_table", at, name=field.name, inner=f"{target.name}.{inner.name}")
    if field.inverse is not None:
        _check_back(at, entity, field.inverse, target, report)


def _target_unknown(at: str, name: str, paths: Paths, report: Report) -> None:
    if not report.is_broken(f"entities.{name}"):
        known = [each.entity for each in paths.model.entities]
        report.error("target_unknown", f"{at}.to", nearest(name, known), name=name)


def _check_back(at: str, entity: Entity, name: str, target: Entity, report: Report) -> None:
    back = target.field_by_name.get(name)
    if back is None and report.is_broken(f"entities.{target.name}.fields.{name}"):
        return
    if back is None or back.type != "link" or back.to != entity.name:
        report.error(
            "table_not_back", f"{at}.inverse", name=name, entity=target.name, back=entity.name
        )


def _check_attributes(at: str, field: Field, paths: Paths, report: Report) -> None:
    if field.type != "links" or field.inverse is not None:
        report.error("attributes_not_here", f"{at}.attributes", name=field.name)
        return
    if len(field.attributes) > ATTRIBUTES_MAX:
        count = len(field.attributes)
        report.error("too_many", f"{at}.attributes", count=count, limit=ATTRIBUTES_MAX)
    check_siblings(f"{at}.attributes", [*_SHOWN, *(each.name for each in field.attributes)], report)
    check_settings(at, field.attributes, paths.catalogue, report, below="attributes")
    for each in field.attributes:
        here = f"{at}.attributes.{each.name}"
        if each.name not in _SHOWN:
            check_name(f"{here}.name", each.name, report)
        facts = paths.catalogue.field_types.get(each.type)
        if each.type in _NOT_ATTRIBUTES or (facts is not None and facts.relation != "none"):
            report.error("attribute_type", f"{here}.type", name=each.name, type=each.type)
        elif facts is not None:
            check_simple(here, each, facts, report)
            if each.unique:
                report.error(
                    "unique_not_possible", f"{here}.unique", name=each.name, type=each.type
                )
