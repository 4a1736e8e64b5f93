"""Reads that make no sense: each a 4xx problem with its path, never a 500 and never a row."""

import json
from urllib.parse import quote

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import fingerprint, paths, problem, send_raw

NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"
LISTS = "/api/data/leads"
BOARD = "/api/views/lead.board/data"

PARAMETERS: list[tuple[str, str, str]] = [
    # query string, code, path of the fault
    ("filter=nothing = 1", "field_unknown", "filter"),
    ("filter=owner.nothing = 1", "field_unknown", "filter"),
    ("filter=name.nothing = 1", "field_unknown", "filter"),
    ("filter=name ~ 'a'", "invalid", "filter"),
    ("filter=name = ", "invalid", "filter"),
    ("filter=name", "invalid", "filter"),
    ("filter=service_value = 'muito'", "invalid", "filter"),
    ("filter=stage = 'nowhere'", "stage_unknown", "filter"),
    ("filter=created_at > 'ontem'", "invalid", "filter"),
    ("filter=name = $password", "invalid", "filter"),
    ("filter=1 = 1; drop table lead", "invalid", "filter"),
    ("filter=name = 'aberto", "invalid", "filter"),
    ("filter=" + "(" * 5000 + "name = 'a'" + ")" * 5000, "invalid", "filter"),
    ("filter=" + "not " * 2500 + "name = 'a'", "invalid", "filter"),
    ("filter=name = '" + "a" * 10_000 + "'", "invalid", "filter"),
    ("filter=service_value > " + "9" * 4000, "invalid", "filter"),
    ("filter=name = '%00'", "invalid", "query"),
    ("filter=name = '%ff'", "invalid", "query"),
    ("filter=name = '%ed%a0%80'", "invalid", "query"),
    ("filter=" + "a" * 20_001, "invalid", "query"),
    ("stage=nowhere", "stage_unknown", "stage"),
    ("service_value[near]=1", "invalid", "service_value[near]"),
    ("service_value=muito", "invalid", "service_value"),
    ("service_value[gte]=NaN", "invalid", "service_value[gte]"),
    ("owner=ana", "invalid", "owner"),
    ("created_at[gte]=ontem", "invalid", "created_at[gte]"),
    ("city[contains]=null", "invalid", "city[contains]"),
    ("city[contains]=$me", "invalid", "city[contains]"),
    ("nothing=1", "field_unknown", "nothing"),
    ("name[gte]]=1", "invalid", "name[gte]]"),
    ("=1", "invalid", "query"),
    ("%22%23r%22=1", "invalid", '"#r"'),
    ("sort=nothing", "field_unknown", "sort"),
    ("sort=procedures", "invalid", "sort"),
    ("sort=--name", "invalid", "sort"),
    ("sort=name;drop", "invalid", "sort"),
    ("sort=name,city,state,district,campaign,comment", "invalid", "sort"),
    ("fields=nothing", "field_unknown", "fields"),
    ("fields=name.first", "field_unknown", "fields.name"),
    ("fields=owner.created_by.created_by.created_by.name", "field_unknown", "fields.owner"),
    ("fields=name'", "invalid", "fields"),
    ("limit=0", "invalid", "limit"),
    ("limit=-1", "invalid", "limit"),
    ("limit=501", "invalid", "limit"),
    ("limit=1e2", "invalid", "limit"),
    ("limit=" + "9" * 400, "invalid", "limit"),
    ("limit=%D9%A3", "invalid", "limit"),
    ("limit=10&limit=20", "invalid", "limit"),
    ("count=all", "invalid", "count"),
    ("trash=yes", "invalid", "trash"),
    ("with=nothing", "field_unknown", "with.nothing"),
    ("with=owner", "invalid", "with.owner"),
    ("with=activities(limit:0)", "invalid", "with.activities.limit"),
    ("with=activities(limit:9999)", "invalid", "with.activities.limit"),
    ("with=activities(nothing:1)", "invalid", "with.activities"),
    ("with=activities(sort:nothing)", "field_unknown", "with.activities.sort"),
    ("with=activities(filter:nothing = 1)", "field_unknown", "with.activities.filter"),
    ("with=activities(", "invalid", "with"),
    ("with=)(", "invalid", "with"),
    ("&".join(f"p{n}=1" for n in range(101)), "invalid", "query"),
]


@pytest.mark.parametrize("route", [LISTS, BOARD])
@pytest.mark.parametrize(("query", "code", "path"), PARAMETERS, ids=lambda value: value[:40])
async def test_a_parameter_that_makes_no_sense(
    served: Served, route: str, query: str, code: str, path: str
) -> None:
    client = await served.client("seller")
    found = problem(await client.get(f"{route}?{query}"), 422, code)
    assert {each.split(".")[0] for each in paths(found)} == {path.split(".")[0]}


