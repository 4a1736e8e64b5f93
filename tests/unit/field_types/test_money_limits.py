"""An amount out of range is refused in the words and digits of the reader."""

import pytest

from engine.field_types.money import Money
from engine.kinds.field_type import InvalidValue
from metamodel.field import Field


def refusal(value: str, **options: object) -> dict[str, str]:
    """What is said of an amount."""
    field = Field.model_validate({"name": "price", "type": "money", **options})
    with pytest.raises(InvalidValue) as caught:
        Money().clean(value, field)
    return {locale: text.replace("\u00a0", " ") for locale, text in caught.value.message.items()}


def test_the_limit_of_the_column_is_told_with_the_fields_own_minimum() -> None:
    """Brazilian digits in Portuguese, English ones in English."""
    said = refusal("1000000000000.00", min="0")
    assert said["pt-BR"] == "O valor deve estar entre R$ 0,00 e R$ 999.999.999.999,99."
    assert said["en"] == "The amount must be between R$ 0.00 and R$ 999,999,999,999.99."


def test_one_bound_alone_is_told_alone() -> None:
    """Another currency keeps its symbol."""
    assert refusal("-1", min="0")["pt-BR"] == "O valor deve ser no mínimo R$ 0,00."
    assert refusal("2000", max="1234.5", currency="USD")["pt-BR"] == (
        "O valor deve ser no máximo US$ 1.234,50."
    )
