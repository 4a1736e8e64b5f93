"""Checks entities as a whole: title, features, unique sets, rules, system tables, what is not
active yet.
"""

from collections.abc import Iterator
from typing import cast

from metamodel.catalogue import Catalogue
from metamodel.entity import Entity
from metamodel.model import Model
from metamodel.names import SYSTEM_FIELDS
from metamodel.report import Report
from metamodel.value import Growing, Value
from metamodel.wording import nearest

ACTIVE_FEATURES = frozenset({"history", "trash"})
FEATURES = ACTIVE_FEATURES | {
    "comments", "attachments", "followers", "tasks", "merge", "import", "export", "public_form",
    "sharing", "bulk",
}  # fmt: skip
DAYS_MAX = 36_500
_NEVER_TITLES = frozenset(
    {"boolean", "file", "files", "image", "signature", "json", "geo", "stage"}
)


def check_entities(model: Model, catalogue: Catalogue, report: Report) -> None:
    """Each entity, and the system tables among them."""
    systems: dict[str, str] = {}
    for entity in model.entities:
        path = f"entities.{entity.name}"
        _check_title(path, entity, catalogue, report)
        _check_features(path, entity, report)
        _check_unique(path, entity, catalogue, report)
        _check_retention(path, entity, report)
        for index, rule in enumerate(entity.rules):
            _check_on(f"{path}.rules.{index}.on", entity, rule.on, report)
        if entity.system is not None:
            if entity.datasource != "core":
                report.error("system_not_core", f"{path}.system")
            if entity.system in systems:
                other = systems[entity.system]
                report.error("system_twice", f"{path}.system", name=entity.system, entity=other)
            systems.setdefault(entity.system, entity.name)
    for path, name in sleeping(model, ""):
        report.warn("attribute_later", f"{path}.{name}", name=name)


def _check_title(path: str, entity: Entity, catalogue: Catalogue, report: Report) -> None:
    if not entity.fields:
        report.error("fields_missing", f"{path}.fields", name=entity.name)
        return
    field = entity.field_by_name.get(entity.title)
    if field is None:
        if not report.is_broken(f"{path}.fields.{entity.title}"):
            remedy = nearest(entity.title, entity.field_by_name)
            params = {"name": entity.title, "entity": entity.name}
            report.error("title_missing", f"{path}.title", remedy, **params)
        return
    facts = catalogue.field_types.get(field.type)
    if facts is not None and (facts.relation != "none" or field.type in _NEVER_TITLES):
        report.error("title_not_text", f"{path}.title", name=field.name, type=field.type)


def _check_features(path: str, entity: Entity, report: Report) -> None:
    for feature in entity.features:
        if feature not in FEATURES:
            remedy = nearest(feature, sorted(FEATURES))
            report.error("feature_unknown", f"{path}.features", remedy, name=feature)
        elif feature not in ACTIVE_FEATURES:
            report.warn("feature_later", f"{path}.features", name=feature)


def _check_retention(path: str, entity: Entity, report: Report) -> None:
    for name in ("history", "trash"):
        days: int | None = getattr(entity.retention, name)
        if days is not None and not 1 <= days <= DAYS_MAX:
            at = f"{path}.retention.{name}"
            report.error("out_of_range", at, low=1, high=DAYS_MAX, value=days)


def _check_unique(path: str, entity: Entity, catalogue: Catalogue, report: Report) -> None:
    for index, unique in enumerate(entity.unique):
        at = f"{path}.unique.{index}"
        if not unique.fields:
            report.error("unique_empty", at)
        _check_on(at, entity, unique.fields, report)
        for name in unique.fields:
            field = entity.field_by_name.get(name)
            facts = catalogue.field_types.get(field.type) if field else None
            if field and facts and facts.relation in ("many", "any"):
                report.error("unique_not_possible", at, name=name, type=field.type)


def _check_on(path: str, entity: Entity, names: tuple[str, ...], report: Report) -> None:
    known = entity.field_by_name
    for name in names:
        if name not in known and not report.is_broken(f"entities.{entity.name}.fields.{name}"):
            report.error("field_unknown", path, nearest(name, [*known, *SYSTEM_FIELDS]), name=name)


def sleeping(value: Value, path: str) -> Iterator[tuple[str, str]]:
    """(path, attribute) of everything that is kept for a later version."""
    if isinstance(value, Growing):
        yield from ((path, name) for name in sorted(value.later))
    for attribute in type(value).model_fields:
        if attribute == "later":
            continue
        inner = getattr(value, attribute)
        prefix = f"{path}.{attribute}".lstrip(".")
        if isinstance(inner, Value):
            yield from sleeping(inner, prefix)
        elif isinstance(inner, tuple):
            for index, each in enumerate(cast("tuple[object, ...]", inner)):
                if isinstance(each, Value):
                    yield from sleeping(each, f"{prefix}.{_called(each) or index}")
        elif isinstance(inner, dict):
            for key, each in cast("dict[str, object]", inner).items():
                if isinstance(each, Value):
                    yield from sleeping(each, f"{prefix}.{key}")


def _called(value: Value) -> str | None:
    """As `structure.call`: views by key, the rest by name or key."""
    if hasattr(value, "kind") and hasattr(value, "entity") and hasattr(value, "name"):
        return str(getattr(value, "key", ""))
    for attribute in ("name", "key", "entity"):
        if found := getattr(value, attribute, None):
            return str(found)
    return None