@pytest.mark.parametrize(
    ("query", "code", "path"),
    [
        ("filter=name = 'a'", "invalid", "filter"),
        ("limit=5", "invalid", "limit"),
        ("after=x", "invalid", "after"),
        ("fields=nothing", "field_unknown", "fields"),
        ("with=activities(limit:x)", "invalid", "with.activities.limit"),
        ("nothing=1", "invalid", "nothing"),
        ("&" * 30_000, "invalid", "query"),
    ],
)
async def test_a_record_takes_fields_and_with_only(
    served: Served, query: str, code: str, path: str
) -> None:
    client = await served.client("seller")
    lead = await make_lead(served, "seller")
    found = problem(await client.get(f"{LISTS}/{lead['id']}?{query}"), 422, code)
    assert path in paths(found)


@pytest.mark.parametrize(
    "query", ["&" * 100_000, "&".join(["stage=new"] * 100_000), "filter=" + "(" * 500_000]
)
async def test_a_query_longer_than_clients_can_send(served: Served, query: str) -> None:
    """Straight at the application, as a server in front may let it through."""
    client = await served.client("seller")
    for path in (LISTS, BOARD, f"{LISTS}/{NOBODY}"):
        answer = await send_raw(served.app, "GET", path, query=query, cookies=client.cookies)
        assert paths(problem(answer, 422, "invalid")) == {"query"}


async def test_all_faults_come_at_once(served: Served) -> None:
    client = await served.client("seller")
    query = "filter=nothing = &sort=--a&fields=never'&limit=0&count=x&trash=x&column=new&with=)"
    found = problem(await client.get(f"{LISTS}?{query}"), 422, "invalid")
    names = {"filter", "sort", "fields", "limit", "count", "trash", "with", "column"}
    assert paths(found) == names
    query = "filter=nothing = 1 and nowhere = 2&sort=nobody&fields=never,name"
    found = problem(await client.get(f"{LISTS}?{query}"), 422, "field_unknown")
    assert paths(found) == {"filter", "sort", "fields"}
    assert len(found["errors"]) == 4


@pytest.mark.parametrize(
    "query", ["column=nowhere", "column=new,nowhere", "column=%22%23r%22", "column=" + "a" * 5000]
)
async def test_a_column_that_is_not_there(served: Served, query: str) -> None:
    client = await served.client("seller")
    found = problem(await client.get(f"{BOARD}?{query}"), 422, "stage_unknown")
    assert paths(found) == {"column"}
    problem(await client.get(f"/api/views/lead.all/data?{query}"), 422, "invalid")


HOSTILE = [
    "'; drop table lead; --", '"#r"', "%", "_", "\\", "\\'", "%_%", "a' or '1'='1", "${7*7}",
    "{{7*7}}", "../../etc/passwd", "<script>alert(1)</script>", "مرحبا", "\u202eabc",
    "😀👩‍👩‍👧", "ﬁ",
    "İ", "a" * 4000, "\ufeff", "\u200b", "()", "^.*$", "\t\n", "1e999",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:30])
async def test_a_hostile_value_is_only_a_value(served: Served, value: str) -> None:
    """Searched, compared and used in LIKE, it finds what holds it and nothing else."""
    client = await served.client("seller")
    before = await fingerprint(served.databases, served.clinic)
    for asked in (
        {"search": value},
        {"name[contains]": value},
        {"name[starts]": value},
        {"city": value},
        {"city[in]": value},
    ):
        answer = await client.get(LISTS, params=asked)
        assert answer.status_code == 200, answer.text
    text = value.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "").replace("\n", "")
    answer = await client.get(
        LISTS, params={"filter": f"city = '{text}' or city contains '{text}'"}
    )
    assert answer.status_code in (200, 422), answer.text
    assert await fingerprint(served.databases, served.clinic) == before


async def test_like_signs_are_letters(served: Served) -> None:
    client = await served.client("admin")
    await make_lead(served, name="cem % de desconto_", city='cidade "#r"')
    for asked, expected in (
        ({"name[contains]": "%"}, 1),
        ({"name[contains]": "_"}, 1),
        ({"name[contains]": "c_m"}, 0),
        ({"city[contains]": '"#r"'}, 1),
        ({"search": "% desconto_"}, 1),
        ({"search": "c%o"}, 0),
    ):
        answer = await client.get(LISTS, params={**asked, "fields": "name"})
        assert len(answer.json()["data"]) == expected, (asked, answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/api/data/nothing",
        "/api/data/lead'",
        "/api/data/%22%23r%22",
        "/api/data/_member",
        "/api/data/pg_class",
        "/api/data/%00",
        "/api/data/%ff",
        "/api/data/" + "a" * 5000,
        "/api/data/Lead",
        "/api/data/lead/schema/x",
        "/api/data//",
        "/api/datax",
        "/api/views/nothing/data",
        "/api/views/lead.nothing/data",
        "/api/views/lead.board",
        "/api/views/",
        "/api/nothing",
        "/api",
        "/api/",
        f"/api/data/leads/{NOBODY}",
        "/api/data/leads/1",
        "/api/data/leads/' or 1=1",
        "/api/data/leads/%00",
        f"/api/data/leads/{NOBODY}%00",
        f"/api/data/leads/{{{NOBODY}}}",
        f"/api/data/leads/urn:uuid:{NOBODY}",
        f"/api/data/leads/{NOBODY}/history",
    ],
    ids=lambda path: path[:40],
)
async def test_an_address_that_is_not_there(served: Served, path: str) -> None:
    client = await served.client("seller")
    problem(await client.get(path), 404, "not_found")


