"""The type checker: what it refuses, with place and remedy, and what it makes explicit."""

import re
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings

import metamodel.expression
from metamodel.expression import (
    BOOLEAN,
    DATE,
    DECIMAL,
    DURATION,
    FUNCTIONS,
    INSTANT,
    INTEGER,
    MONEY,
    TEXT,
    ExpressionProblem,
    Kind,
    Type,
    TypedExpression,
    check_types,
    choice,
    from_json,
    link,
    list_of,
    named_type,
    parse,
    plain_literal,
    to_json,
    to_text,
    walk,
)
from metamodel.expression.messages import HINTS, MESSAGES
from tests.expression_strategies import FILTERS, TOKENS
from tests.lead_scope import LeadScope

pytestmark = pytest.mark.unit

REFUSED = {
    "stag = 'new'": ("field_unknown", "stag", "did_you_mean"),
    "zzzzzz = 1": ("field_unknown", "zzzzzz", None),
    "stage = 'negociation'": ("stage_unknown", "'negociation'", "did_you_mean"),
    "stage in ('new'; 'xyz')": ("stage_unknown", "'xyz'", "options"),
    "channel != 'sight'": ("choice_unknown", "'sight'", "did_you_mean"),
    "channel = site": ("text_unquoted", "site", "quote_it"),
    "service_value >= '1000'": ("types_differ", "'1000'", "unquote_it"),
    "phone = 11": ("types_differ", "11", "quote_it"),
    "channel > 'site'": ("operator_not_for", "channel", "use_equals"),
    "channel contains 'si'": ("operator_not_for", "channel contains 'si'", "use_equals"),
    "service_value contains 1": ("operator_not_for", "service_value contains 1", "use_equals"),
    "name contains 1": ("text_expected", "1", "quote_it"),
    "service_value starts with 'a'": ("text_expected", "service_value", None),
    "photo = 'x'": ("operator_not_for", "'x'", "only_empty"),
    "name > null": ("null_ordered", "null", "use_empty"),
    "visit_local < $now": ("date_kinds_mixed", "$now", "use_instant"),
    "created_at - $today > days(1)": ("date_kinds_mixed", "created_at - $today", "use_date"),
    "birth_date = '31/12/2020'": ("date_invalid", "'31/12/2020'", "date_form"),
    "birth_date = '2020-02-30'": ("date_invalid", "'2020-02-30'", "date_form"),
    "created_at > 'ontem'": ("datetime_invalid", "'ontem'", "datetime_form"),
    "visit_local > '2026-01-01T10:00Z'": (
        "date_kinds_mixed", "'2026-01-01T10:00Z'", "local_without_offset",
    ),
    "owner = 'Ana'": ("id_invalid", "'Ana'", "compare_name"),
    "owner = service_unit": ("types_differ", "service_unit", None),
    "owner in $units": ("types_differ", "$units", None),
    "service_unit = $units": ("list_variable", "$units", "use_in"),
    "name": ("not_a_condition", "name", "compare_it"),
    "name and is_active": ("not_a_condition", "name", "compare_it"),
    "name + 'x' = 'y'": ("arithmetic", "name + 'x'", "use_concat"),
    "created_at + 3 > $now": ("arithmetic", "created_at + 3", "use_duration"),
    "-name = 'x'": ("number_expected", "name", None),
    "procedures.name = appointments.note": (
        "many_paths", "procedures.name = appointments.note", "use_rollup",
    ),
    "days_agoo(3) = birth_date": ("function_unknown", "days_agoo(3)", "did_you_mean"),
    "qqqqqqq(3) = 1": ("function_unknown", "qqqqqqq(3)", None),
    "round() = 1": ("arguments_count", "round()", "signature"),
    "lower(name; 'x') = 'a'": ("arguments_count", "lower(name; 'x')", "signature"),
    "lower(visits) = 'a'": ("argument_kind", "visits", "signature"),
    "days_ago(1.5) = birth_date": ("argument_kind", "1.5", "signature"),
    "if(is_active; 1; 'a') = 1": ("results_differ", "if(is_active; 1; 'a')", None),
    "year('x') = 1": ("date_invalid", "'x'", "date_form"),
}  # fmt: skip

ACCEPTED = {
    "created_at >= '2026-03-01'": "date(created_at) >= '2026-03-01'",
    "'2026-03-01' <= created_at": "'2026-03-01' <= date(created_at)",
    "created_at >= $today": "date(created_at) >= $today",
    "created_at >= start_of_month()": "date(created_at) >= start_of_month()",
    "days_ago(3) < created_at": "days_ago(3) < date(created_at)",
    "birth_date < $now": "birth_date < date($now)",
    "created_at between '2026-03-01' and $today": (
        "date(created_at) between '2026-03-01' and $today"
    ),
    "created_at in ($today; '2026-03-01')": "date(created_at) in ($today; '2026-03-01')",
    "visit_local = birth_date": "date(visit_local) = birth_date",
    "appointments.starts_at > $today": "date(appointments.starts_at) > $today",
    "created_at >= '2026-03-01T10:00'": "created_at >= instant('2026-03-01T10:00:00')",
    "created_at >= '2026-03-01 10:00-03:00'": "created_at >= '2026-03-01T10:00:00-03:00'",
    "procedures contains '00000000-0000-0000-0000-000000000001'": (
        "procedures = '00000000-0000-0000-0000-000000000001'"
    ),
    "$units contains service_unit": "service_unit in ($units)",
    "appointments.confirmed": "appointments.confirmed = true",
    "$today - '2026-01-01' > 3": "$today - '2026-01-01' > 3",
}

