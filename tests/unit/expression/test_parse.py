"""Texts and what they are: the canonical text of each, and each refusal with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metamodel.expression import (
    MAX_DEPTH,
    MAX_LENGTH,
    Arith,
    Expression,
    ExpressionError,
    Kind,
    Literal,
    Path,
    digest,
    from_json,
    parse,
    paths,
    to_json,
    to_text,
    variables,
    walk,
)
from tests.expression_strategies import EXPRESSIONS, TOKENS

pytestmark = pytest.mark.unit

CANONICAL = {
    "stage='negotiation'   AND service_value>=1000": (
        "stage = 'negotiation' and service_value >= 1000"
    ),
    "a = 1 ou b == 2 e c <> 3": "a = 1 or b = 2 and c != 3",
    "(a = 1 or b = 2) and (c = 3 and d = 4)": "(a = 1 or b = 2) and c = 3 and d = 4",
    "não a = 1": "not a = 1",
    "NAO (a = 1 e b = 2)": "not (a = 1 and b = 2)",
    "not not a": "not not a",
    "x em (1, 2; 3)": "x in (1; 2; 3)",
    "x in [1]": "x in (1)",
    "x in ()": "x in ()",
    "not x in (1)": "x not in (1)",
    "x não em (1)": "x not in (1)",
    "unit in $units": "unit in ($units)",
    'x contém "d\'água"': "x contains 'd''água'",
    "x começa com 'a' e y termina com 'b'": "x starts with 'a' and y ends with 'b'",
    "x não está vazio ou y is empty": "x is not empty or y is empty",
    "x entre 1 e 2 e y = 3": "x between 1 and 2 and y = 3",
    "x not between 1 and 2": "x not between 1 and 2",
    "1 - (2 - 3) * -4": "1 - (2 - 3) * -4",
    "(1 - 2) - 3": "1 - 2 - 3",
    "-x * -(y + 1)": "-x * -(y + 1)",
    "--5": "--5",
    "a = hoje() e b < NOW()": "a = $today and b < $now",
    "SE(a > 1; 'alto'; 'baixo')": "if(a > 1; 'alto'; 'baixo')",
    "E(a; OU(b; c); NÃO(d))": "a and (b or c) and not d",
    "MÊS(d) = 3": "month(d) = 3",
    "owner.e = 1 and owner.in.not = 2": "owner.e = 1 and owner.in.not = 2",
    "`e` = 1 and `a b`.`c` = 2": "`e` = 1 and `a b`.c = 2",
    "enviado = 1 and ou_nao = 2": "enviado = 1 and ou_nao = 2",
    "x = 'a\\nb\\tc\\\\d\\'e'": "x = 'a\\nb\\tc\\\\d''e'",
    "x = verdadeiro or y = NULO": "x = true or y = null",
    "$ME = owner": "$me = owner",
    "(a = b) = true": "(a = b) = true",
}

REFUSED = {
    "": ("blank", 0, 0),
    "  \n ": ("blank", 0, 4),
    "a = ": ("ends_too_soon", 4, 0),
    "a = 'x": ("quote_open", 4, 2),
    'a = "x': ("quote_open", 4, 2),
    "a = = 1": ("unexpected", 4, 1),
    "a = 1 b = 2": ("unexpected", 6, 1),
    "a < b < c": ("unexpected", 6, 1),
    "a && b": ("unexpected", 2, 1),
    "a = 1;": ("unexpected", 5, 1),
    "(a = 1": ("ends_too_soon", 6, 0),
    "a = (1; 2)": ("unexpected", 6, 1),
    "e = 1": ("word_reserved", 0, 1),
    "a = 1 and or = 2": ("word_reserved", 10, 2),
    "a = $today.x": ("unexpected", 10, 1),
    "a = $mee": ("variable_unknown", 4, 4),
    "a\x00": ("character_forbidden", 1, 1),
    "a = '\ud800'": ("character_forbidden", 5, 1),
    "E()": ("arguments_count", 0, 1),
    f"a = {'9' * 41}": ("number_too_long", 4, 41),
    "a" * (MAX_LENGTH + 1): ("too_long", MAX_LENGTH, 1),
    "(" * (MAX_DEPTH + 1): ("too_deep", MAX_DEPTH, 1),
    "not " * 200 + "a": ("too_deep", 4 * MAX_DEPTH, 1),
    "1" + " + 1" * 200: ("too_deep", 0, 1),
    "a = '" + "\\'(" * 3000: ("quote_open", 4, 9001),
    "-" * 4000 + "x": ("too_deep", MAX_DEPTH, 1),
}


def refusal(text: str) -> tuple[str, int, int]:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.message("pt-BR")
    assert problem.message("en")
    return problem.code, problem.position, problem.length


@pytest.mark.parametrize(("text", "canonical"), CANONICAL.items())
def test_canonical_text(text: str, canonical: str) -> None:
    assert to_text(parse(text)) == canonical
    assert parse(canonical) == parse(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_its_place(text: str) -> None:
    assert refusal(text) == REFUSED[text]


def test_many_terms_are_not_deep() -> None:
    text = " or ".join(f"a = {number}" for number in range(500))
    assert to_text(parse(text)) == text


def test_spans_are_places_in_the_text() -> None:
    text = "a = 1 and  not total + 12.50 > x"
    found = [text[slice(*node.span)] for node in walk(parse(text))]
    assert found == [
        text, "a = 1", "a", "1", "not total + 12.50 > x", "total + 12.50 > x", "total + 12.50",
        "total", "12.50", "x",
    ]  # fmt: skip


def test_digest_is_of_the_meaning_not_the_writing() -> None:
    assert digest(parse("a=1 e b=2")) == digest(parse("(a = 1) and b = 2"))
    assert digest(parse("a = 1")) != digest(parse("a = 1.0"))
    assert digest(parse("a = true")) != digest(parse("a = 1"))


def test_paths_and_variables() -> None:
    found = parse("owner = $me and lower(owner.name) in ('a'; b) or x > $today + 3")
    assert paths(found) == {("owner",), ("owner", "name"), ("b",), ("x",)}
    assert variables(found) == {"me", "today"}


@given(EXPRESSIONS)
@settings(max_examples=150, deadline=None)
def test_printing_and_parsing_agree(node: Expression) -> None:
    back = parse(to_text(node))
    assert digest(back) == digest(node)
    assert back == node


@given(EXPRESSIONS)
@settings(max_examples=100, deadline=None)
def test_json_round_trip(node: Expression) -> None:
    back = from_json(to_json(node))
    assert back == node
    assert digest(back) == digest(node)


@given(st.text(max_size=60) | TOKENS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    try:
        found = parse(text)
    except ExpressionError as error:
        assert error.problems[0].message()
    else:
        assert parse(to_text(found)) == found


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"node": "compare"}, {"node": "x"}, {"node": "path", "segments": []},
        {"node": "path", "segments": ["a`b"]}, {"node": "literal", "kind": "integer", "value": "1"},
        {"node": "literal", "kind": "decimal", "value": "x"}, {"node": "negate", "value": {}},
        {"node": "arith", "op": "=", "left": {}, "right": {}}, {"node": "variable", "name": 1},
        {"node": "literal", "kind": "duration", "value": "1"},
    ],
)  # fmt: skip
def test_json_that_is_no_ast_is_refused(data: object) -> None:
    with pytest.raises(ExpressionError):
        from_json(data)


def test_literals_keep_their_kind() -> None:
    assert parse("1") == Literal(kind=Kind.INTEGER, value=1)
    assert parse("1") != parse("true")
    assert parse("a.b") == Path(segments=("a", "b"))
    assert isinstance(parse("1 - 2"), Arith)