ADDRESSES = {
    "/api/data": {"GET"},
    "/api/data/leads": {"GET", "POST", "PATCH"},
    "/api/data/lead/schema": {"GET"},
    f"/api/data/leads/{NOBODY}": {"GET", "PATCH", "DELETE"},
    f"/api/data/leads/{NOBODY}/move": {"POST"},
    "/api/views/lead.board/data": {"GET"},
    "/api/model": {"GET"},
    "/api/session": {"GET", "POST", "PATCH", "DELETE"},
    "/api/packages": {"GET", "POST"},
    "/api/versions": {"GET"},
    "/api/versions/1/rollback": {"POST"},
    "/api/health": {"GET"},
}


@pytest.mark.parametrize("path", ADDRESSES)
async def test_a_method_an_address_does_not_take(served: Served, path: str) -> None:
    client = await served.client("admin")
    before = await fingerprint(served.databases, served.clinic)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"} - ADDRESSES[path]:
        answer = await client.request(method, path)
        problem(answer, 405, "method_not_allowed")
        assert set(answer.headers["allow"].split(", ")) >= ADDRESSES[path]
    assert await fingerprint(served.databases, served.clinic) == before


async def test_cursors_that_are_not_ours_or_of_another_question(served: Served) -> None:
    client, other = await served.client("seller"), await served.client("manager")
    for number in range(3):
        await make_lead(served, "seller", name=f"Cursor {number}")
    asked = {"limit": "1", "sort": "name", "filter": "name contains 'Cursor'"}
    first = await client.get(LISTS, params=asked)
    cursor: str = first.json()["page"]["next"]
    forged = [
        "x", "%00", "..", cursor[:-1], cursor + "A", cursor[::-1], cursor.upper(), "=" * 100,
        "A" * 20_000, quote("😀"), json.dumps(["a", ["b"]]),
    ]  # fmt: skip
    for text in forged:
        answer = await client.get(LISTS, params={**asked, "after": text})
        assert answer.status_code in (400, 422), (text[:30], answer.text)
    for text in ("x", cursor[:-1], cursor + "A"):
        problem(await client.get(LISTS, params={**asked, "after": text}), 400, "cursor_invalid")
    for changed in ({"sort": "-name"}, {"filter": "name contains 'C'"}, {"search": "c"}):
        answer = await client.get(LISTS, params={**asked, **changed, "after": cursor})
        problem(answer, 410, "cursor_stale")
    for route in ("/api/data/procedures", BOARD, "/api/views/lead.all/data"):
        answer = await client.get(route, params={"limit": "1", "after": cursor})
        assert answer.status_code in (400, 410), (route, answer.text)
    problem(await other.get(LISTS, params={**asked, "after": cursor}), 410, "cursor_stale")
    assert (await client.get(LISTS, params={**asked, "after": cursor})).status_code == 200


async def test_a_refusal_speaks_the_callers_language(served: Served) -> None:
    """The account's locale wins over the header; without an account the header is heard."""
    client = await served.client("seller")
    found = problem(await client.get(f"{LISTS}?limit=0"), 422, "invalid")
    assert found["errors"][0]["message"] == "O valor deve ficar entre 1 e 500."
    async with served.databases.core.system() as con:
        change = "update nexus.account set locale = $1 where email = $2"
        await con.execute(change, "en", f"reception@{served.clinic.slug}.test")
    english = await served.client("reception")
    found = problem(await english.get(f"{LISTS}?limit=0"), 422, "invalid")
    assert found["errors"][0]["message"] == "It must be from 1 to 500."
    for path in ("/api/nothing", "/api/data/nothing", "/api/versions/x/rollback"):
        method = "POST" if "rollback" in path else "GET"
        title = (await english.request(method, path)).json()["title"]
        assert title in ("Not found.", "Some fields need fixing."), title
    anonymous = await served.client(None)
    for header, title in (
        ("es-MX,es;q=0.9", "Inicie sesión de nuevo para continuar."),
        ("xx", "Entre de novo para continuar."),
        ("en;q=0.1, pt;q=0.9", "Entre de novo para continuar."),
    ):
        answer = await anonymous.get(LISTS, headers={"accept-language": header})
        assert answer.json()["title"] == title
