"""Whole numbers, for the types that keep some. A text with a point is refused even when only zeros
follow: who typed `1.000` meant a thousand."""

from decimal import Decimal
from typing import Any

from engine.field_types._number import NOT_A_NUMBER, read_number
from engine.kinds.field_type import InvalidValue

WHOLE_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"^-?[0-9]{1,30}$"}

_HINT = {
    "pt-BR": "Envie um número inteiro, sem casas decimais e sem separador de milhar: 1890.",
    "en": "Send a whole number, without decimals and without a thousands mark: 1890.",
    "es": "Envíe un número entero, sin decimales y sin separador de miles: 1890.",
}
_FRACTION = {
    "pt-BR": "Este campo guarda só números inteiros.",
    "en": "This field keeps whole numbers only.",
    "es": "Este campo guarda solo números enteros.",
}


def read_whole(value: object) -> Decimal:
    """The whole number in `value`, or a fault that says how to send one."""
    number = read_number(value)
    if number is None:
        raise InvalidValue("integer", NOT_A_NUMBER, _HINT)
    if "." in value if isinstance(value, str) else number != number.to_integral_value():
        raise InvalidValue("integer", _FRACTION, _HINT)
    return number
