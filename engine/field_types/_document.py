"""What CPF and CNPJ share: a number of the tax office, masks taken, stored without them."""

import re

from engine.field_types._text import clean_line
from engine.kinds.field_type import InvalidValue

_MASK = re.compile(r"[.\-/\s]")


def read_document(value: object, form: re.Pattern[str]) -> str | None:
    """The characters of a document without its mask; "" when they do not fit, None when blank."""
    text = clean_line(value, min_length=0, max_length=60)
    if text is None:
        return None
    plain = _MASK.sub("", text).upper()
    return plain if form.match(plain) else ""


def no_document(key: str, name: str, example: str) -> InvalidValue:
    """The fault of what is no such document."""
    return InvalidValue(
        key,
        {
            "pt-BR": f"Este {name} não existe.",
            "en": f"There is no such {name}.",
            "es": f"Este {name} no existe.",
        },
        {
            "pt-BR": f"Confira os dígitos, com ou sem pontuação: {example}.",
            "en": f"Check the digits, with or without punctuation: {example}.",
            "es": f"Revise los dígitos, con o sin puntuación: {example}.",
        },
    )
