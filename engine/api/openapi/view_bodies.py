"""Schemas of saved views: what is sent to keep or change one, and what is told of it."""

from engine.api.openapi.operation import Schema
from engine.api.openapi.schemas import TEXT, UUID, VERSION, held, listed, ref
from engine.api.saved_views.sent import LABEL_MAX, LIST_MAX, ROLES_MAX, SORT_MAX

_MAYBE: Schema = {"type": ["string", "null"]}
_HUES = ["gray", "red", "orange", "amber", "lime", "green", "teal", "cyan", "blue", "indigo",
         "violet", "pink"]  # fmt: skip


def _list(name: str, of: Schema) -> Schema:
    return {"type": ["array", "null"], "maxItems": LIST_MAX[name], "items": of}


_PARTS: dict[str, Schema] = {
    "label": {"type": "string", "minLength": 1, "maxLength": LABEL_MAX},
    "scope": {"type": "string", "enum": ["personal", "role", "clinic"]},
    "roles": {"type": "array", "maxItems": ROLES_MAX, "items": TEXT},
    "kind": TEXT,
    "filter": _MAYBE,
    "sort": {"type": ["string", "null"], "maxLength": SORT_MAX},
    "columns": _list("columns", TEXT),
    "field": _MAYBE,
    "group": _MAYBE,
    "measures": _list(
        "measures",
        {
            "type": "object",
            "required": ["fn"],
            "additionalProperties": False,
            "properties": {"fn": TEXT, "field": _MAYBE},
        },
    ),
    "color_rules": _list(
        "color_rules",
        {
            "type": "object",
            "required": ["when", "color"],
            "additionalProperties": False,
            "properties": {"when": TEXT, "color": {"type": "string", "enum": _HUES}},
        },
    ),
    "density": {"enum": ["compact", "normal", "relaxed", None]},
    "card": _MAYBE,
    "settings": {"type": ["object", "null"]},
}
NEW_VIEW: Schema = {
    "type": "object",
    "required": ["entity", "label", "kind"],
    "additionalProperties": False,
    "properties": {"entity": TEXT, **_PARTS},
}
VIEW_CHANGE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {**_PARTS, "version": VERSION},
}
CHOICE: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {"pinned": {"type": "boolean"}, "default": {"type": "boolean"}},
}
_SAVED: Schema = {
    "type": "object",
    "required": ["key", "kind", "label", "entity", "saved"],
    "properties": {
        "key": TEXT,
        "kind": TEXT,
        "label": TEXT,
        "entity": TEXT,
        "problems": listed(TEXT),
        "saved": {
            "type": "object",
            "required": ["id", "version", "scope", "roles", "owner", "can_change"],
            "properties": {
                "id": UUID,
                "version": VERSION,
                "scope": _PARTS["scope"],
                "roles": listed(TEXT),
                "owner": {"anyOf": [ref("Reference"), {"type": "null"}]},
                "can_change": {"type": "boolean"},
            },
        },
    },
}
ONE_VIEW: Schema = held(_SAVED)
VIEW_GONE: Schema = held({"type": "object", "required": ["key"], "properties": {"key": TEXT}})
ALL_VIEWS: Schema = held(
    listed(_SAVED),
    far_fields={"type": "object"},
    pinned={"type": "object", "additionalProperties": {"type": "boolean"}},
    defaults={"type": "object", "additionalProperties": TEXT},
    can_share={"type": "boolean"},
    roles=listed({"type": "object", "required": ["key", "label"]}),
)
