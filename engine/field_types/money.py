"""Money: numeric(14,2) in one currency, on the wire a decimal string (`"1890.00"`).

Input is a JSON number or a string with a decimal point and no thousands mark. `10.000,5` is
refused rather than guessed: the screen turns what a person types into the wire form, and a wrong
guess here is off by a thousand.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._number import HINT, RangeTexts, check_range, exact, read_number
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

_LIMIT = Decimal("999999999999.99")
_TEXTS = RangeTexts("O valor", "The amount", "El importe")


class MoneyOptions(KindOptions):
    """`currency` is an ISO 4217 code; `min` and `max` are inclusive."""

    currency: str = Setting(
        "BRL",
        pattern="^[A-Z]{3}$",
        json_schema_extra={
            "x-shape": {
                "pt-BR": "use o código da moeda, três letras maiúsculas, como BRL",
                "en": "use the currency code, three capital letters, such as BRL",
            }
        },
    )
    min: Decimal | None = None
    max: Decimal | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "MoneyOptions":
        expect_order("min", self.min, "max", self.max)
        return self


@field_types.register
class Money(FieldType):
    """An amount with two decimals."""

    key = "money"
    editor = "money"
    expression_type = "money"
    operators = ("=", "!=", "<", "<=", ">", ">=", "between", "in", "is empty")
    aggregates = ("sum", "avg", "min", "max")
    Options: ClassVar[type[KindOptions]] = MoneyOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One numeric column."""
        return (Column(pg_type="numeric(14,2)"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an exact amount; never round."""
        options: MoneyOptions = self.options(field)
        amount = read_number(value)
        if amount is None:
            raise _no_amount()

        def shown(bound: Decimal) -> dict[str, str]:
            return _shown(bound, options.currency)

        if not -_LIMIT <= amount <= _LIMIT:
            low = -_LIMIT if options.min is None else options.min
            high = _LIMIT if options.max is None else options.max
            raise _TEXTS.fault("money_limit", low, high, shown)
        cents = exact(amount, 2)
        if cents is None:
            raise InvalidValue(
                "decimals",
                {
                    "pt-BR": "O valor tem mais de duas casas decimais.",
                    "en": "The amount has more than two decimals.",
                    "es": "El valor tiene más de dos decimales.",
                },
                {
                    "pt-BR": "Arredonde para centavos antes de enviar.",
                    "en": "Round it to cents before sending.",
                    "es": "Redondee a centavos antes de enviar.",
                },
            )
        check_range(cents, options.min, options.max, _TEXTS, shown)
        return {"": cents}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A decimal string or a number."""
        options: MoneyOptions = self.options(field)
        number: dict[str, Any] = {"type": "number"}
        if options.min is not None:
            number["minimum"] = float(options.min)
        if options.max is not None:
            number["maximum"] = float(options.max)
        return {"anyOf": [{"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, number]}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """The digits as text, so that no reader rounds them."""
        return f"({columns['']})::text"


def _no_amount() -> InvalidValue:
    return InvalidValue(
        "money",
        {
            "pt-BR": "Isto não é um valor em dinheiro.",
            "en": "This is not an amount of money.",
            "es": "Esto no es un importe.",
        },
        HINT,
    )


_SYMBOLS = {"BRL": "R$", "USD": "US$", "EUR": "€"}
_SWAPPED = str.maketrans(",.", ".,")


def _shown(amount: Decimal, currency: str) -> dict[str, str]:
    """The amount as people write it, by locale; sign first, symbol and digits kept on one line."""
    sign = "-" if amount < 0 else ""
    symbol = f"{sign}{_SYMBOLS.get(currency, currency)}\u00a0"
    digits = f"{abs(amount):,.2f}"
    swapped = digits.translate(_SWAPPED)
    return {"pt-BR": symbol + swapped, "en": symbol + digits, "es": symbol + swapped}
