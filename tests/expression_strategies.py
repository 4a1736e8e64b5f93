"""Random expressions: any AST the parser can give, and texts that are mostly well typed."""

from decimal import Decimal

from hypothesis import strategies as st

from metamodel.expression import (
    Arith,
    Between,
    Call,
    Compare,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Kind,
    Literal,
    Not,
    Path,
    StartsWith,
    Variable,
    conjunction,
    disjunction,
    negative,
)
from metamodel.expression.functions import FUNCTIONS
from metamodel.expression.words import RESERVED, VARIABLES

_CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
TEXTS = st.text(_CHARACTERS, max_size=12) | st.sampled_from(["'", '"', "\\", "''", "a\\'b", "\n"])
_SEGMENTS = (
    st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
    | st.sampled_from(sorted(RESERVED))
    | st.text(_CHARACTERS, min_size=1, max_size=5).filter(lambda s: "`" not in s and "\n" not in s)
)
_LEAVES: st.SearchStrategy[Expression] = st.one_of(
    TEXTS.map(lambda value: Literal(kind=Kind.TEXT, value=value)),
    st.integers(0, 10**39).map(lambda value: Literal(kind=Kind.INTEGER, value=value)),
    st.decimals(0, 10**12, places=3).map(lambda value: Literal(kind=Kind.DECIMAL, value=value)),
    st.just(Literal(kind=Kind.DECIMAL, value=Decimal("0.0"))),
    st.booleans().map(lambda value: Literal(kind=Kind.BOOLEAN, value=value)),
    st.just(Literal(kind=Kind.NULL, value=None)),
    st.sampled_from(sorted(VARIABLES)).map(lambda name: Variable(name=name)),
    st.lists(_SEGMENTS, min_size=1, max_size=3).map(lambda each: Path(segments=tuple(each))),
)


def _grow(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=2, max_size=3)
    some = st.lists(inner, max_size=3).map(tuple)
    names = st.sampled_from([*sorted(FUNCTIONS), "nothing_known"])
    return st.one_of(
        st.builds(Compare, op=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), left=inner,
                  right=inner),
        st.builds(Arith, op=st.sampled_from(list("+-*/%")), left=inner, right=inner),
        several.map(conjunction),
        several.map(disjunction),
        st.builds(Not, item=inner),
        inner.map(negative),
        st.builds(In, value=inner, items=some),
        st.builds(Contains, value=inner, part=inner),
        st.builds(StartsWith, value=inner, part=inner),
        st.builds(EndsWith, value=inner, part=inner),
        st.builds(IsEmpty, value=inner),
        st.builds(Between, value=inner, low=inner, high=inner),
        st.builds(Call, function=names, arguments=some),
    )  # fmt: skip


EXPRESSIONS = st.recursive(_LEAVES, _grow, max_leaves=12)

WORDS = st.sampled_from([
    "and", "e", "or", "ou", "not", "não", "in", "em", "between", "entre", "contains", "contém",
    "is", "empty", "está", "vazio", "starts", "with", "null", "true", "false", "(", ")", "[", "]",
    ";", ",", ".", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "$me", "$today",
    "$x", "'a'", '"b"', "'", '"', "`", "1", "2.5", "name", "stage", "owner.name", "E(", "if(",
    "days_ago(", "!", "&", "|",
])  # fmt: skip
TOKENS = st.lists(WORDS, max_size=14).map(" ".join)

_SAME: dict[str, list[str]] = {
    "text": ["name", "campaign", "phone", "owner.name", "procedures.name", "'a%_\\\\'", "''",
             "lower(name)", "concat(name; channel)", "trim(campaign)", "null"],
    "number": ["service_value", "visits", "score", "procedures.price", "0", "-2", "2.50",
               "99999999999999999999", "length(name)", "year(created_at)", "abs(visits)",
               "visits / score", "visits % 0", "round(score; visits)", "-(visits + 1)",
               "birth_date - $today", "days_between(created_at; $today)", "null"],
    "day": ["birth_date", "$today", "'2026-02-28'", "'0002-01-01'", "days_ago(visits)",
            "birth_date + 36600", "in_days(99999999)", "date(created_at)", "date(visit_local)",
            "start_of_week(birth_date)", "start_of_year()", "if(is_active; birth_date; $today)"],
    "moment": ["created_at", "last_contact_at", "$now", "appointments.starts_at",
               "'2026-03-31T10:00'", "'2026-03-31T10:00-03:00'", "$now - days(40000)",
               "instant(visit_local)", "created_at + minutes(visits)", "null"],
    "key": ["channel", "'site'", "'whatsapp'", "null"],
    "person": ["owner", "$me", "'00000000-0000-0000-0000-000000000001'", "null"],
}  # fmt: skip


def _tests(kind: str) -> st.SearchStrategy[str]:
    each = st.sampled_from(_SAME[kind])
    ops = ["=", "!="] if kind in ("key", "person") else ["=", "!=", "<", "<=", ">", ">="]
    forms = [
        st.tuples(each, st.sampled_from(ops), each).map(" ".join),
        st.tuples(each, each, each).map(lambda t: f"{t[0]} in ({t[1]}; {t[2]})"),
        each.map(lambda t: f"{t} is empty"),
    ]
    if len(ops) > 2:
        forms.append(st.tuples(each, each, each).map(lambda t: f"{t[0]} between {t[1]} and {t[2]}"))
    if kind == "text":
        words = st.sampled_from(["contains", "starts with", "ends with"])
        forms.append(st.tuples(each, words, each).map(" ".join))
    if kind in ("day", "moment"):
        forms.append(each.map(lambda t: f"last_days({t}; visits)"))
    return st.one_of(forms)


FILTERS = st.recursive(
    st.one_of([_tests(kind) for kind in _SAME]),
    lambda inner: st.one_of(
        inner.map(lambda t: f"not ({t})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) and ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) or ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"if({t[0]}; {t[1]}; true)"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) = ({t[1]})"),
    ),
    max_leaves=4,
)
