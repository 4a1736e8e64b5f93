"""What an integrator learns of the entities: which there are, and the JSON Schema of a write."""

from typing import Any

from engine.access.fields import EXTERNAL_IDS, record_fields
from engine.access.policy import SERVED, EntityPolicy, Policy
from engine.kinds.field_type import field_types
from engine.records.external_id_values import ID_MAX, SYSTEMS_MAX
from metamodel.label import resolve_label
from metamodel.names import NAME_MAX, NAME_PATTERN


def describe_entities(policy: Policy, locale: str) -> list[dict[str, Any]]:
    """The entities this actor may see, with what it may do there."""
    seen = (entity for name in policy.entities if (entity := policy.find(name)) is not None)
    return [
        {
            "name": each.entity.name,
            "plural": each.entity.plural,
            "label": resolve_label(each.entity.label, locale, each.entity.name),
            "can": {operation: each.can(operation) for operation in SERVED},
        }
        for each in seen
    ]


def describe_schema(policy: EntityPolicy, locale: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the fields the actor sees, read-only where it cannot write."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, field in record_fields(policy.entity).items():
        state = policy.access(name)
        if not state.is_visible:
            continue
        schema = field_types[field.type].json_schema(field)
        title = resolve_label(field.label, locale, name)
        if field.required and state.is_writable and field.default is None:
            required.append(name)
            properties[name] = {**schema, "title": title}
        else:
            properties[name] = {"anyOf": [schema, {"type": "null"}], "title": title}
        if not state.is_writable:
            properties[name]["readOnly"] = True
    properties[EXTERNAL_IDS.name] = _external_ids(policy, locale)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": resolve_label(policy.entity.label, locale, policy.entity.name),
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }


def _external_ids(policy: EntityPolicy, locale: str) -> dict[str, Any]:
    """Ids of other systems: null takes one away."""
    an_id = {"type": ["string", "integer", "null"], "minLength": 1, "maxLength": ID_MAX}
    schema: dict[str, Any] = {
        "type": "object",
        "title": resolve_label(EXTERNAL_IDS.label, locale, EXTERNAL_IDS.name),
        "propertyNames": {
            "pattern": "^" + NAME_PATTERN.pattern.replace("\\Z", "$"),
            "maxLength": NAME_MAX,
        },
        "additionalProperties": an_id,
        "maxProperties": SYSTEMS_MAX,
    }
    is_writable = policy.can("create") or policy.can("update")
    return schema if is_writable else {**schema, "readOnly": True}
