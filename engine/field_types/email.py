"""E-mail: one address, the domain in lower case. Its form is checked; whether it takes mail is not:
that would be a look-up on the network for every value."""

from typing import Any

from email_validator import EmailNotValidError, validate_email

from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

LENGTH_MAX = 254


@field_types.register
class Email(FieldType):
    """An address, compared and searched without case and accents."""

    key = "email"
    editor = "email"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True
    folded = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take one address in any script; names beside it and several addresses are refused."""
        text = clean_line(value, min_length=0, max_length=LENGTH_MAX)
        if text is None:
            return {"": None}
        try:
            found = validate_email(text, check_deliverability=False, strict=True)
        except EmailNotValidError:
            raise _no_address() from None
        return {"": clean_line(found.normalized, min_length=0, max_length=LENGTH_MAX)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """One address."""
        return {"type": "string", "maxLength": LENGTH_MAX, "examples": ["ana@clinica.com.br"]}


def _no_address() -> InvalidValue:
    return InvalidValue(
        "email",
        {
            "pt-BR": "Isto não é um endereço de e-mail.",
            "en": "This is not an e-mail address.",
            "es": "Esto no es una dirección de correo.",
        },
        {
            "pt-BR": "Escreva um só endereço, sem o nome: ana@clinica.com.br.",
            "en": "Write one address only, without the name: ana@clinica.com.br.",
            "es": "Escriba una sola dirección, sin el nombre: ana@clinica.com.br.",
        },
    )
