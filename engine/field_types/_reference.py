"""References: the id of a record, sent as text or as `{"id": …}`, the shape a read gives."""

import re
from typing import Any, cast
from uuid import UUID

from engine.kinds.field_type import InvalidValue

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")

ID_SCHEMA: dict[str, Any] = {"type": "string", "format": "uuid"}
REFERENCE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        ID_SCHEMA,
        {"type": "object", "required": ["id"], "properties": {"id": ID_SCHEMA}},
    ]
}


def read_id(value: object) -> UUID:
    """The id in `value`, or a fault that says how to send one."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, dict):
        value = cast("dict[str, object]", value).get("id")
    if isinstance(value, str) and _UUID.match(value):
        return UUID(value)
    raise InvalidValue(
        "reference",
        {
            "pt-BR": "Isto não é o identificador de um registro.",
            "en": "This is not the id of a record.",
            "es": "Esto no es el identificador de un registro.",
        },
        {
            "pt-BR": 'Envie o id (UUID) do registro, ou {"id": "…"}.',
            "en": 'Send the id (UUID) of the record, or {"id": "…"}.',
            "es": 'Envíe el id (UUID) del registro, o {"id": "…"}.',
        },
    )
