"""Numbers for every type that takes some: read exactly, never rounded, never guessed.

Taken are JSON numbers and texts with a decimal point and no thousands mark. `10.000,5` is refused:
the screen turns what a person types into the wire form, and a wrong guess is off by a thousand.
"""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext

from engine.kinds.field_type import InvalidValue

DIGITS_MAX = 30
"""Digits before the point, and after it."""
DECIMAL_PATTERN = r"^-?[0-9]{1,30}(\.[0-9]{1,30})?$"

HINT = {
    "pt-BR": 'Envie um número ou um texto com ponto decimal e sem separador de milhar: "1890.00".',
    "en": 'Send a number, or a text with a decimal point and no thousands mark: "1890.00".',
    "es": 'Envíe un número o un texto con punto decimal y sin separador de miles: "1890.00".',
}
NOT_A_NUMBER = {
    "pt-BR": "Isto não é um número.",
    "en": "This is not a number.",
    "es": "Esto no es un número.",
}
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?\Z")
_BEYOND = Decimal(10) ** DIGITS_MAX
_CORRECT = {
    "pt-BR": "Corrija o valor.",
    "en": "Correct the amount.",
    "es": "Corrija el importe.",
}
_SWAPPED = str.maketrans(",.", ".,")

Shown = Callable[[Decimal], Mapping[str, str]]


class RangeTexts:
    """How a type says that a value is out of its bounds: with both, the lower, or the upper."""

    def __init__(self, pt: str, en: str, es: str) -> None:
        self._names = {"pt-BR": pt, "en": en, "es": es}

    def fault(
        self, code: str, low: Decimal | None, high: Decimal | None, shown: Shown
    ) -> InvalidValue:
        """The fault, with its bounds in the digits of each language."""
        templates = _AT_LEAST if high is None else _AT_MOST if low is None else _BETWEEN
        lows, highs = shown(low or Decimal(0)), shown(high or Decimal(0))
        message = {
            locale: text.format(name=self._names[locale], low=lows[locale], high=highs[locale])
            for locale, text in templates.items()
        }
        return InvalidValue(code, message, _CORRECT)


_BETWEEN = {
    "pt-BR": "{name} deve estar entre {low} e {high}.",
    "en": "{name} must be between {low} and {high}.",
    "es": "{name} debe estar entre {low} y {high}.",
}
_AT_LEAST = {
    "pt-BR": "{name} deve ser no mínimo {low}.",
    "en": "{name} must be at least {low}.",
    "es": "{name} debe ser como mínimo {low}.",
}
_AT_MOST = {
    "pt-BR": "{name} deve ser no máximo {high}.",
    "en": "{name} must be at most {high}.",
    "es": "{name} debe ser como máximo {high}.",
}
VALUE = RangeTexts("O valor", "The value", "El valor")


def read_number(value: object) -> Decimal | None:
    """The exact number in `value`; None when there is none. A whole number of more than 30 digits
    gives the first one that no type can keep."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return Decimal(value) if _DECIMAL.match(value) else None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**DIGITS_MAX else _BEYOND * (1 if value > 0 else -1)
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        return value
    return None


def exact(number: Decimal, places: int) -> Decimal | None:
    """The number with this many decimals; None when it has more. Minus zero becomes zero."""
    with localcontext(prec=400):
        kept = number.quantize(Decimal(1).scaleb(-places))
        return kept + 0 if kept == number else None


def check_range(
    number: Decimal,
    low: Decimal | None,
    high: Decimal | None,
    texts: RangeTexts = VALUE,
    shown: Shown | None = None,
) -> None:
    """Refuse a number outside its inclusive bounds."""
    shown = shown or shown_number
    if low is not None and number < low:
        raise texts.fault("min", low, high, shown)
    if high is not None and number > high:
        raise texts.fault("max", low, high, shown)


def shown_number(number: Decimal) -> dict[str, str]:
    """A number in the digits of each language."""
    digits = f"{number:,f}"
    swapped = digits.translate(_SWAPPED)
    return {"pt-BR": swapped, "en": digits, "es": swapped}


def too_many_decimals(places: int) -> InvalidValue:
    """The fault of a number with more decimals than its field keeps."""
    return InvalidValue(
        "decimals",
        {
            "pt-BR": f"O valor tem mais casas decimais do que o campo guarda ({places}).",
            "en": f"The value has more decimals than the field keeps ({places}).",
            "es": f"El valor tiene más decimales de los que guarda el campo ({places}).",
        },
        {
            "pt-BR": "Arredonde antes de enviar.",
            "en": "Round it before sending.",
            "es": "Redondee antes de enviar.",
        },
    )
