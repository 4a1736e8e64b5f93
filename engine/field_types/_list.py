"""Lists of plain values: their size is looked at before anything in them."""

import re
from typing import cast

from engine.kinds.field_type import InvalidValue


def expect_list(value: object, most: int) -> list[object]:
    """The value when it is a list of at most `most`, else a fault that says how to send one."""
    if not isinstance(value, list | tuple):
        raise InvalidValue(
            "type",
            {
                "pt-BR": "Envie uma lista.",
                "en": "Send a list.",
                "es": "Envíe una lista.",
            },
            {
                "pt-BR": 'Ponha os valores entre colchetes: ["um", "dois"].',
                "en": 'Put the values in brackets: ["one", "two"].',
                "es": 'Ponga los valores entre corchetes: ["uno", "dos"].',
            },
        )
    items = list(cast("list[object]", value))
    if len(items) > most:
        raise too_many(len(items), most)
    return items


def split_list(text: str) -> list[str]:
    """The items of a text with commas, semicolons or line breaks between; blank ones go."""
    return [item for each in re.split(r"[,;\n]", text) if (item := each.strip())]


def too_many(count: int, most: int) -> InvalidValue:
    """The fault of a list with too many items."""
    return InvalidValue(
        "too_many",
        {
            "pt-BR": f"A lista tem {count} itens; o máximo é {most}.",
            "en": f"The list has {count} items; the most is {most}.",
            "es": f"La lista tiene {count} elementos; el máximo es {most}.",
        },
        {
            "pt-BR": f"Deixe no máximo {most} itens.",
            "en": f"Leave at most {most} items.",
            "es": f"Deje como máximo {most} elementos.",
        },
    )
