"""Schemas: problems, pages, records as they are read and as they are written.

A record that is read may hold what a newer definition would refuse (an option that was retired, a
longer text), so what is read promises types, and what is written promises bounds.
"""

from collections.abc import Mapping
from typing import Any, cast

from engine.access.fields import EXTERNAL_IDS, record_fields
from engine.access.policy import EntityPolicy
from engine.api.entity_view import describe_schema
from engine.api.openapi.operation import Made, Schema
from engine.kinds.field_type import field_types
from metamodel.field import Field
from metamodel.label import resolve_label

UUID: Schema = {"type": "string", "format": "uuid"}
VERSION: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
ANY: Schema = {}
BASE: Schema = {
    "type": "object",
    "description": "By field, the values that were read: a change of them since is a conflict",
}
_BOUNDS = frozenset(
    {
        "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
        "additionalProperties", "enum", "const", "format", "multipleOf", "uniqueItems", "required",
        "exclusiveMinimum", "exclusiveMaximum", "examples", "propertyNames", "maxProperties",
        "contentMediaType",
    }
)  # fmt: skip

SHARED: dict[str, Schema] = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "code", "detail", "errors"],
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "code": TEXT,
            "detail": TEXT,
            "hint": TEXT,
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
        },
    },
    "Fault": {
        "type": "object",
        "required": ["path", "code", "message"],
        "properties": {"path": TEXT, "code": TEXT, "message": TEXT, "hint": TEXT},
    },
    "Reference": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": UUID, "title": {"type": ["string", "null"]}},
    },
    "Page": {
        "type": "object",
        "required": ["has_next"],
        "properties": {"next": {"type": ["string", "null"]}, "has_next": {"type": "boolean"}},
    },
    "Named": {
        "type": "object",
        "required": ["id", "version"],
        "properties": {"id": UUID, "version": VERSION},
    },
}


def ref(name: str) -> Schema:
    """A schema of the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def held(schema: Schema, **more: Schema) -> Schema:
    """`{"data": …}` and what stands beside it."""
    return {
        "type": "object",
        "required": ["data", *more],
        "properties": {"data": schema, **more},
    }


def listed(schema: Schema) -> Schema:
    """A list of one schema."""
    return {"type": "array", "items": schema}


def page_of(schema: Schema) -> Schema:
    """A page of a list."""
    return held(listed(schema), page=ref("Page"))


def row_ref(policy: EntityPolicy, locale: str) -> Schema:
    """A record that is read."""
    return ref(policy.entity.name)


def of_row(wrap: Any) -> Made:
    """A schema around a record that is read."""

    def made(policy: EntityPolicy, locale: str) -> Schema:
        return cast("Schema", wrap(row_ref(policy, locale)))

    return made


def row_schema(policy: EntityPolicy, locale: str) -> Schema:
    """A record as it is read: `fields` decides which of its properties are there."""
    fields = record_fields(policy.entity)
    return {
        "type": "object",
        "title": resolve_label(policy.entity.label, locale, policy.entity.name),
        "required": ["id", "version"],
        "properties": {
            "id": UUID,
            "version": VERSION,
            **{name: _read(fields[name], locale) for name in policy.visible},
            EXTERNAL_IDS.name: {
                "type": "object",
                "title": resolve_label(EXTERNAL_IDS.label, locale, EXTERNAL_IDS.name),
                "additionalProperties": TEXT,
            },
        },
    }


def write_schemas(policy: EntityPolicy, locale: str) -> dict[str, Schema]:
    """What a create and an update take."""
    whole = {k: v for k, v in describe_schema(policy, locale).items() if k != "$schema"}
    some = {k: v for k, v in whole.items() if k != "required"}
    fields = {**whole["properties"], **_stages(policy, whole["properties"])}
    properties = {**fields, "version": VERSION}
    name = policy.entity.name
    return {
        f"{name}.create": {**whole, "properties": fields},
        f"{name}.update": {**some, "properties": properties},
        f"{name}.patch": {**some, "properties": {**properties, "$base": BASE}},
    }


def _stages(policy: EntityPolicy, fields: Mapping[str, Schema]) -> dict[str, Schema]:
    """The fields that hold a stage, with the stages there are."""
    found: dict[str, Schema] = {}
    for name, schema in fields.items():
        field = policy.entity.field_by_name.get(name)
        pipeline = policy.entity.pipeline_by_name.get(field.pipeline or "") if field else None
        if pipeline is None:
            continue
        one = {"type": "string", "enum": [stage.key for stage in pipeline.stages]}
        if "anyOf" in schema:
            found[name] = {**schema, "anyOf": [one, {"type": "null"}]}
        else:
            found[name] = {**schema, **one}
    return found


def _read(field: Field, locale: str) -> Schema:
    title = resolve_label(field.label, locale, field.name)
    kind = field_types[field.type]
    if kind.relation in ("one", "any"):
        return {"anyOf": [ref("Reference"), {"type": "null"}], "title": title}
    if kind.relation == "many":
        paged = page_of({"type": "object"})
        return {"anyOf": [listed({"type": "object"}), paged, {"type": "null"}], "title": title}
    loose = cast("Schema", _loose(kind.json_schema(field)))
    return {"anyOf": [loose, {"type": "null"}], "title": title}


def _loose(schema: Any) -> Any:
    """The types of a schema without its bounds."""
    if isinstance(schema, dict):
        given = cast("dict[str, Any]", schema)
        return {key: _inner(key, each) for key, each in given.items() if key not in _BOUNDS}
    if isinstance(schema, list):
        return [_loose(each) for each in cast("list[Any]", schema)]
    return schema


def _inner(key: str, value: Any) -> Any:
    if key == "properties":
        given = cast("dict[str, Any]", value)
        return {name: _loose(each) for name, each in given.items()}
    return _loose(value)
