"""The words of pasted markup: what stood apart stays apart, and what was mapped is settled."""

import pytest

from engine.kinds.field_type import field_types
from metamodel.field import Field

pytestmark = pytest.mark.unit
FIELD = Field.model_validate({"id": "fld_x", "name": "notes", "type": "rich_text"})


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("<div>d1</div><div>d2</div>", "d1\nd2"),
        ("before<div>d1</div>after", "before\nd1\nafter"),
        ("a<ul><li>b</li></ul>c", "a\nb\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<tr><td><p>a</p></td><td>b</td></tr>", "a\nb"),
        ("a<hr>b", "a\nb"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("a<b>b</b>c", "abc"),
    ],
)
def test_no_words_are_joined(pasted: str, words: str) -> None:
    kind = field_types["rich_text"]
    stored = kind.clean(pasted, FIELD)
    assert stored["text"] == words
    assert kind.clean(stored[""], FIELD) == stored
