"""The texts the app's filter chips write are canonical here too: both sides print them the same."""

import json

import pytest

from engine.core.settings import ROOT
from metamodel.expression import parse, to_text

TEXTS = json.loads((ROOT / "frontend/kit/views/filters/texts.json").read_text("utf-8"))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_the_app_is_canonical(text: str) -> None:
    assert to_text(parse(text)) == text
