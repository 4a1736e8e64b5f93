"""The answer of a record's activity."""

from engine.api.openapi.schemas import ANY, TEXT, UUID, Schema, held, listed, ref

_COUNT: Schema = {
    "type": "object",
    "required": ["value", "capped"],
    "properties": {"value": {"type": "integer"}, "capped": {"type": "boolean"}},
}
_ENTRY: Schema = {
    "type": "object",
    "required": ["kind", "id", "at"],
    "properties": {
        "kind": TEXT,
        "id": TEXT,
        "at": {"type": "string", "format": "date-time"},
        "version": {"type": "object"},
        "record": {"type": "object", "required": ["id"], "properties": {"id": UUID}},
    },
}
_KIND: Schema = {
    "type": "object",
    "required": ["kind", "count"],
    "properties": {"kind": TEXT, "count": _COUNT},
}
_PAGE = held(listed(_ENTRY), page=ref("Page"))
ACTIVITY: Schema = {
    **_PAGE,
    "properties": {**_PAGE["properties"], "kinds": listed(_KIND), "stays": ANY},
}
