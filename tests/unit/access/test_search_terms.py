"""What a typed search comes to: words, and phone numbers whole."""

import pytest

from engine.access.guarded_query import GuardedTerm
from engine.access.search_terms import search_terms

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  ana  maria ana ", [(("ana",), None), (("maria",), None)]),
        ("(11) 98765", [(("(11)", "98765"), "1198765")]),
        ("+55 (11) 98765-4321", [(("+55", "(11)", "98765-4321"), "5511987654321")]),
        ("011 3333 3333", [(("011", "3333", "3333"), "1133333333")]),
        ("ana 98765-4321 lima", [
            (("ana",), None), (("98765-4321",), "987654321"), (("lima",), None),
        ]),
        ("0 00", [(("0",), None), (("00",), None)]),
        ("- ( )", [(("-",), None), (("(",), None), ((")",), None)]),
        ("rua2 a1 ²³ ١١", [
            (("rua2",), None), (("a1",), None), (("²³",), None), (("١١",), None),
        ]),
        ("12.ABC.345/01DE-35 x2", [(("12.ABC.345/01DE-35",), "12ABC34501DE35"), (("x2",), None)]),
        ("a1-b2", [(("a1-b2",), None)]),
        ("a b c d e f g h i j", [((each,), None) for each in "abcdefgh"]),
    ],
)  # fmt: skip
def test_terms(text: str, terms: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert search_terms(text) == tuple(
        GuardedTerm(words=words, digits=digits) for words, digits in terms
    )
