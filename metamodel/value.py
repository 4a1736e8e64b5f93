"""The shape every definition has: frozen, closed, compared and hashed by content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, model_validator


class Value(BaseModel):
    """Base of all frozen values of the language."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class Definition(Value):
    """A value that has an identity of its own. `id` is written once and survives every rename."""

    id: str | None = None


def find_mapping(data: object) -> dict[str, Any] | None:
    """A copy of `data` when it is a mapping as YAML and JSON give it."""
    return dict(cast("dict[str, Any]", data)) if isinstance(data, dict) else None


class Growing(Value):
    """A value of which the language already names more than this version runs.

    Attributes in `LATER` are accepted and kept in `later`, and `check` says that they are not
    active yet.
    """

    LATER: ClassVar[frozenset[str]] = frozenset()
    later: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _keep_later(cls, data: Any) -> Any:
        given = find_mapping(data)
        if given is None:
            return data
        kept = {key: given.pop(key) for key in cls.LATER & given.keys()}
        if kept and isinstance(given.get("later", {}), dict):
            given["later"] = {**given.get("later", {}), **kept}
        return given


JsonValue = Mapping[str, Any] | list[Any] | str | int | float | bool | None


def content_hash(value: Value | JsonValue) -> str:
    """SHA-256 (first 32 hex digits) of the canonical JSON of a value; equal content, equal hash."""
    plain: Any = value
    if isinstance(value, Value):
        plain = value.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
