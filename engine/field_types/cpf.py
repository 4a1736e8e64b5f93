"""CPF: the tax number of a person in Brazil, stored and sent as eleven digits."""

import re
from typing import Any

from validate_docbr import CPF

from engine.field_types._document import no_document, read_document
from engine.kinds.field_type import Column, FieldType, Stored, field_types
from metamodel.field import Field

_FORM = re.compile(r"[0-9]{11}\Z")
_RULES = CPF()


@field_types.register
class Cpf(FieldType):
    """Eleven digits, the last two of which check the others."""

    key = "cpf"
    editor = "cpf"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    searched_by_digits = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take it with or without its mask; eleven equal digits are nobody's."""
        digits = read_document(value, _FORM)
        if digits is None or (digits and _RULES.validate(digits)):
            return {"": digits}
        raise no_document("cpf", "CPF", "529.982.247-25")

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A text; reads give the digits."""
        return {"type": "string", "maxLength": 60, "examples": ["52998224725"]}
