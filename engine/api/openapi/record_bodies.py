"""What writes of records take, and the answers that are no plain record."""

from engine.access.policy import EntityPolicy
from engine.api.openapi.operation import Schema
from engine.api.openapi.schemas import (
    BASE,
    TEXT,
    UUID,
    VERSION,
    held,
    listed,
    page_of,
    ref,
    row_ref,
)

UNDO_BODY: Schema = {
    "type": "object",
    "required": ["change"],
    "additionalProperties": False,
    "properties": {"change": UUID},
}
BULK_BODY: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "filter": TEXT,
        "search": TEXT,
        "ids": {"type": "array", "items": UUID},
        "set": {"type": "object"},
        "move": {"type": "object"},
        "delete": {"type": "boolean", "const": True},
        "restore": {"type": "boolean", "const": True},
        "expect_at_most": {"type": "integer", "minimum": 0},
    },
    "examples": [{"ids": [], "delete": True}],
}
BULK_DONE: Schema = held(
    {
        "type": "object",
        "required": ["changed", "unchanged", "change_set"],
        "properties": {
            "changed": {"type": "integer", "minimum": 0},
            "unchanged": {"type": "integer", "minimum": 0},
            "change_set": {"type": ["string", "null"], "format": "uuid"},
        },
    }
)
_UNDONE: Schema = {"entity": TEXT, "id": UUID}
SET_UNDONE: Schema = held(
    {
        "type": "object",
        "required": ["change_set", "undone", "refused"],
        "properties": {
            "change_set": UUID,
            "undone": listed(
                {
                    "type": "object",
                    "required": ["entity", "id", "version"],
                    "properties": {**_UNDONE, "version": VERSION},
                }
            ),
            "refused": listed(
                {
                    "type": "object",
                    "required": ["entity", "id", "problem"],
                    "properties": {**_UNDONE, "problem": ref("Problem")},
                }
            ),
        },
    }
)
FILE_FORM: dict[str, Schema] = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        },
    }
}
PACKAGE_BODY: Schema = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "type": "object",
                        "minProperties": 1,
                        "additionalProperties": TEXT,
                        "description": "The package: paths to texts",
                        "examples": [{"app.yaml": "key: notes\nversion: 1.0.0\n"}],
                    },
                    "stage_moves": {"type": "object"},
                },
            }
        },
        "application/zip": {
            "schema": {"type": "string", "contentMediaType": "application/zip"},
        },
    },
}
HISTORY: Schema = page_of(
    {
        "type": "object",
        "required": ["version", "op", "at", "by", "origin", "changes"],
        "properties": {
            "version": VERSION,
            "op": {"enum": ["create", "update", "move", "trash", "restore", "purge"]},
            "at": {"type": "string", "format": "date-time"},
            "by": {
                "anyOf": [
                    {
                        "type": "object",
                        "properties": {"id": UUID, "name": {"type": ["string", "null"]}},
                    },
                    {"type": "null"},
                ]
            },
            "actor": TEXT,
            "origin": TEXT,
            "cause": {"type": "array", "items": UUID},
            "change_set": UUID,
            "model_version": VERSION,
            "changes": listed(
                {
                    "type": "object",
                    "required": ["field", "label"],
                    "properties": {"field": TEXT, "label": TEXT},
                }
            ),
        },
    }
)


def created(policy: EntityPolicy, locale: str) -> Schema:
    """The record, its name alone where it may not be read, or the names of many."""
    one = {"anyOf": [row_ref(policy, locale), ref("Named"), listed(ref("Named"))]}
    return held(one)


def create_body(policy: EntityPolicy, locale: str) -> Schema:
    """One record, or up to a thousand: all or none."""
    one = ref(f"{policy.entity.name}.create")
    return {"anyOf": [one, {"type": "array", "items": one, "maxItems": 1000}]}


def update_body(policy: EntityPolicy, locale: str) -> Schema:
    """Some fields, and in `$base` the values they had when they were read."""
    return ref(f"{policy.entity.name}.patch")


def rows_body(policy: EntityPolicy, locale: str) -> Schema:
    """Up to a thousand records with their ids, each with some fields: all or none."""
    named = {"type": "object", "required": ["id"], "properties": {"id": UUID, "version": VERSION}}
    one = {"allOf": [named, {"type": "object"}]}
    return {"type": "array", "items": one, "maxItems": 1000}


def put_body(policy: EntityPolicy, locale: str) -> Schema:
    """Some fields."""
    return ref(f"{policy.entity.name}.update")


def move_body(policy: EntityPolicy, locale: str) -> Schema:
    """The stage, and what it asks for."""
    pipelines = policy.entity.pipelines
    stages = list(dict.fromkeys(stage.key for each in pipelines for stage in each.stages))
    return {
        "type": "object",
        "required": ["stage"],
        "additionalProperties": False,
        "properties": {
            "stage": {"type": "string", "enum": stages},
            "pipeline": {"type": "string", "enum": [each.name for each in pipelines]},
            "fields": ref(f"{policy.entity.name}.update"),
            "$base": BASE,
            "version": VERSION,
        },
    }
