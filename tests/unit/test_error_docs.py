"""Every error a user or an integrator can meet is documented, with words of its own."""

import pytest

from engine.core.errors import NexusError
from tests.error_reference import PAGE, build_page, list_errors

pytestmark = pytest.mark.unit


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text() == build_page(), "run: python -m tests.error_reference"


def test_every_error_has_a_status_a_sentence_and_a_remedy_or_says_it() -> None:
    for kind in list_errors():
        assert 400 <= kind.status < 600, kind
        assert {"pt-BR", "en"} <= kind.message.keys(), kind
        assert kind.hint is None or {"pt-BR", "en"} <= kind.hint.keys(), kind
        assert kind.__doc__, kind


def test_one_code_has_one_status() -> None:
    statuses: dict[str, set[int]] = {}
    for kind in list_errors() - {NexusError}:
        statuses.setdefault(kind.code, set()).add(kind.status)
    assert {code: each for code, each in statuses.items() if len(each) > 1} == {}
