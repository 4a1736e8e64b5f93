"""Rating: from one to a few stars, on the wire a JSON number."""

from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field as Setting

from engine.field_types._number import RangeTexts, check_range
from engine.field_types._whole import WHOLE_SCHEMA, read_whole
from engine.kinds.field_type import Column, FieldType, KindOptions, Stored, field_types
from metamodel.field import Field

_TEXTS = RangeTexts("A nota", "The rating", "La nota")


class RatingOptions(KindOptions):
    """`max` is the number of stars."""

    max: int = Setting(5, ge=2, le=10)


@field_types.register
class Rating(FieldType):
    """A whole number from one to `max`; no rating is null."""

    key = "rating"
    editor = "rating"
    expression_type = "integer"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("avg", "min", "max")
    groupable = True
    graphql_type = "Int"
    Options: ClassVar[type[KindOptions]] = RatingOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One integer column."""
        return (Column(pg_type="integer"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a whole number within the scale."""
        options: RatingOptions = self.options(field)
        number = read_whole(value)
        check_range(number, Decimal(1), Decimal(options.max), _TEXTS)
        return {"": int(number)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A whole number, or its digits."""
        options: RatingOptions = self.options(field)
        number = {"type": "integer", "minimum": 1, "maximum": options.max}
        return {"anyOf": [number, WHOLE_SCHEMA]}
