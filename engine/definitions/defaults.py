"""Defaults as SQL literals, for rows that exist when a field becomes required."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from engine.definitions.allocate import identity
from engine.definitions.physical_names import quote_text
from engine.kinds.field_type import FieldType, InvalidValue
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model

__all__ = ["find_literals", "literal"]

Literals = Mapping[str, Mapping[str, str]]  # field id -> column suffix -> SQL


def find_literals(model: Model, kinds: Mapping[str, FieldType]) -> Literals:
    """What each field's columns are filled with; absent when it has no constant default."""
    found: dict[str, Mapping[str, str]] = {}
    for entity in model.entities:
        for field in entity.fields:
            literals = _of_field(entity, field, kinds[field.type])
            if literals:
                found[identity(field)] = literals
    return found


def _of_field(entity: Entity, field: Field, kind: FieldType) -> dict[str, str]:
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    value: Any = pipeline.first_stage if pipeline else field.default
    if value is None or (isinstance(value, str) and value.startswith("$")):
        return {}
    try:
        stored = dict(kind.clean(value, field))
    except InvalidValue:
        return {}
    types = {column.suffix: column.pg_type for column in kind.columns(field)}
    literals = {
        suffix: literal(each, types[suffix])
        for suffix, each in stored.items()
        if suffix in types and each is not None
    }
    if pipeline and types.get("since") == "timestamptz":
        literals.setdefault("since", "now()")  # when records entered a pipeline they did not have
    return literals


def literal(value: object, pg_type: str) -> str:
    """A value as SQL of its type."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        items = ", ".join(quote_text(str(each)) for each in cast("list[object]", value))
        return f"array[{items}]::{pg_type}"
    if isinstance(value, int | float | Decimal | str | UUID):
        return f"{quote_text(str(value))}::{pg_type}"
    if isinstance(value, datetime | date | time):
        return f"{quote_text(value.isoformat())}::{pg_type}"
    if isinstance(value, timedelta):
        seconds = quote_text(f"{value // timedelta(seconds=1)} seconds")
        return f"{seconds}::{pg_type}"
    raise TypeError(f"no literal for {type(value).__name__}")
