"""Reads and writes one attribute of a definition in plain form, by dotted path."""

import re
from typing import Any, cast

from metamodel.field import Field
from metamodel.structure import CHILDREN, Plain
from metamodel.value import content_hash

_TEXT_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def attribute_parts(kind: str, path: str) -> tuple[str, ...] | None:
    """The keys on the way to an attribute; None when it is not one that can be set.

    A setting of a field may be named without `settings.` before it.
    """
    parts = tuple(path.split("."))
    first = parts[0]
    if not all(parts) or first == "id" or first in CHILDREN.get(kind, {}):
        return None
    if kind in ("field", "attribute") and first not in Field.model_fields:
        return ("settings", *parts)
    return parts


def read_attribute(kind: str, body: Plain, path: str) -> Any:
    """The value at a path, None when there is none."""
    value: Any = body
    for part in attribute_parts(kind, path) or ():
        if not isinstance(value, dict):
            return None
        value = cast("Plain", value).get(part)
    return value


def write_attribute(kind: str, body: Plain, path: str, value: Any) -> bool:
    """Set (or with None take away) the value at a path; False when the path cannot be set."""
    parts = attribute_parts(kind, path)
    if parts is None:
        return False
    inner = body
    for part in parts[:-1]:
        below = inner.get(part)
        if below is None:
            below = inner[part] = {}
        if not isinstance(below, dict):
            return False
        inner = cast("Plain", below)
    if value is None:
        inner.pop(parts[-1], None)
    else:
        inner[parts[-1]] = value
    return True


def base_hash(kind: str, body: Plain, path: str) -> str:
    """The hash an edit keeps of the vendor's value that it replaces."""
    return content_hash(read_attribute(kind, body, path))


def find_forbidden(value: Any) -> str | None:
    """A character no database text can hold, anywhere inside a value."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            if found := _TEXT_FORBIDDEN.search(current):
                return f"U+{ord(found[0]):04X}"
        elif isinstance(current, dict):
            mapping = cast("dict[Any, Any]", current)
            waiting += [*mapping.keys(), *mapping.values()]
        elif isinstance(current, list | tuple):
            waiting += cast("list[Any]", current)
    return None
