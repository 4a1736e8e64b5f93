"""What decimal and percent share: exact digits in a numeric column, decimals and bounds as
settings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._number import (
    DECIMAL_PATTERN,
    HINT,
    NOT_A_NUMBER,
    VALUE,
    check_range,
    exact,
    read_number,
    shown_number,
    too_many_decimals,
)
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    expect_order,
)
from metamodel.field import Field

LIMIT = Decimal(10) ** 15 - 1


class DecimalOptions(KindOptions):
    """`decimals` is how many the field keeps; `min` and `max` are inclusive."""

    decimals: int = Setting(2, ge=0, le=10)
    min: Decimal | None = Setting(None, ge=-LIMIT, le=LIMIT)
    max: Decimal | None = Setting(None, ge=-LIMIT, le=LIMIT)

    @model_validator(mode="after")
    def _in_order(self) -> "DecimalOptions":
        expect_order("min", self.min, "max", self.max)
        return self


class ExactNumber(FieldType):
    """A number with a fixed number of decimals."""

    expression_type = "decimal"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("sum", "avg", "min", "max")
    Options: ClassVar[type[KindOptions]] = DecimalOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One numeric column; the digits are counted by the cleaning."""
        return (Column(pg_type="numeric"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an exact number; never round."""
        options: DecimalOptions = self.options(field)
        number = read_number(value)
        if number is None:
            raise InvalidValue(self.key, NOT_A_NUMBER, HINT)
        if not -LIMIT <= number <= LIMIT:
            low = -LIMIT if options.min is None else options.min
            high = LIMIT if options.max is None else options.max
            raise VALUE.fault("number_limit", low, high, shown_number)
        kept = exact(number, options.decimals)
        if kept is None:
            raise too_many_decimals(options.decimals)
        check_range(kept, options.min, options.max)
        return {"": kept}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A decimal string or a number."""
        options: DecimalOptions = self.options(field)
        number: dict[str, Any] = {"type": "number"}
        if options.min is not None:
            number["minimum"] = float(options.min)
        if options.max is not None:
            number["maximum"] = float(options.max)
        return {"anyOf": [{"type": "string", "pattern": DECIMAL_PATTERN}, number]}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """The digits as text, so that no reader rounds them."""
        return f"({columns['']})::text"
