"""Barcode: what a scanner reads, or a person types, of a bar code or a QR code; on the wire a text.

EAN codes end in a check digit, so a digit read or typed wrong is noticed here.
"""

import re
from typing import Any, ClassVar, Literal

from engine.field_types._text import clean_line, clean_lines
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    field_types,
)
from metamodel.field import Field

Format = Literal["any", "ean13", "ean8", "code128", "qr"]
ANY_MAX = 255
CODE128_MAX = 80
QR_MAX = 2953
"""Bytes the largest QR code holds."""
_GROUPING = re.compile(r"[\s-]")
_DIGITS = {"ean13": 13, "ean8": 8}


class BarcodeOptions(KindOptions):
    """`format` is the symbology the field takes; `any` takes whatever was read."""

    format: Format = "any"


@field_types.register
class Barcode(FieldType):
    """The content of a code."""

    key = "barcode"
    editor = "barcode"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    Options: ClassVar[type[KindOptions]] = BarcodeOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take what the field's symbology can hold; the spaces of an EAN go."""
        options: BarcodeOptions = self.options(field)
        if options.format == "qr":
            text = clean_lines(value, min_length=0, max_length=QR_MAX)
            if text is not None and len(text.encode()) > QR_MAX:
                raise _no_code(_QR)
            return {"": text}
        text = clean_line(value, min_length=0, max_length=ANY_MAX)
        if text is None or options.format == "any":
            return {"": text}
        if options.format == "code128":
            if len(text) > CODE128_MAX or not text.isascii():
                raise _no_code(_CODE128)
            return {"": text}
        digits = _GROUPING.sub("", text)
        if not _is_ean(digits, _DIGITS[options.format]):
            raise _no_code(_EAN13 if options.format == "ean13" else _EAN8)
        return {"": digits}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A text."""
        options: BarcodeOptions = self.options(field)
        return {"type": "string", "maxLength": QR_MAX if options.format == "qr" else ANY_MAX}


def _is_ean(digits: str, length: int) -> bool:
    """Whether the weighted sum of all digits, the check digit included, is a multiple of ten."""
    if len(digits) != length or not (digits.isascii() and digits.isdigit()):
        return False
    return sum(int(each) * (3, 1)[at % 2] for at, each in enumerate(reversed(digits), 1)) % 10 == 0


def _no_code(hint: dict[str, str]) -> InvalidValue:
    return InvalidValue(
        "barcode",
        {
            "pt-BR": "Este código não é válido.",
            "en": "This code is not valid.",
            "es": "Este código no es válido.",
        },
        hint,
    )


_EAN13 = {
    "pt-BR": "Leia o código de novo: são 13 dígitos, e o último confere os outros.",
    "en": "Read the code again: it has 13 digits, of which the last one checks the others.",
    "es": "Lea el código de nuevo: son 13 dígitos, y el último comprueba los otros.",
}
_EAN8 = {
    "pt-BR": "Leia o código de novo: são 8 dígitos, e o último confere os outros.",
    "en": "Read the code again: it has 8 digits, of which the last one checks the others.",
    "es": "Lea el código de nuevo: son 8 dígitos, y el último comprueba los otros.",
}
_CODE128 = {
    "pt-BR": f"Use até {CODE128_MAX} letras sem acento, dígitos e sinais.",
    "en": f"Use at most {CODE128_MAX} letters without accents, digits and signs.",
    "es": f"Use hasta {CODE128_MAX} letras sin acento, dígitos y signos.",
}
_QR = {
    "pt-BR": f"Encurte o texto: um código QR guarda até {QR_MAX} bytes.",
    "en": f"Shorten the text: a QR code holds at most {QR_MAX} bytes.",
    "es": f"Acorte el texto: un código QR guarda hasta {QR_MAX} bytes.",
}
