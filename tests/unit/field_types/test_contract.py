"""The contract every registered field type keeps, on the cases of `tests/field_cases.py`.

What of it needs a database is in `tests/database/records/test_field_types.py`.
"""

from time import perf_counter
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from engine.kinds.field_type import InvalidValue, field_types
from metamodel.expression.types import Kind
from metamodel.field import Field
from metamodel.label import LOCALES
from tests.field_cases import CASES, CHOICE

pytestmark = pytest.mark.unit

WRONG_TYPES = (True, [1], {"a": {"b": 1}}, object(), b"bytes", 3 + 4j)
KEYS = sorted(CASES)


OPERATORS = {
    "=", "!=", "<", "<=", ">", ">=", "in", "between", "contains", "starts", "ends", "is empty",
}  # fmt: skip
SCALARS = {"String", "Int", "BigInt", "Decimal", "Float", "Boolean", "JSON"}


def test_every_type_has_cases() -> None:
    assert sorted(field_types) == KEYS, "add the missing types to tests/field_cases.py"


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
    assert set(kind.operators) <= OPERATORS
    assert "is empty" in kind.operators
    assert kind.graphql_type.strip("[]!") in SCALARS
    assert kind.compared in {column.suffix for column in columns} | {""}
    assert not (kind.is_list and kind.sortable)
    assert all(column.pg_type.endswith("[]") == kind.is_list for column in columns)


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
        again = kind.kept(first, field) if kind.relation == "none" else _wire(first)
        assert _without_companions(kind.clean(again, field)) == _without_companions(first)


@pytest.mark.parametrize("key", KEYS)
def test_refused_values_say_why_in_every_language(key: str) -> None:
    kind, field = field_types[key], CASES[key].field(key)
    wrong = [value for value in WRONG_TYPES if value not in CASES[key].fitting]
    for value in (*CASES[key].refuses, *wrong):
        started = perf_counter()
        with pytest.raises(InvalidValue) as caught:
            kind.clean(value, field)
        assert perf_counter() - started < 3, "a refusal must not keep a core busy"
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
        return [each if isinstance(each, dict) else str(each) for each in first]
    if isinstance(first, UUID):
        return {"id": str(first)}
    return first.isoformat() if hasattr(first, "isoformat") else str(first)


def _without_companions(stored: Any) -> dict[str, Any]:
    return {key: value for key, value in stored.items() if key in ("", "entity", "id")}
