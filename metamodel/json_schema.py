"""JSON Schema (draft 2020-12) of the files of a package, for editors that complete and check
YAML.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from metamodel.catalogue import Catalogue
from metamodel.entity import Entity, Extension
from metamodel.menu import MenuEntry
from metamodel.package import AppManifest
from metamodel.role import Role
from metamodel.value import Growing
from metamodel.view import View

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ALIASES: Mapping[str, tuple[str, str]] = {"View": ("view", "name")}
Schema = dict[str, Any]


def file_schemas(catalogue: Catalogue) -> dict[str, Schema]:
    """One schema for each place of a package, by the pattern of its files."""
    return {
        "app.yaml": _file(AppManifest, catalogue),
        "entities/*.yaml": _file(Entity, catalogue),
        "extends/*.yaml": _optional(_file(Extension, catalogue), "extends"),
        "views/*.yaml": _listed("views", View, catalogue, alone=True),
        "roles.yaml": _listed("roles", Role, catalogue),
        "menu.yaml": _listed("menu", MenuEntry, catalogue),
    }


def _file(model: type[BaseModel], catalogue: Catalogue) -> Schema:
    schema = model.model_json_schema(mode="validation")
    for name, definition in _definitions(schema, model):
        _open(name, definition, catalogue)
    return {"$schema": DIALECT, **schema}


def _listed(
    key: str, model: type[BaseModel], catalogue: Catalogue, *, alone: bool = False
) -> Schema:
    inner = _file(model, catalogue)
    definitions: Schema = inner.pop("$defs", {})
    inner.pop("$schema")
    definitions[model.__name__] = inner
    one = {"$ref": f"#/$defs/{model.__name__}"}
    many = {"type": "array", "items": one}
    held = {
        "type": "object",
        "properties": {key: many},
        "required": [key],
        "additionalProperties": False,
    }
    shapes: list[Schema] = [held, many, *([one] if alone else [])]
    return {"$schema": DIALECT, "$defs": definitions, "anyOf": shapes}


def _definitions(schema: Schema, model: type[BaseModel]) -> list[tuple[str, Schema]]:
    inner: dict[str, Schema] = schema.get("$defs", {})
    return [(model.__name__, schema), *inner.items()]


def _open(name: str, schema: Schema, catalogue: Catalogue) -> None:
    """Bring a schema from the stored form to what YAML may say."""
    properties: dict[str, Schema] = schema.get("properties", {})
    properties.pop("later", None)
    for growing in _growing(Growing):
        if growing.__name__ == name:
            properties |= {key: {} for key in sorted(growing.LATER)}
    schema["properties"] = properties
    for key, value in properties.items():
        if key in _LABELS:
            properties[key] = {"anyOf": [{"type": "string"}, *_branches(value)]}
    if name == "Item":
        inner = dict(schema)
        schema.clear()
        schema["anyOf"] = [{"type": "string"}, inner]
    elif name == "Field":
        _open_field(schema, properties, catalogue)
    elif name == "Entity":
        _optional(schema, "plural")
    elif name in _ALIASES:
        alias, key = _ALIASES[name]
        properties[alias] = dict(properties[key])
        _optional(schema, key)


_LABELS = frozenset(
    {
        "label",
        "label_plural",
        "description",
        "help",
        "placeholder",
        "message",
        "gate_message",
        "group",
    }
)


def _branches(value: Schema) -> list[Schema]:
    return value.get("anyOf", [value])


def _optional(schema: Schema, key: str) -> Schema:
    schema["required"] = [each for each in schema.get("required", ()) if each != key]
    return schema


def _open_field(schema: Schema, properties: dict[str, Schema], catalogue: Catalogue) -> None:
    """The settings of a type stand beside the attributes all fields have."""
    properties.pop("settings", None)
    properties["type"] = {"type": "string", "enum": sorted(catalogue.field_types)}
    branches: list[Schema] = []
    for key, facts in sorted(catalogue.field_types.items()):
        settings: Schema = dict(facts.settings_schema.get("properties", {}))
        branches.append(
            {
                "if": {"properties": {"type": {"const": key}}},
                "then": {
                    "properties": {**dict.fromkeys(properties, True), **settings},
                    "additionalProperties": False,
                },
            }
        )
    schema.pop("additionalProperties", None)
    schema["allOf"] = branches


def _growing(base: type[Growing]) -> list[type[Growing]]:
    return [each for below in base.__subclasses__() for each in (below, *_growing(below))]
