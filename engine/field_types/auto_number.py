"""Automatic number: `OS-2026-00012`, given by the write door when a record is created.

`engine.records.numbers` counts; this type says how the count is shown and keeps the text.
"""

import re
from typing import Any, ClassVar, Literal

from pydantic import Field as Setting
from pydantic import model_validator

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

LENGTH_MAX = 100
_PART = re.compile(r"\{(year|number)(?::0?([1-9][0-9]?))?\}")
_WIDTH_MAX = 18


class AutoNumberOptions(KindOptions):
    """`template` holds `{number}`, or `{number:05}` for at least five digits, and may hold
    `{year}`. `reset: year` begins again at 1 each year of the clinic's time zone. `gap_free` leaves
    no number out, at the price that records of one entity are created one after the other."""

    template: str = Setting("{year}-{number:05}", min_length=1, max_length=60)
    reset: Literal["never", "year"] = "never"
    gap_free: bool = False

    @model_validator(mode="after")
    def _can_be_counted(self) -> "AutoNumberOptions":
        parts = _PART.findall(self.template)
        names = [name for name, _ in parts]
        sizes_fit = all(not size or (name, int(size) <= _WIDTH_MAX) == ("number", True)
                        for name, size in parts)  # fmt: skip
        rest = _PART.sub("", self.template)
        if names.count("number") != 1 or not sizes_fit or "{" in rest or "}" in rest:
            raise InvalidValue("settings_conflict", _TEMPLATE, _TEMPLATE_HINT)
        if self.reset == "year" and "year" not in names:
            raise InvalidValue("settings_conflict", _NO_YEAR, _NO_YEAR_HINT)
        return self


@field_types.register
class AutoNumber(FieldType):
    """A number nobody types; unique within its counter."""

    key = "auto_number"
    editor = "auto_number"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    folded = True
    is_engine = True
    Options: ClassVar[type[KindOptions]] = AutoNumberOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column: what was given stays as it was shown, whatever the template becomes."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take the text of a number: history and imports bring some."""
        return {"": clean_line(value, min_length=0, max_length=LENGTH_MAX)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A text that the server gives."""
        return {"type": "string", "maxLength": LENGTH_MAX, "readOnly": True}


def format_number(template: str, number: int, year: int) -> str:
    """The text of a counted number."""

    def shown(part: re.Match[str]) -> str:
        name, size = part.groups()
        return f"{year:04}" if name == "year" else f"{number:0{size or 1}}"

    return _PART.sub(shown, template)


_TEMPLATE = {
    "pt-BR": "O modelo do número precisa de {number} uma vez, e só aceita {year} além dele.",
    "en": "The number's template needs {number} once, and takes nothing but {year} beside it.",
    "es": "El modelo del número necesita {number} una vez, y solo acepta {year} además.",
}
_TEMPLATE_HINT = {
    "pt-BR": "Escreva, por exemplo, OS-{year}-{number:05}, com no máximo 18 dígitos.",
    "en": "Write, for example, OS-{year}-{number:05}, with at most 18 digits.",
    "es": "Escriba, por ejemplo, OS-{year}-{number:05}, con un máximo de 18 dígitos.",
}
_NO_YEAR = {
    "pt-BR": "A numeração recomeça a cada ano, mas o modelo não mostra o ano.",
    "en": "Numbering begins again each year, but the template does not show the year.",
    "es": "La numeración recomienza cada año, pero el modelo no muestra el año.",
}
_NO_YEAR_HINT = {
    "pt-BR": "Ponha {year} no modelo, ou use reset: never; senão os números se repetem.",
    "en": "Put {year} in the template, or use reset: never; numbers would repeat otherwise.",
    "es": "Ponga {year} en el modelo, o use reset: never; si no, los números se repiten.",
}
