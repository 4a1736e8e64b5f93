"""Checks fields one by one: the type, its settings, its options, its default."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from metamodel.catalogue import Catalogue, FieldTypeFacts
from metamodel.check_names import check_name
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.names import SYSTEM_FIELDS
from metamodel.reasons import reason_of
from metamodel.report import Report
from metamodel.wording import nearest

LATER_FIELD_TYPES = frozenset(
    {
        "rich_text", "email", "url", "integer", "decimal", "percent", "boolean", "time", "duration",
        "choices", "rating", "color", "tags", "members", "team", "table", "file", "files", "image",
        "signature", "address", "cpf", "cnpj", "auto_number", "position", "formula", "rollup",
        "lookup",
        "count", "json", "barcode", "geo", "weekly_hours", "recurrence", "answers", *SYSTEM_FIELDS,
    }
)  # fmt: skip
"""Field types the language names; those the catalogue does not have are for a later version."""

TARGETS_MAX = 8
OPTIONS_MAX = 500


def check_settings(
    prefix: str,
    fields: Iterable[Field],
    catalogue: Catalogue,
    report: Report,
    *,
    below: str = "fields",
) -> None:
    """The type of each field is known and takes its settings."""
    for field in fields:
        path = f"{prefix}.{below}.{field.name}"
        facts = catalogue.field_types.get(field.type)
        if facts is None:
            code = "field_type_later" if field.type in LATER_FIELD_TYPES else "field_type_unknown"
            remedy = nearest(field.type, catalogue.field_types)
            report.error(code, f"{path}.type", remedy, type=field.type)
            continue
        _check_schema(path, field, facts, report)


def _check_schema(path: str, field: Field, facts: FieldTypeFacts, report: Report) -> None:
    schema: dict[str, Any] = facts.settings_schema or {"additionalProperties": False}
    validator: Any = Draft202012Validator(schema)
    errors: Iterable[ValidationError] = validator.iter_errors(field.settings)
    for error in errors:
        at = ".".join([path, *(str(part) for part in error.absolute_path)])
        if error.validator == "additionalProperties" and not error.absolute_path:
            _report_unknown(path, field, schema, report)
        else:
            name = at.rpartition(".")[2]
            reason = reason_of(error)
            report.error("setting_invalid", at, name=name, type=field.type, reason=reason)


def _report_unknown(path: str, field: Field, schema: Mapping[str, Any], report: Report) -> None:
    properties: list[str] = list(schema.get("properties", {}))
    known = [*properties, *(key for key in Field.model_fields if key not in ("later", "settings"))]
    for name in sorted(field.settings.keys() - set(properties)):
        report.error(
            "setting_unknown", f"{path}.{name}", nearest(name, known), name=name, type=field.type
        )


def check_fields(entity: Entity, catalogue: Catalogue, report: Report) -> None:
    """Options, targets and defaults of an entity's fields."""
    check_settings(f"entities.{entity.name}", entity.fields, catalogue, report)
    for field in entity.fields:
        path = f"entities.{entity.name}.fields.{field.name}"
        facts = catalogue.field_types.get(field.type)
        if facts is None:
            continue
        check_simple(path, field, facts, report)
        if field.unique and (facts.relation in ("many", "any") or facts.is_list):
            report.error("unique_not_possible", f"{path}.unique", name=field.name, type=field.type)
        if field.searchable and not facts.searchable:
            report.warn("not_searchable", f"{path}.searchable", name=field.name, type=field.type)


def check_simple(path: str, field: Field, facts: FieldTypeFacts, report: Report) -> None:
    """What the type needs, the options and the default of a field."""
    _check_needs(path, field, facts, report)
    _check_options(path, field, report)
    _check_default(path, field, facts, report)


def _check_needs(path: str, field: Field, facts: FieldTypeFacts, report: Report) -> None:
    for need in facts.needs:
        if not getattr(field, need, None) and need not in field.settings:
            report.error("field_needs", path, name=field.name, type=field.type, need=need)


_NO_VALUE = frozenset({"null"})  # how requests name the lack of an option


def _check_options(path: str, field: Field, report: Report) -> None:
    seen: set[str] = set()
    for option in field.options:
        at = f"{path}.options.{option.key}"
        check_name(at, option.key, report, reserved=_NO_VALUE)
        if option.key in seen:
            report.error("duplicate_name", at, name=option.key)
        seen.add(option.key)
    if len(field.options) > OPTIONS_MAX:
        report.error("too_many", f"{path}.options", count=len(field.options), limit=OPTIONS_MAX)


def _check_default(path: str, field: Field, facts: FieldTypeFacts, report: Report) -> None:
    default = field.default
    if default is None or (isinstance(default, str) and default.startswith("$")):
        return
    keys = [option.key for option in field.options]
    if not keys:
        return
    values = cast("list[Any]", default) if isinstance(default, list) else [default]
    for value in values:
        if value not in keys:
            remedy = nearest(str(value), keys)
            report.error("default_not_an_option", f"{path}.default", remedy, value=value)
