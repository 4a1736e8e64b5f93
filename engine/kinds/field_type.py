"""The contract of a field type: storage, cleaning, reading. One file per type in
`engine/field_types/`.

A type with a relation (link, links, member, any_link) is read and joined by the compiler, which
knows relations;
every other type says how its columns become JSON.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
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
    `wa_id`."""

    suffix: str = ""
    pg_type: str
    references: Literal["target", "member"] | None = None


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
    holds: ClassVar[tuple[str, ...]] = ()  # types whose values may stay in place
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

    def export(self, value: Any, field: Field) -> str:
        """A cell of a CSV, from the wire value."""
        return "" if value is None else str(value)

    def options(self, field: Field) -> Any:
        """The type's own settings, parsed. Raises pydantic.ValidationError on bad settings."""
        return self.Options.model_validate(field.settings)


field_types: Registry[FieldType] = Registry("engine.field_types")
