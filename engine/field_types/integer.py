"""Integer: a whole number, on the wire a JSON number."""

from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._number import VALUE, check_range, shown_number
from engine.field_types._whole import WHOLE_SCHEMA, read_whole
from engine.kinds.field_type import (
    Column,
    FieldType,
    KindOptions,
    Stored,
    expect_order,
    field_types,
)
from metamodel.field import Field

LIMIT = 2**53 - 1
"""The greatest whole number every JSON reader keeps exact."""


class IntegerOptions(KindOptions):
    """`min` and `max` are inclusive."""

    min: int | None = Setting(None, ge=-LIMIT, le=LIMIT)
    max: int | None = Setting(None, ge=-LIMIT, le=LIMIT)

    @model_validator(mode="after")
    def _in_order(self) -> "IntegerOptions":
        expect_order("min", self.min, "max", self.max)
        return self


@field_types.register
class Integer(FieldType):
    """A whole number."""

    key = "integer"
    editor = "integer"
    expression_type = "integer"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("sum", "avg", "min", "max")
    groupable = True
    graphql_type = "Float"
    Options: ClassVar[type[KindOptions]] = IntegerOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One bigint column."""
        return (Column(pg_type="bigint"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a whole number; `5.0` is one, `5.5` is not."""
        options: IntegerOptions = self.options(field)
        low = None if options.min is None else Decimal(options.min)
        high = None if options.max is None else Decimal(options.max)
        number = read_whole(value)
        if not -LIMIT <= number <= LIMIT:
            raise VALUE.fault(
                "number_limit",
                Decimal(-LIMIT) if low is None else low,
                Decimal(LIMIT) if high is None else high,
                shown_number,
            )
        check_range(number, low, high)
        return {"": int(number)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A whole number, or its digits."""
        options: IntegerOptions = self.options(field)
        low = -LIMIT if options.min is None else options.min
        high = LIMIT if options.max is None else options.max
        return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, WHOLE_SCHEMA]}
