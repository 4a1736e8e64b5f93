"""What is stored, as history keeps it and as a reader gets it, is the same when sent again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validate_docbr import CNPJ, CPF

from engine.field_types.position import place_between, place_last
from engine.field_types.weekly_hours import DAYS
from engine.kinds.field_type import InvalidValue, field_types
from metamodel.field import Field

pytestmark = pytest.mark.unit

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
HEX = st.text("0123456789abcdefABCDEF", min_size=3, max_size=6)
NUMBERS = st.one_of(
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False),
    st.decimals(-(10**15), 10**15, places=3, allow_nan=False).map(lambda each: format(each, "f")),
)
HOSTS = st.from_regex(r"(?:[a-zA-ZçÇ0-9]{1,8}\.){1,3}[a-zA-Z]{2,4}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


MARKUP = (
    "<p>", "</p>", "<b>", "<strong>", "</strong>", "<ul><li>", "</li>", "<br>", "<pre>\n", "</pre>",
    "<a href='https://x.br/?a=1&b=2'>", '<a href="javascript:x">', "</a>", "<script>", "</script>",
    "<style>", "<table><td>", "<svg><p>", "<!--", "-->", "&", "&lt;", "&amp;amp;", "&nbsp;", "&#7;",
    "<", " ", "\n", "\r", "e\u0301", "&#769;", "<h2>", "</h2>", "<noscript>", "<![CDATA[", "]]>",
    "<div>", "</div>", "</b>", "<b style='font-weight: normal'>", "<tr>", "</td>", "<h1>", "</h1>",
    "&lt;div>", "<a href='https://x.br/&lt;td>", "'>", "<table>", "</table>", "<i>", "\u200b",
)  # fmt: skip
CLOCKS = st.times().map(lambda each: each.isoformat("minutes"))
SPANS = st.tuples(CLOCKS, CLOCKS).map(lambda pair: sorted(pair))
RULE = (
    "FREQ=WEEKLY", "freq=monthly", "INTERVAL=1", "INTERVAL=2", "COUNT=3", "UNTIL=20301231",
    "BYDAY=MO,we", "BYMONTHDAY=1,-1", "BYMONTH=2", "BYSETPOS=-1", "WKST=SU",
)  # fmt: skip


def _ean(digits: str) -> str:
    odd, even = (sum(map(int, digits[::-1][start::2])) for start in (0, 1))
    return f"{digits}{-(3 * odd + even) % 10}"


SENT: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "integer": ({}, NUMBERS),
    "decimal": ({"decimals": 5}, NUMBERS),
    "percent": ({}, NUMBERS),
    "money": ({}, NUMBERS),
    "rating": ({"max": 10}, st.integers(0, 11) | st.floats(0, 11)),
    "position": ({}, NUMBERS),
    "boolean": ({}, st.booleans() | st.sampled_from(["true", "false", "no"])),
    "time": ({}, st.times().map("{:%H:%M:%S}".format) | st.times().map("{:%H:%M}".format)),
    "duration": (
        {},
        st.integers(-1, 400_000_000)
        | st.from_regex(r"P([0-9]D)?T?([0-9]{1,3}H)?([0-9]{1,3}M)?([0-9]{1,2}S)?", fullmatch=True)
        | st.from_regex(r"([0-9]{1,3} ?h ?)?([0-9]{1,3} ?min)?", fullmatch=True)
        | st.from_regex(r"[0-9]{1,3}:[0-9]{2}(:[0-9]{2})?", fullmatch=True),
    ),
    "color": ({}, HEX | HEX.map("#{}".format)),
    "email": ({}, st.emails() | st.tuples(WORDS, HOSTS).map("@".join)),
    "url": ({}, st.tuples(st.sampled_from(["", "HTTP://", "https://"]), HOSTS, WORDS).map("".join)),
    "barcode": ({}, WORDS),
    "cpf": ({}, st.from_regex(r"[0-9]{9}", fullmatch=True).map(lambda d: _checked(CPF(), d))),
    "cnpj": ({}, st.from_regex(r"[0-9A-Z]{12}", fullmatch=True).map(lambda d: _checked(CNPJ(), d))),
    "json": ({}, JSON),
    "auto_number": ({}, WORDS),
    "tags": ({}, st.lists(WORDS, max_size=6)),
    "rich_text": ({}, st.lists(st.sampled_from(MARKUP) | WORDS, max_size=12).map("".join)),
    "geo": ({}, st.fixed_dictionaries({"lat": st.floats(-91, 91), "lng": st.floats(-181, 181)})),
    "address": (
        {},
        st.fixed_dictionaries(
            {},
            optional={
                "cep": st.from_regex(r"[0-9]{5}-?[0-9]{3}", fullmatch=True),
                "street": WORDS,
                "city": WORDS,
                "state": st.sampled_from(["sp", "RJ", "xx"]),
                "country": st.sampled_from(["br", "PT"]),
            },
        ),
    ),
    "weekly_hours": ({}, st.dictionaries(st.sampled_from(DAYS), st.lists(SPANS, max_size=3))),
    "recurrence": (
        {},
        st.permutations(RULE).flatmap(
            lambda parts: st.integers(1, 4).map(lambda count: ";".join(parts[:count]))
        ),
    ),
}


def _checked(rules: CPF | CNPJ, head: str) -> str:
    """A document with the check digits that make it valid."""
    generate = rules._generate_first_digit, rules._generate_second_digit  # pyright: ignore
    for each in generate:
        head += each(list(head))
    return rules.mask(head)


@pytest.mark.parametrize("key", sorted(SENT))
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_is_kept_cleans_to_the_same(key: str, data: st.DataObject) -> None:
    settings_, values = SENT[key]
    kind, field = field_types[key], Field(name="it", type=key, settings=settings_)
    sent = data.draw(values)
    try:
        stored = kind.clean(sent, field)
    except InvalidValue:
        return
    if stored[""] is not None:
        kept = kind.kept(stored, field)
        if kept is None:  # JSON's own null, which a caller cannot send
            return
        assert kind.clean(kept, field) == stored
        assert kind.clean(kind.wire(stored, field), field)[""] == stored[""]


@given(digits=st.text("0123456789", min_size=12, max_size=12), other=st.integers(1, 9))
def test_an_ean_is_taken_with_its_check_digit_only(digits: str, other: int) -> None:
    field = Field(name="it", type="barcode", settings={"format": "ean13"})
    code = _ean(digits)
    assert field_types["barcode"].clean(code, field) == {"": code}
    wrong = f"{digits}{(int(code[-1]) + other) % 10}"
    with pytest.raises(InvalidValue):
        field_types["barcode"].clean(wrong, field)


@given(moves=st.lists(st.integers(0, 40), max_size=80))
def test_a_record_fits_between_any_two_others(moves: list[int]) -> None:
    ranks = [place_last(None)]
    ranks.append(place_last(ranks[-1]))
    for each in moves:
        at = each % (len(ranks) - 1)
        between = place_between(ranks[at], ranks[at + 1])
        assert between is not None
        assert ranks[at] < between < ranks[at + 1]
        ranks.insert(at + 1, between)
    assert place_last(ranks[-1]) > ranks[-1]


def test_ranks_stay_short_and_say_when_they_are_used_up() -> None:
    low, high = place_last(None), place_last(place_last(None))
    assert str(place_between(low, high)) == "1.5"
    for _ in range(80):
        high = place_between(low, high) or low
    assert place_between(high, low) is None
    for _ in range(40):
        found = place_between(low, high)
        if found is None:
            break
        high = found
    else:
        pytest.fail("never used up")
