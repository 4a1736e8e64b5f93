"""Position: where a record stands among others when people order them by hand. A fractional rank:
to move a record writes that record alone. On the wire a decimal string.

When a new record says nothing, the write door puts it last: `place_last` of the greatest rank.
"""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Any

from engine.field_types._number import DECIMAL_PATTERN, DIGITS_MAX, HINT, NOT_A_NUMBER, read_number
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

LIMIT = Decimal(10) ** 18
_PRECISION = 120


def place_last(greatest: Decimal | None) -> Decimal:
    """The rank after every other, given the greatest there is: the next whole number."""
    if greatest is None:
        return Decimal(1)
    with localcontext(prec=_PRECISION):
        return greatest.to_integral_value(ROUND_FLOOR) + 1


def place_between(before: Decimal, after: Decimal) -> Decimal | None:
    """The rank with the fewest decimals between two others, as near the middle as it can be; None
    when they are not in order or no rank of 30 decimals fits, so that the list is numbered anew."""
    with localcontext(prec=_PRECISION):
        middle = (before + after) / 2
        for places in range(DIGITS_MAX + 1):
            rank = middle.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)
            for found in (rank, rank + Decimal(1).scaleb(-places)):
                if before < found < after:
                    return found
    return None


@field_types.register
class Position(FieldType):
    """A rank; equal ranks are ordered by the record's id."""

    key = "position"
    editor = "position"
    expression_type = "decimal"
    operators = ("=", "<", "<=", ">", ">=", "between", "is empty")
    aggregates = ("min", "max")

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One numeric column."""
        return (Column(pg_type="numeric"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a number of up to 18 digits and 30 decimals; needless zeros go."""
        number = read_number(value)
        if number is None:
            raise InvalidValue("position", NOT_A_NUMBER, HINT)
        with localcontext(prec=_PRECISION):
            plain = number.normalize() + 0
        exponent = plain.as_tuple().exponent
        if not isinstance(exponent, int) or abs(plain) >= LIMIT or exponent < -DIGITS_MAX:
            raise InvalidValue(
                "position",
                {
                    "pt-BR": "Esta posição tem dígitos demais.",
                    "en": "This position has too many digits.",
                    "es": "Esta posición tiene demasiados dígitos.",
                },
                {
                    "pt-BR": "Use um número entre as posições vizinhas, com até 30 casas decimais.",
                    "en": "Use a number between the positions beside it, of at most 30 decimals.",
                    "es": "Use un número entre las posiciones vecinas, con hasta 30 decimales.",
                },
            )
        return {"": Decimal(format(plain, "f"))}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A decimal string or a number."""
        return {"anyOf": [{"type": "string", "pattern": DECIMAL_PATTERN}, {"type": "number"}]}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """The digits as text, so that no reader rounds them."""
        return f"({columns['']})::text"
