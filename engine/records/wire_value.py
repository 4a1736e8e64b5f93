"""A stored value as it looks on the wire, without a read: for conflicts and history."""

import json
from typing import Any

from engine.kinds.field_type import Stored, field_types, wire_plain
from metamodel.field import Field


def wire_value(field: Field, stored: Stored) -> Any:
    """The wire value; links are ids without titles (the caller reads the record anew for those)."""
    return _shown(field, stored, kept=False)


def kept_value(field: Field, stored: Stored) -> Any:
    """What history keeps of a value: cleaning it gives the same column values again."""
    return _shown(field, stored, kept=True)


def _shown(field: Field, stored: Stored, *, kept: bool) -> Any:
    kind = field_types[field.type]
    if all(value is None for value in stored.values()):
        return None
    if kind.relation == "any":
        return {key: wire_plain(value) for key, value in stored.items()}
    if kind.relation == "many":
        texts = stored.get("attributes") or ("{}",) * len(stored[""])
        return [
            {"id": str(each), **json.loads(text)}
            for each, text in zip(stored[""], texts, strict=True)
        ]
    if kind.relation == "one":
        return {"id": str(stored[""])}
    return kind.kept(stored, field) if kept else kind.wire(stored, field)
