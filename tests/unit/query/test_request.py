"""URLs as they come: the sugar and the language say the same; bad input is a fault with a path."""

from urllib.parse import quote

import pytest

from engine.access.policy import policy_for
from engine.access.record_query import RecordQuery, Selected, SortKey
from engine.core.errors import InvalidInput, NotFound
from engine.query.read import split_after
from engine.query.request import parse_list_request, parse_record_request
from engine.query.view_request import parse_view_request
from metamodel.expression import to_text
from tests.query_sample import ME, build_context, build_snapshot

pytestmark = pytest.mark.unit

SNAPSHOT = build_snapshot()


def read(query: str) -> RecordQuery:
    return parse_list_request(SNAPSHOT, "leads", query)


def filter_text(query: str) -> str:
    found = read(query).filter
    return "" if found is None else to_text(found)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("stage=new", "stage = 'new'"),
        ("service_value[gte]=1000", "service_value >= 1000"),
        ("service_value[lt]=10.50", "service_value < 10.50"),
        ("channel[in]=site,whatsapp", "channel in ('site'; 'whatsapp')"),
        ("channel[not_in]=site", "channel not in ('site')"),
        ("name[contains]=silva", "name contains 'silva'"),
        ("name[starts]=a", "name starts with 'a'"),
        ("name[ends]=a", "name ends with 'a'"),
        ("stage[ne]=new", "stage != 'new'"),
        ("owner=$me", "owner = $me"),
        ("owner[empty]=true", "owner is empty"),
        ("owner[empty]=false", "owner is not empty"),
        ("owner=null", "owner = null"),
        ("service_value[between]=1,2", "service_value between 1 and 2"),
        ("owner.name=Ana", "owner.name = 'Ana'"),
        (f"procedures={ME}", f"procedures contains '{ME}'"),
        ("name=O'Brien", "name = 'O''Brien'"),
        ("stage=new&filter=name%20%3D%20'x'", "stage = 'new' and name = 'x'"),
    ],
)
def test_sugar_is_the_language(query: str, text: str) -> None:
    assert sorted(filter_text(query).split(" and ")) == sorted(text.split(" and "))


def test_fields_sort_and_children() -> None:
    query = read(
        "fields=name,owner.name,owner.email,procedures.name&sort=-created_at,owner.name&limit=7"
        "&count=capped&trash=only&search=ana"
        "&with="
        + quote("appointments(limit:3,sort:-starts_at,id,filter:a in ('x',(1)),fields:lead)")
    )
    assert query.select[:3] == (
        Selected(name="name"),
        Selected(name="owner", nested=(Selected(name="name"), Selected(name="email"))),
        Selected(name="procedures", nested=(Selected(name="name"),)),
    )
    assert query.sort == (
        SortKey(path=("created_at",), descending=True),
        SortKey(path=("owner", "name")),
    )
    assert (query.limit, query.count, query.trash, query.search) == (7, "capped", "only", "ana")
    children = query.select[3].children
    assert children is not None
    assert children.limit == 3
    assert [key.path for key in children.sort] == [("starts_at",), ("id",)]
    assert children.filter is not None
    assert query.select[3].nested == (Selected(name="lead"),)


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("limit=0", "limit", "limit_exceeded"),
        ("limit=501", "limit", "limit_exceeded"),
        ("limit=-1", "limit", "limit_exceeded"),
        ("limit=١", "limit", "limit_exceeded"),
        ("limit=1e3", "limit", "limit_exceeded"),
        ("count=all", "count", "malformed"),
        ("trash=yes", "trash", "malformed"),
        ("sort=a b", "sort", "malformed"),
        ("sort=name;drop", "sort", "malformed"),
        ('fields="#r"', "fields", "malformed"),
        ("fields=name.", "fields", "malformed"),
        ("filter=stage+%3D", "filter", "ends_too_soon"),
        ("filter=stage+%3D+'new", "filter", "quote_open"),
        ("name[like]=x", "name[like]", "parameter_unknown"),
        ("name'--=x", "name'--", "parameter_unknown"),
        ("with=appointments(", "with", "malformed"),
        ("with=appointments)x", "with", "malformed"),
        ("with=appointments(limit:x)", "with.appointments.limit", "limit_exceeded"),
        ("with=appointments(order:x)", "with.appointments", "malformed"),
        ("with=appointments(filter:a =)", "with.appointments.filter", "ends_too_soon"),
        ("limit=1&limit=2", "limit", "malformed"),
        ("name=%00", "query", "malformed"),
        ("name=%ff%fe", "query", "malformed"),
        ("x=" + "y" * 30_000, "query", "too_long"),
        ("&".join(f"a{n}=1" for n in range(200)), "query", "malformed"),
    ],
)
def test_bad_input_has_a_path(query: str, path: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(query)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, code)]
    assert all(fault.message["pt-BR"] for fault in caught.value.faults)


def test_all_faults_come_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        read("limit=0&sort=a b&filter=&fields=x-y&name[like]=x")
    assert {fault.path for fault in caught.value.faults} == {
        "limit",
        "sort",
        "fields",
        "name[like]",
    }


def test_a_record_takes_fields_and_children_only() -> None:
    with pytest.raises(InvalidInput):
        parse_record_request(SNAPSHOT, "leads", ME, "stage=new")
    with pytest.raises(NotFound):
        parse_record_request(SNAPSHOT, "nothing", ME, "")


def test_a_view_leaves_out_what_the_actor_may_not_see() -> None:
    policy = policy_for(SNAPSHOT, build_context("seller", snapshot=SNAPSHOT).actor)
    view, query = parse_view_request(SNAPSHOT, policy, (), "lead.mine", "stage=new")
    assert view.kind == "list"
    assert [each.name for each in query.select] == ["name", "stage"]
    assert query.filter is not None
    assert to_text(query.filter) == "owner = $me and stage = 'new'"
    assert query.sort == (SortKey(path=("name",)),)


def test_a_column_is_for_boards() -> None:
    policy = policy_for(SNAPSHOT, build_context("admin", snapshot=SNAPSHOT).actor)
    with pytest.raises(InvalidInput):
        parse_view_request(SNAPSHOT, policy, (), "lead.mine", "column=new")
    with pytest.raises(NotFound):
        parse_view_request(SNAPSHOT, policy, (), "lead.nothing", "")


@pytest.mark.parametrize(
    ("query", "rest", "after"),
    [
        ("", "", None),
        ("a=1", "a=1", None),
        ("a=1&after=x%2By&b=2", "a=1&b=2", "x+y"),
        ("after=", "", None),
        ("hereafter=1", "hereafter=1", None),
    ],
)
def test_the_cursor_is_set_apart(query: str, rest: str, after: str | None) -> None:
    assert split_after(query) == (rest, after)
