"""CNPJ: the tax number of a company in Brazil, stored and sent as fourteen characters: since 2026
the first twelve may be letters, the last two are check digits."""

import re
from typing import Any

from validate_docbr import CNPJ

from engine.field_types._document import no_document, read_document
from engine.kinds.field_type import Column, FieldType, Stored, field_types
from metamodel.field import Field

_FORM = re.compile(r"[0-9A-Z]{12}[0-9]{2}\Z")
_RULES = CNPJ()


@field_types.register
class Cnpj(FieldType):
    """Fourteen characters in capital letters and digits."""

    key = "cnpj"
    editor = "cnpj"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    searched_by_digits = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take it with or without its mask, letters in any case."""
        plain = read_document(value, _FORM)
        if plain is None or (plain and _RULES.validate(plain)):
            return {"": plain}
        raise no_document("cnpj", "CNPJ", "11.222.333/0001-81")

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A text; reads give the fourteen characters."""
        return {"type": "string", "maxLength": 60, "examples": ["11222333000181"]}
