"""Duration: how long something takes, in whole seconds. On the wire a number; `1h30`, `1:30`,
`90 min` and `PT1H30M` are taken too."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._duration import read_seconds, shown_seconds
from engine.field_types._number import RangeTexts, check_range, read_number
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    expect_order,
    field_types,
)
from metamodel.field import Field

LIMIT = 315_360_000
"""Ten years of 365 days, in seconds."""
_TEXTS = RangeTexts("A duração", "The duration", "La duración")


class DurationOptions(KindOptions):
    """`min` and `max` are inclusive, in seconds."""

    min: int | None = Setting(None, ge=0, le=LIMIT)
    max: int | None = Setting(None, ge=0, le=LIMIT)

    @model_validator(mode="after")
    def _in_order(self) -> "DurationOptions":
        expect_order("min", self.min, "max", self.max)
        return self


@field_types.register
class Duration(FieldType):
    """A length of time, from nothing to ten years."""

    key = "duration"
    editor = "duration"
    expression_type = "duration"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("sum", "avg", "min", "max")
    groupable = True
    graphql_type = "Int"
    Options: ClassVar[type[KindOptions]] = DurationOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One interval column."""
        return (Column(pg_type="interval"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take whole seconds, or a text that says hours and minutes."""
        options: DurationOptions = self.options(field)
        seconds = _read(value)
        if seconds is None:
            raise _no_duration()
        low = Decimal(options.min or 0)
        high = Decimal(LIMIT if options.max is None else options.max)
        check_range(seconds, low, high, _TEXTS, _shown)
        return {"": timedelta(seconds=int(seconds))}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """Whole seconds, or a text."""
        options: DurationOptions = self.options(field)
        high = LIMIT if options.max is None else options.max
        number = {"type": "integer", "minimum": options.min or 0, "maximum": high}
        return {"anyOf": [number, {"type": "string", "maxLength": 60, "examples": ["1h30"]}]}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """Whole seconds."""
        return f"extract(epoch from {columns['']})::bigint"


def _read(value: object) -> Decimal | None:
    if isinstance(value, timedelta):
        return None if value.microseconds else Decimal(value // timedelta(seconds=1))
    if isinstance(value, str):
        seconds = read_seconds(value)
        return None if seconds is None else Decimal(seconds)
    number = read_number(value)
    return number if number is not None and number == number.to_integral_value() else None


def _shown(seconds: Decimal) -> dict[str, str]:
    return dict.fromkeys(("pt-BR", "en", "es"), shown_seconds(int(seconds)))


def _no_duration() -> InvalidValue:
    return InvalidValue(
        "duration",
        {
            "pt-BR": "Isto não é uma duração.",
            "en": "This is not a duration.",
            "es": "Esto no es una duración.",
        },
        {
            "pt-BR": "Envie os segundos (5400) ou escreva 1h30, 1:30 ou 90 min.",
            "en": "Send the seconds (5400), or write 1h30, 1:30 or 90 min.",
            "es": "Envíe los segundos (5400) o escriba 1h30, 1:30 o 90 min.",
        },
    )
