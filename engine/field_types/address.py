"""Address: where somebody lives or works, in the parts a Brazilian address has.

In Brazil the CEP is eight digits and the state one of the 27 of the federation; elsewhere both are
short texts. Without anything but a country there is no address: null.
"""

import re
from typing import Any

import phonenumbers

from engine.field_types._jsonb import expect_object, jsonb_text
from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

PARTS = ("cep", "street", "number", "complement", "district", "city", "state", "country")
STATES = frozenset(
    (
        "AC", "AL", "AP", "AM", "BA", "CE", "DF", "ES", "GO", "MA", "MT", "MS", "MG", "PA", "PB",
        "PR", "PE", "PI", "RJ", "RN", "RS", "RO", "RR", "SC", "SP", "SE", "TO",
    )
)  # fmt: skip
_LENGTHS = {"cep": 20, "street": 200, "number": 20, "state": 60, "country": 2}
_LENGTH_MAX = 120
_HOME = "BR"
_EXAMPLE = '{"cep": "01310-100", "street": "Av. Paulista", "number": "1578", "state": "SP"}'
_CEP = re.compile(r"[0-9]{5}[-. ]?[0-9]{3}\Z|[0-9]{2}\.[0-9]{3}-[0-9]{3}\Z", re.ASCII)


@field_types.register
class Address(FieldType):
    """A postal address."""

    key = "address"
    editor = "address"
    expression_type = "other"
    operators = ("is empty",)
    sortable = False
    graphql_type = "JSON"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The parts that are filled."""
        return (Column(pg_type="jsonb"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take the parts, trimmed; blank ones go. The country is Brazil unless it is said."""
        sent = expect_object(value, _EXAMPLE)
        if not sent.keys() <= set(PARTS):
            raise _unknown_part()
        parts = {name: text for name in PARTS if (text := _part(name, sent.get(name))) is not None}
        country = parts.pop("country", _HOME).upper()
        if country not in phonenumbers.SUPPORTED_REGIONS:
            raise _wrong_country()
        if not parts:
            return {"": None}
        if country == _HOME:
            parts = _brazilian(parts)
        return {"": jsonb_text({**parts, "country": country})}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An object of texts; reads leave blank parts out."""
        text = {"type": ["string", "null"], "maxLength": 1000}
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(PARTS, text),
        }

    def export(self, value: Any, field: Field) -> str:
        """One line: `Av. Paulista, 1578, cj 21, Bela Vista, São Paulo - SP, 01310-100`."""
        if not value:
            return ""
        is_home = value.get("country", _HOME) == _HOME
        cep = value.get("cep", "")
        place = " - ".join(value[name] for name in ("city", "state") if value.get(name))
        parts = [
            *(value.get(name) for name in ("street", "number", "complement", "district")),
            place,
            f"{cep[:5]}-{cep[5:]}" if is_home and cep else cep,
            None if is_home else value["country"],
        ]
        return ", ".join(part for part in parts if part)


def _part(name: str, value: object) -> str | None:
    if value is None:
        return None
    return clean_line(value, min_length=0, max_length=_LENGTHS.get(name, _LENGTH_MAX))


def _brazilian(parts: dict[str, str]) -> dict[str, str]:
    cep, state = parts.get("cep"), parts.get("state")
    if cep is not None:
        if not _CEP.match(cep):
            raise _wrong_cep()
        parts = {**parts, "cep": re.sub(r"[^0-9]", "", cep)}
    if state is not None:
        if state.upper() not in STATES:
            raise _wrong_state()
        parts = {**parts, "state": state.upper()}
    return parts


def _wrong_cep() -> InvalidValue:
    return InvalidValue(
        "cep",
        {
            "pt-BR": "Isto não é um CEP.",
            "en": "This is not a CEP, the Brazilian postal code.",
            "es": "Esto no es un CEP, el código postal de Brasil.",
        },
        {
            "pt-BR": "O CEP tem oito algarismos: 01310-100. Fora do Brasil, informe o país.",
            "en": "A CEP has eight digits: 01310-100. Outside Brazil say the country.",
            "es": "El CEP tiene ocho dígitos: 01310-100. Fuera de Brasil, indique el país.",
        },
    )


def _wrong_state() -> InvalidValue:
    known = ", ".join(sorted(STATES))
    return InvalidValue(
        "state",
        {
            "pt-BR": "Este estado não existe no Brasil.",
            "en": "There is no such state in Brazil.",
            "es": "Este estado no existe en Brasil.",
        },
        {
            "pt-BR": f"Use a sigla: {known}. Fora do Brasil, informe o país.",
            "en": f"Use the two letters: {known}. Outside Brazil say the country.",
            "es": f"Use la sigla: {known}. Fuera de Brasil, indique el país.",
        },
    )


def _wrong_country() -> InvalidValue:
    return InvalidValue(
        "country",
        {
            "pt-BR": "Este país não existe.",
            "en": "There is no such country.",
            "es": "Este país no existe.",
        },
        {
            "pt-BR": "Use as duas letras do país (ISO 3166): BR, AR, PT.",
            "en": "Use the two letters of the country (ISO 3166): BR, AR, PT.",
            "es": "Use las dos letras del país (ISO 3166): BR, AR, PT.",
        },
    )


def _unknown_part() -> InvalidValue:
    known = ", ".join(PARTS)
    return InvalidValue(
        "address",
        {
            "pt-BR": "O endereço tem uma parte que não existe.",
            "en": "The address has a part that does not exist.",
            "es": "La dirección tiene una parte que no existe.",
        },
        {
            "pt-BR": f"As partes são: {known}.",
            "en": f"The parts are: {known}.",
            "es": f"Las partes son: {known}.",
        },
    )
