"""The contract of a field type: storage, cleaning, reading. One file per type in
`engine/field_types/`.

A type with a relation (link, links, member, any_link) is read and joined by the compiler, which
knows relations;
every other type says how its columns become JSON.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from engine.core.errors import Text
from engine.kinds.registry import Registry
from metamodel.catalogue import Relation
from metamodel.field import Field

Stored = Mapping[str, Any]  # column suffix -> value asyncpg can bind; "" is the field's own column


class KindOptions(BaseModel):
    """Base of a type's own settings: closed and frozen, and the source of the designer's form."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoOptions(KindOptions):
    """For types without settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One physical column of a field. `suffix` is "" for the value itself, else e.g. `since`,
    `wa_id`. `fixed` names a column every record has (`_created_at`): such a field is never written
    and adds no column of its own."""

    suffix: str = ""
    pg_type: str
    references: Literal["target", "member", "team"] | None = None
    fixed: str | None = None


class InvalidValue(ValueError):
    """The value does not fit the type. Raised by `clean`; the write door turns it into a fault on
    the field."""

    def __init__(self, code: str, message: Text, hint: Text | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.hint = code, message, hint


def expect_order(low_name: str, low: Any, high_name: str, high: Any) -> None:
    """Refuse settings of which the lower bound is above the upper one."""
    if low is None or high is None or low <= high:
        return
    raise InvalidValue(
        "settings_conflict",
        {
            "pt-BR": f"{low_name} ({low}) é maior que {high_name} ({high}).",
            "en": f"{low_name} ({low}) is more than {high_name} ({high}).",
            "es": f"{low_name} ({low}) es mayor que {high_name} ({high}).",
        },
        {
            "pt-BR": f"Troque os dois valores, ou corrija {low_name} ou {high_name}.",
            "en": f"Swap the two values, or correct {low_name} or {high_name}.",
            "es": f"Intercambie los dos valores, o corrija {low_name} o {high_name}.",
        },
    )


class FieldType(ABC):
    """A field type. Required: `key`, `columns`, `clean`, `json_schema`; the rest has defaults."""

    key: str
    editor: ClassVar[str]
    expression_type: ClassVar[
        str
    ]  # a type name of metamodel.expression: text, choice, money, instant, link, ...
    relation: ClassVar[Relation] = "none"
    needs: ClassVar[
        tuple[str, ...]
    ] = ()  # attributes of the definition that must be set: options, to, pipeline
    operators: ClassVar[tuple[str, ...]] = ("=", "!=", "in", "is empty")
    aggregates: ClassVar[tuple[str, ...]] = ()
    sortable: ClassVar[bool] = True
    groupable: ClassVar[bool] = False
    searchable: ClassVar[bool] = False
    searched_by_digits: ClassVar[bool] = False  # however a number is written, its digits count
    folded: ClassVar[bool] = False  # text whose equality, order and search go through nexus.fold
    is_list: ClassVar[bool] = False  # an array column: in expressions a list of `expression_type`
    is_engine: ClassVar[bool] = False  # its value comes from the write door, never from a caller
    has_rows: ClassVar[bool] = False  # its values are records written together with this one
    holds: ClassVar[tuple[str, ...]] = ()  # types whose values may stay in place
    leads_to: ClassVar[Literal["member", "team"] | None] = None  # the system entity of its values
    compared: ClassVar[str] = ""  # suffix of the column that expressions look at
    graphql_type: ClassVar[str] = "String"
    Options: ClassVar[type[KindOptions]] = NoOptions

    @abstractmethod
    def columns(self, field: Field) -> tuple[Column, ...]:
        """The physical columns; empty when the value lives in a join table or on the other side."""

    @abstractmethod
    def clean(self, value: Any, field: Field) -> Stored:
        """Turn what was sent (never None) into column values, or raise InvalidValue. Pure."""

    @abstractmethod
    def json_schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema of the value on the wire."""

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """SQL of the JSON value, given the SQL of each column by suffix. Default: the column
        itself."""
        return columns[""]

    def searched_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """SQL of the text that search and its index look into, before folding. Default: the
        column expressions look at."""
        return columns[self.compared]

    def wire(self, stored: Stored, field: Field) -> Any:
        """The wire value of column values as `clean` gives them: what a read shows, titles aside.
        Default: the value itself; a jsonb column is read from its text."""
        return wire_plain(stored[""], is_json=self.columns(field)[0].pg_type == "jsonb")

    def kept(self, stored: Stored, field: Field) -> Any:
        """What history keeps: a wire value that `clean` turns into these very column values."""
        return self.wire(stored, field)

    def to_text(self, value: Any, field: Field) -> Any:
        """A stored value as a type that takes single texts is sent it. Default: itself."""
        return value

    def of_text(self, text: str, field: Field) -> Any:
        """A text of another type in the form in which it is sent to this one. Default: itself."""
        return text

    def export(self, value: Any, field: Field) -> str:
        """A cell of a CSV, from the wire value."""
        return "" if value is None else str(value)

    def options(self, field: Field) -> Any:
        """The type's own settings, parsed. Raises pydantic.ValidationError on bad settings."""
        return self.Options.model_validate(field.settings)


def wire_plain(value: Any, *, is_json: bool = False) -> Any:
    """A column's value as JSON: exact digits as text, moments and days in ISO 8601, spans in
    seconds."""
    if is_json and isinstance(value, str):
        return json.loads(value)
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case list() | tuple():
            return [wire_plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
        case _:
            return str(value)


field_types: Registry[FieldType] = Registry("engine.field_types")
