"""No JSON value whatsoever makes a field type raise anything but InvalidValue."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.kinds.field_type import InvalidValue, field_types
from metamodel.field import Field

pytestmark = pytest.mark.unit

FIELDS = {
    "choice": {"options": [{"key": "a"}]},
    "stage": {"pipeline": "p"},
    "link": {"to": "x"},
    "links": {"to": "x"},
    "any_link": {"targets": ["x"]},
}
TEXT = st.text(st.characters(codec=None), max_size=200)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT | st.just("id"), inner, max_size=4)
    ),
    max_leaves=8,
)
PHONES = st.from_regex(r"\+?[0-9 ()@.:a-z-]{0,40}", fullmatch=True)


@pytest.mark.parametrize("key", sorted(field_types))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=JSON | PHONES)
def test_any_value_is_cleaned_or_refused(key: str, value: object) -> None:
    field = Field(name="it", type=key, **FIELDS.get(key, {}))
    if value is None:
        return
    try:
        stored = field_types[key].clean(value, field)
    except InvalidValue:
        return
    for each in stored.values():
        if isinstance(each, str):
            each.encode()
            assert "\x00" not in each
