"""What a value of one type becomes in another: checked by the new type, exact or refused."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.definitions.conversion import Conversion
from engine.definitions.defaults import literal
from engine.kinds.field_type import InvalidValue, field_types
from metamodel.field import Field

pytestmark = pytest.mark.unit

EVENING = datetime(2026, 3, 10, 1, 30, 5, 123, tzinfo=UTC)


def conversion(before: str, after: str) -> Conversion:
    """From one type to another, in a clinic in São Paulo."""
    old, new = Field(name="it", type=before), Field(name="it", type=after)
    types = {each.suffix: each.pg_type for each in field_types[after].columns(new)}
    return Conversion(
        before=old,
        after=new,
        source="it",
        source_type=field_types[before].columns(old)[0].pg_type,
        columns={suffix: f"it_2{suffix}" for suffix in types},
        types=types,
        zone="America/Sao_Paulo",
    )


@pytest.mark.parametrize(
    ("before", "after", "stored", "becomes"),
    [
        ("text", "email", "Ana@Clinica.COM.br", "Ana@clinica.com.br"),
        ("text", "url", "www.clinica.com.br", "https://www.clinica.com.br"),
        ("text", "cpf", "529.982.247-25", "52998224725"),
        ("text", "cnpj", "12.abc.345/01de-35", "12ABC34501DE35"),
        ("text", "color", "#FA0", "#ffaa00"),
        ("text", "integer", "7", 7),
        ("text", "decimal", "7.5", Decimal("7.50")),
        ("text", "boolean", "false", False),
        ("text", "time", "9:05", time(9, 5)),
        ("text", "duration", "1h30", timedelta(seconds=5400)),
        ("text", "barcode", "ABC-1", "ABC-1"),
        ("integer", "decimal", 7, Decimal("7.00")),
        ("integer", "money", 7, Decimal("7.00")),
        ("integer", "text", 7, "7"),
        ("integer", "duration", 5400, timedelta(seconds=5400)),
        ("rating", "integer", 5, 5),
        ("decimal", "integer", Decimal("7.00"), 7),
        ("decimal", "percent", Decimal("12.50"), Decimal("12.50")),
        ("decimal", "text", Decimal("12.50"), "12.50"),
        ("money", "decimal", Decimal("1890.00"), Decimal("1890.00")),
        ("boolean", "text", True, "true"),
        ("time", "text", time(9, 5), "09:05"),
        ("duration", "integer", timedelta(days=1, seconds=5), 86_405),
        ("duration", "text", timedelta(seconds=5400), "5400"),
        ("datetime", "time", EVENING, time(22, 30, 5)),
        ("email", "text", "ana@clinica.com.br", "ana@clinica.com.br"),
    ],
)
def test_what_a_value_becomes(before: str, after: str, stored: Any, becomes: Any) -> None:
    assert conversion(before, after).convert(stored)[""] == becomes


@pytest.mark.parametrize(
    ("before", "after", "stored"),
    [
        ("text", "email", "ana"),
        ("text", "cpf", "52998224724"),
        ("text", "integer", "1.000"),
        ("text", "boolean", "sim"),
        ("text", "url", "javascript:alert(1)"),
        ("decimal", "integer", Decimal("7.50")),
        ("integer", "rating", 9),
        ("boolean", "integer", True),
        ("datetime", "duration", EVENING),
    ],
)
def test_what_no_value_of_the_new_type_is(before: str, after: str, stored: Any) -> None:
    with pytest.raises(InvalidValue):
        conversion(before, after).convert(stored)


def test_texts_stay_in_place() -> None:
    """A text field takes the column over: nothing is copied, and nothing can be lost."""
    for key in ("email", "url", "color", "barcode", "cpf", "cnpj", "auto_number"):
        assert key in field_types["text"].holds
        assert key in field_types["long_text"].holds


def test_a_default_length_of_time_is_a_literal() -> None:
    assert literal(timedelta(hours=1, minutes=30), "interval") == "'5400 seconds'::interval"
