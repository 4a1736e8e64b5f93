"""The contract every registered field type keeps, on cases that every new type must add to."""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from engine.kinds.field_type import InvalidValue, field_types
from metamodel.expression.types import Kind
from metamodel.field import Field
from metamodel.label import LOCALES

pytestmark = pytest.mark.unit

A = "019ab2c4-0000-7000-8000-000000000001"
B = "019ab2c4-0000-7000-8000-000000000002"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A field of one type, values it takes (with what is stored) and values it refuses."""

    definition: dict[str, Any] = default(default_factory=dict)
    takes: tuple[tuple[Any, Any], ...]
    refuses: tuple[Any, ...]

    def field(self, key: str) -> Field:
        return Field(name="it", type=key, **self.definition)


CHOICE = {"options": [{"key": "green"}, {"key": "red"}]}
CASES: dict[str, Case] = {
    "text": Case(
        takes=(
            ("  João ", "João"),
            ("a\tb\nc", "a b c"),
            ("Joa\u0303o", "João"),
            ("👩‍⚕️ مرحبا", "👩‍⚕️ مرحبا"),
            ("'; drop table x; --", "'; drop table x; --"),
            ('"#r"', '"#r"'),
            ("   ", None),
        ),
        refuses=("x" * 256, "a\x00b", "\x07", "\ud800", "e" + "\u0301" * 31, "y" * 5_000_000),
    ),
    "long_text": Case(
        takes=(
            ("a\r\nb\n", "a\nb"),
            ("  x", "  x"),
            ("x" * 100_000, "x" * 100_000),
            ("\n \n", None),
        ),
        refuses=("x" * 100_001, "a\x00b", "\udfff"),
    ),
    "phone": Case(
        takes=(
            ("+55 (11) 8765-4321", "+5511987654321"),
            ("(11) 90412-7783", "+5511904127783"),
            ("5511904127783", "+5511904127783"),
            ("11 3456-7890", "+551134567890"),
            ("+351 912 345 678", "+351912345678"),
            ("0055 11 90412-7783", "+5511904127783"),
            ("551187654321@s.whatsapp.net", "+5511987654321"),
            ("WhatsApp: 11 90412-7783", "+5511904127783"),
            ("", None),
        ),
        refuses=(
            "abc",
            "90412-7783",
            "1" * 60,
            "(11) 3456-7890 ramal 12",
            "(00) 90412-7783",
            "+55 11 1234",
        ),
    ),
    "choice": Case(definition=CHOICE, takes=(("green", "green"),), refuses=("blue", "", "Green")),
    "money": Case(
        definition={"min": 0, "max": 1_000_000},
        takes=(
            (1234.5, "1234.50"),
            ("1890.00", "1890.00"),
            (0, "0.00"),
            ("-0", "0.00"),
            ("7", "7.00"),
            ("1.5", "1.50"),
        ),
        refuses=(
            "10.000,5",
            "1.234.567,00",
            "1890,00",
            "R$ 10",
            "1e3",
            1e309,
            float("nan"),
            float("-inf"),
            "NaN",
            -0.01,
            1_000_000.01,
            1.005,
            10**400,
            "9" * 31,
            "٣",
            "",
        ),
    ),
    "date": Case(
        takes=(("2026-11-23", "2026-11-23"),),
        refuses=(
            "23/11/2026",
            "2026-02-30",
            "0001-01-01",
            "2026-11-23T10:00:00Z",
            "20261123",
            20261123.5,
        ),
    ),
    "datetime": Case(
        takes=(
            ("2026-03-09T14:30:00-03:00", "2026-03-09 17:30:00+00:00"),
            ("2026-03-09 14:30:00z", "2026-03-09 14:30:00+00:00"),
            ("2026-03-09T14:30:00.123456789Z", "2026-03-09 14:30:00.123456+00:00"),
        ),
        refuses=(
            "2026-03-09T14:30:00",
            "2026-03-09",
            "2026-13-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-03-09T14:30:61Z",
            "agora",
        ),
    ),
    "stage": Case(
        definition={"pipeline": "sales"},
        takes=(("new", "new"),),
        refuses=("New", "x" * 41, "a b", ""),
    ),
    "member": Case(
        takes=((A, A), ({"id": A}, A), ({"id": A.upper(), "title": "Ana"}, A)),
        refuses=("x", {"id": 1}, {}, A + "0"),
    ),
    "link": Case(
        definition={"to": "unit"},
        takes=((A, A), ({"id": B}, B)),
        refuses=("x", {"name": A}, A[:-1]),
    ),
    "links": Case(
        definition={"to": "procedure"},
        takes=(([A, {"id": B}, A], f"({A}, {B})"), ([], "()")),
        refuses=(A, {"id": A}, ["x"], [None], [A] * 501),
    ),
    "any_link": Case(
        definition={"targets": ["lead", "unit"]},
        takes=(
            ({"entity": "lead", "id": A}, "lead"),
            ({"entity": "unit", "id": B, "title": "no"}, "unit"),
        ),
        refuses=(
            A,
            {"id": A},
            {"entity": "ghost", "id": A},
            {"entity": "lead"},
            {"entity": ["lead"], "id": A},
        ),
    ),
}
WRONG_TYPES = (True, [1], {"a": {"b": 1}}, object(), b"bytes", 3 + 4j)
KEYS = sorted(CASES)


def test_every_type_has_cases() -> None:
    assert sorted(field_types) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_what_a_type_says_of_itself(key: str) -> None:
    kind, field = field_types[key], CASES[key].field(key)
    assert kind.key == key
    assert kind.expression_type in {each.value for each in Kind}
    assert set(kind.needs) <= set(Field.model_fields)
    columns = kind.columns(field)
    assert len({column.suffix for column in columns}) == len(columns)
    assert bool(columns) == (kind.relation != "many")
    assert kind.Options.model_json_schema()["type"] == "object"
    assert kind.options(field) is not None


@pytest.mark.parametrize("key", KEYS)
def test_accepted_values_are_stored_as_they_should_and_fit_the_schema(key: str) -> None:
    kind, field = field_types[key], CASES[key].field(key)
    schema = kind.json_schema(field)
    jsonschema.Draft202012Validator.check_schema(schema)
    for value, stored in CASES[key].takes:
        cleaned = kind.clean(value, field)
        first = cleaned.get("", cleaned.get("entity"))
        shown = f"({', '.join(map(str, first))})" if isinstance(first, tuple) else first
        assert (None if shown is None else str(shown)) == stored
        jsonschema.Draft202012Validator(schema).validate(value)
        suffixes = {column.suffix for column in kind.columns(field)} or {""}
        assert set(cleaned) <= suffixes


@pytest.mark.parametrize("key", KEYS)
def test_cleaning_is_stable(key: str) -> None:
    """What was stored, sent again, is stored the same."""
    kind, field = field_types[key], CASES[key].field(key)
    for value, _ in CASES[key].takes:
        first = kind.clean(value, field)
        if all(each is None for each in first.values()):
            continue
        again = _wire(first)
        assert _without_companions(kind.clean(again, field)) == _without_companions(first)


@pytest.mark.parametrize("key", KEYS)
def test_refused_values_say_why_in_every_language(key: str) -> None:
    kind, field = field_types[key], CASES[key].field(key)
    for value in (*CASES[key].refuses, *WRONG_TYPES):
        with pytest.raises(InvalidValue) as caught:
            kind.clean(value, field)
        assert caught.value.code
        assert set(caught.value.message) == set(LOCALES)
        assert caught.value.hint is not None
        assert set(caught.value.hint) == set(LOCALES)


@pytest.mark.parametrize("key", KEYS)
def test_export_of_nothing_is_an_empty_cell(key: str) -> None:
    assert field_types[key].export(None, CASES[key].field(key)) == ""


def test_a_whatsapp_id_is_kept_as_it_came() -> None:
    kind, field = field_types["phone"], Field(name="it", type="phone")
    assert kind.clean("551187654321@c.us", field) == {"": "+5511987654321", "wa_id": "551187654321"}
    assert kind.clean("+55 11 98765-4321", field) == {"": "+5511987654321", "wa_id": None}


def test_the_fault_of_a_choice_names_the_nearest_key() -> None:
    field = Field(name="it", type="choice", **CHOICE)
    with pytest.raises(InvalidValue) as caught:
        field_types["choice"].clean("gren", field)
    assert caught.value.hint == {
        "pt-BR": "Use a chave da opção: green.",
        "en": "Use the key of the option: green.",
        "es": "Use la clave de la opción: green.",
    }


def _wire(stored: Any) -> Any:
    first = stored.get("")
    if "entity" in stored:
        return {"entity": stored["entity"], "id": str(stored["id"])}
    if isinstance(first, tuple):
        return [str(each) for each in first]
    if isinstance(first, UUID):
        return {"id": str(first)}
    return first.isoformat() if hasattr(first, "isoformat") else str(first)


def _without_companions(stored: Any) -> dict[str, Any]:
    return {key: value for key, value in stored.items() if key in ("", "entity", "id")}
