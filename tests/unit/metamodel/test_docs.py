"""Every code of a problem has its sentences, its line in the reference, and is used."""

import re

from engine.core.settings import ROOT
from metamodel.expression.messages import MESSAGES as EXPRESSION_MESSAGES
from metamodel.problem_hints import HINTS
from metamodel.problem_texts import MESSAGES

CODE = ROOT / "metamodel"
REFERENCE = (ROOT / "docs" / "reference" / "definition-problems.md").read_text()


def test_the_reference_lists_every_code() -> None:
    codes = {*MESSAGES, *(f"expression_{code}" for code in EXPRESSION_MESSAGES)}
    checked = REFERENCE.partition("## Problems of publishing")[0]
    assert set(re.findall(r"^\| `(\w+)`", checked, re.MULTILINE)) == codes


def test_every_code_is_used_and_has_two_languages() -> None:
    places = [*CODE.glob("*.py"), *(ROOT / "engine").glob("*/*.py")]
    source = "".join(path.read_text() for path in sorted(places))
    computed = {"entity_unknown", "view_unknown"}
    unused = [code for code in MESSAGES if source.count(f'"{code}"') < 2 and code not in computed]
    assert unused == []
    for texts in (*MESSAGES.values(), *HINTS.values()):
        assert {"pt-BR", "en"} <= texts.keys()


def test_placeholders_are_the_same_in_both_languages() -> None:
    for texts in (*MESSAGES.values(), *HINTS.values()):
        names = [set(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
        assert all(each == names[0] for each in names)
