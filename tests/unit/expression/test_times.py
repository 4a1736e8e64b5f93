"""Times of the day and lengths of time in expressions: read, compared, written and read back."""

from datetime import time, timedelta

import pytest

from metamodel.expression import (
    BOOLEAN,
    DURATION,
    INTEGER,
    TEXT,
    TIME,
    Compare,
    Literal,
    Type,
    TypedExpression,
    check_types,
    from_json,
    parse,
    plain_literal,
    to_json,
    to_text,
)

pytestmark = pytest.mark.unit
FIELDS: dict[tuple[str, ...], Type] = {
    ("opens",): TIME,
    ("takes",): DURATION,
    ("visits",): INTEGER,
    ("name",): TEXT,
}


class Scope:
    """A place with opening hours."""

    def field_type(self, path: tuple[str, ...]) -> Type | None:
        return FIELDS.get(path)

    def suggest(self, name: str) -> str | None:
        return None


def typed(text: str) -> TypedExpression:
    found = check_types(parse(text), Scope(), BOOLEAN)
    assert isinstance(found, TypedExpression), found
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("opens > '8:05'", time(8, 5)),
        ("opens = '23:59:59'", time(23, 59, 59)),
        ("takes < 'PT1H30M'", timedelta(seconds=5400)),
        ("takes = 'P1DT5S'", timedelta(days=1, seconds=5)),
    ],
)
def test_a_text_is_read_as_its_place_asks(text: str, value: object) -> None:
    root = typed(text).root
    assert isinstance(root, Compare)
    assert isinstance(root.right, Literal)
    assert root.right.value == value
    assert from_json(to_json(root)) == root
    again = typed(to_text(root)).root
    assert again == root


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("opens = '24:00'", "time_invalid"),
        ("opens = '8h'", "time_invalid"),
        ("opens = 8", "types_differ"),
        ("opens = takes", "types_differ"),
        ("takes = 'P1M'", "duration_invalid"),
        ("takes = 'P'", "duration_invalid"),
        ("takes = 'PT'", "duration_invalid"),
        ("takes > 5400", "types_differ"),
        ("opens + hours(1) > '10:00'", "arithmetic"),
        ("opens contains '8'", "operator_not_for"),
    ],
)
def test_what_makes_no_sense(text: str, code: str) -> None:
    found = check_types(parse(text), Scope(), BOOLEAN)
    assert not isinstance(found, TypedExpression)
    assert found[0].code == code


def test_a_bare_length_is_seconds() -> None:
    assert plain_literal("5400", DURATION).value == timedelta(seconds=5400)
    assert plain_literal("PT5M", DURATION).value == "PT5M"
    assert plain_literal("5400", TIME).value == "5400"
