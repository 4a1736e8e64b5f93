"""The shape every definition has: frozen, closed, compared and hashed by content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict



class Value(BaseModel):
    """Base of all frozen values of the language."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class Definition(Value):
    """A value that has an identity of its own. `id` is written once and survives every rename."""

    id: str | None = None


def content_hash(value: Value | Mapping[str, Any] | list[Any] | str | int | float | bool | None) -> str:
    """SHA-256 (first 32 hex digits) of the canonical JSON of a value; equal content, equal hash."""
    plain = value.model_dump(mode="json", exclude_defaults=True) if isinstance(value, Value) else value
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
