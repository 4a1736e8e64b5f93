"""The page of field types names every type once, and every setting it has."""

import re

import pytest

from engine.core.settings import ROOT
from engine.kinds.field_type import field_types

pytestmark = pytest.mark.unit

PAGE = (ROOT / "docs" / "reference" / "field-types.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*?) ?\|$", PAGE, re.MULTILINE))


def test_every_type_has_its_row() -> None:
    assert sorted(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == sorted(field_types)


@pytest.mark.parametrize("key", sorted(ROWS))
def test_a_row_names_the_settings(key: str) -> None:
    known = set(field_types[key].Options.model_fields)
    assert known <= set(re.findall(r"`(\w+)`", ROWS[key]))