RESULTS = {
    "visits + 1": INTEGER,
    "visits / 2": DECIMAL,
    "service_value * 2": MONEY,
    "service_value / visits": MONEY,
    "service_value / service_value": DECIMAL,
    "created_at - $now": DURATION,
    "birth_date + 3": DATE,
    "3 + birth_date": DATE,
    "$now + hours(2)": INSTANT,
    "if(is_active; 1; 2.5)": DECIMAL,
    "if(is_active; 'a'; null)": TEXT,
    "if(is_active; channel; 'outro')": TEXT,
    "if(is_active; birth_date; '2026-01-01')": DATE,
    "coalesce(channel; 'site')": TEXT,
    "round(service_value; 1)": MONEY,
    "IF(service_value > 5000; \"alto\"; \"baixo\")": TEXT,
    "days_between(last_contact_at, $now)": INTEGER,
    "name = 'x'": BOOLEAN,
}  # fmt: skip


def problems(text: str, scope: Any) -> list[ExpressionProblem]:
    found = check_types(parse(text), scope, BOOLEAN)
    return [] if isinstance(found, TypedExpression) else found


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_place_and_remedy(scope: Any, text: str) -> None:
    (found,) = problems(text, scope)
    place = text[found.position : found.position + found.length]
    assert (found.code, place, found.hint) == REFUSED[text]
    for locale in ("pt-BR", "en"):
        assert "{" not in found.message(locale) + (found.hint_text(locale) or "")


def test_message_names_the_nearest_key_in_the_readers_language(scope: Any) -> None:
    (found,) = problems("stage = 'negociation'", scope)
    assert found.message("pt-BR") == "A etapa 'negociation' não existe."
    assert found.hint_text("pt-BR") == "Você quis dizer 'negotiation'?"
    (found,) = problems("created_at - $today > days(1)", scope)
    assert found.message("pt-BR") == "Data e hora e data não se misturam."
    assert found.message("en") == "Date and time and date do not mix."


def test_every_problem_is_reported_at_once(scope: Any) -> None:
    found = problems("stag = 1 and channel = 'x' and visit_local < $now or nope(1)", scope)
    assert [each.code for each in found] == [
        "field_unknown", "choice_unknown", "date_kinds_mixed", "function_unknown",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_the_implicit_is_made_explicit(scope: Any, text: str) -> None:
    found = check_types(parse(text), scope, BOOLEAN)
    assert isinstance(found, TypedExpression)
    assert to_text(found.root) == ACCEPTED[text]
    assert all(node.type is not None for node in walk(found.root))


@pytest.mark.parametrize("text", RESULTS)
def test_result_type(scope: Any, text: str) -> None:
    found = check_types(parse(text), scope)
    assert isinstance(found, TypedExpression)
    assert found.type == RESULTS[text]


def test_result_must_fit_where_it_goes(scope: Any) -> None:
    found = check_types(parse("visits + 1"), scope, TEXT)
    assert isinstance(found, list)
    assert [each.code for each in found] == ["result_differs"]
    assert isinstance(check_types(parse("'2026-01-01'"), scope, DATE), TypedExpression)


def test_several_values_are_no_result(scope: Any) -> None:
    found = check_types(parse("procedures.name"), scope)
    assert isinstance(found, list)
    assert [each.code for each in found] == ["many_values"]


def test_typed_ast_survives_json(scope: Any) -> None:
    text = "created_at > '2026-03-01T10:00Z' and owner = '00000000-0000-0000-0000-000000000001'"
    found = check_types(parse(f"{text} and birth_date in ('2026-01-01')"), scope, BOOLEAN)
    assert isinstance(found, TypedExpression)
    back = from_json(to_json(found.root))
    assert back == found.root
    assert [each.type for each in walk(back)] == [each.type for each in walk(found.root)]
    assert [each.span for each in walk(back)] == [each.span for each in walk(found.root)]


@given(FILTERS | TOKENS)
@settings(max_examples=120, deadline=None)
def test_checking_never_fails_and_types_everything(text: str) -> None:
    try:
        ast = parse(text)
    except metamodel.expression.ExpressionError:
        return
    found = check_types(ast, LeadScope(), BOOLEAN)
    if isinstance(found, TypedExpression):
        assert all(node.type is not None for node in walk(found.root))
        assert from_json(to_json(found.root)) == found.root
    else:
        assert all(each.message() for each in found)


@pytest.mark.parametrize(
    ("text", "given", "kind"),
    [
        ("1000", MONEY, Kind.INTEGER),
        ("-10.50", MONEY, Kind.DECIMAL),
        ("abc", MONEY, Kind.TEXT),
        ("1000", TEXT, Kind.TEXT),
        ("True", BOOLEAN, Kind.BOOLEAN),
        ("null", choice("a"), Kind.NULL),
    ],
)
def test_bare_values_are_read_by_the_field(text: str, given: Type, kind: Kind) -> None:
    assert plain_literal(text, given).kind is kind


def test_types_by_name() -> None:
    assert named_type("choice", options=("a",)) == choice("a")
    assert named_type("link", entity="x", many=True) == list_of(link("x"))
    assert named_type("hologram").kind is Kind.OTHER


def test_every_code_and_hint_has_its_texts() -> None:
    folder = File(metamodel.expression.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    words = set(re.findall(r'"([a-z_]+)"', source))
    named = set(re.findall(r'(?:problem_at|fail|report|_error)\(\s*"(\w+)"', source))
    assert named <= set(MESSAGES)
    assert set(MESSAGES) - words - {"choice_unknown", "stage_unknown"} == set()
    assert set(HINTS) - words == set()


def test_every_function_is_documented_in_both_languages() -> None:
    for function in FUNCTIONS.values():
        assert set(function.doc) == {"pt-BR", "en"}
        assert function.aliases
