"""Phone: E.164 (`+5511904127783`), from whatever people paste, with the raw WhatsApp id beside it.

Brazilian mobile numbers written without the ninth digit (`+55 11 8765-4321`) get it, so that one
person is one number; landlines (first digit 2 to 5) stay. WhatsApp still names some accounts
without it: a value that is a WhatsApp id (`551187654321@s.whatsapp.net`) keeps its digits in
`wa_id`, where answers must be sent.
"""

import re
from typing import Any, ClassVar

import phonenumbers
from phonenumbers import PhoneNumber
from pydantic import Field as Setting

from engine.field_types._text import clean_line
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    field_types,
)
from metamodel.field import Field

_WHATSAPP_ID = re.compile(r"\+?(\d{8,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)\Z")
_EXTENSION = re.compile(r"\bramal\b", re.IGNORECASE)
_BRAZIL = 55
_OLD_MOBILE = re.compile(r"[1-9]{2}[6-9]\d{7}\Z")
_BRAZILIAN = re.compile(r"(?:[1-9]{2}(?:9\d{8}|[2-5]\d{7})|[3-9]00\d{6,8}|[34]00\d{5})\Z")

_HINT = {
    "pt-BR": "Escreva com DDD, (11) 90412-7783, ou com o código do país, +351 912 345 678.",
    "en": "Write the area code, (11) 90412-7783, or the country code, +351 912 345 678.",
    "es": "Escriba el código de área, (11) 90412-7783, o el de país, +351 912 345 678.",
}


class PhoneOptions(KindOptions):
    """`region` is the country a number without country code is read in."""

    region: str = Setting(
        "BR",
        pattern="^[A-Z]{2}$",
        json_schema_extra={
            "x-shape": {
                "pt-BR": "use o código do país, duas letras maiúsculas, como BR",
                "en": "use the country code, two capital letters, such as BR",
            }
        },
    )


@field_types.register
class Phone(FieldType):
    """A phone number; equal numbers are equal text."""

    key = "phone"
    editor = "phone"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    searched_by_digits = True
    Options: ClassVar[type[KindOptions]] = PhoneOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The number in E.164 and the digits WhatsApp knows it by."""
        return (Column(pg_type="text"), Column(suffix="wa_id", pg_type="text"))

    def clean(self, value: Any, field: Field) -> Stored:
        """Read a pasted number or a WhatsApp id; refuse what is no number, and extensions."""
        options: PhoneOptions = self.options(field)
        text = clean_line(value, min_length=0, max_length=100)
        if text is None:
            return {"": None, "wa_id": None}
        if match := _WHATSAPP_ID.match(text):
            wa_id = match[1]
            return {"": _to_e164(f"+{wa_id}", options.region), "wa_id": wa_id}
        return {"": _to_e164(text, options.region), "wa_id": None}

    def kept(self, stored: Stored, field: Field) -> Any:
        """With its WhatsApp id where it has one, which the number alone would not give back."""
        wa_id = stored.get("wa_id")
        return f"{wa_id}@s.whatsapp.net" if wa_id else stored[""]

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A string; reads give E.164."""
        return {"type": "string", "maxLength": 100, "examples": ["+5511904127783"]}


def _to_e164(text: str, region: str) -> str:
    if text.startswith("00") and not text.startswith("000"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise _no_phone() from None
    if number.extension or _EXTENSION.search(text):
        raise InvalidValue(
            "phone_extension",
            {
                "pt-BR": "O ramal não cabe neste campo.",
                "en": "The extension does not fit this field.",
                "es": "La extensión no cabe en este campo.",
            },
            {
                "pt-BR": "Guarde só o número aqui e anote o ramal nas observações.",
                "en": "Keep only the number here and note the extension in the comments.",
                "es": "Guarde solo el número aquí y anote la extensión en las observaciones.",
            },
        )
    if number.country_code == _BRAZIL:
        number = _with_ninth_digit(number)
    elif not phonenumbers.is_possible_number(number):
        raise _no_phone()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _with_ninth_digit(number: PhoneNumber) -> PhoneNumber:
    national = str(number.national_number)
    if _OLD_MOBILE.match(national):
        national = f"{national[:2]}9{national[2:]}"
    if not _BRAZILIAN.match(national):
        raise _no_phone()
    return PhoneNumber(country_code=_BRAZIL, national_number=int(national))


def _no_phone() -> InvalidValue:
    return InvalidValue(
        "phone",
        {
            "pt-BR": "Isto não parece um telefone.",
            "en": "This does not look like a phone number.",
            "es": "Esto no parece un teléfono.",
        },
        _HINT,
    )
