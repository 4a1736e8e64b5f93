"""Writes that make no sense: a 4xx problem with its path, and the clinic exactly as it was."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import fingerprint, paths, problem, send_raw

LISTS = "/api/data/leads"
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
async def untouched(served: Served) -> AsyncGenerator[dict[str, Any]]:
    """A lead; everything the clinic holds is the same before and after the test."""
    lead = await make_lead(served, name="Alvo", city="Santos")
    before = await fingerprint(served.databases, served.clinic)
    yield lead
    assert await fingerprint(served.databases, served.clinic) == before


async def refuse(
    client: httpx.AsyncClient, lead: dict[str, Any], body: bytes, status: int, code: str,
    kind: str | None = "application/json",
) -> list[dict[str, Any]]:  # fmt: skip
    """Send the same body as a create, an update and a move."""
    headers = {"content-type": kind} if kind else {}
    calls = [
        ("POST", LISTS),
        ("PATCH", f"{LISTS}/{lead['id']}"),
        ("POST", f"{LISTS}/{lead['id']}/move"),
    ]
    return [
        problem(await client.request(method, path, content=body, headers=headers), status, code)
        for method, path in calls
    ]


UNREADABLE: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("half", b'{"name": "a"'),
    ("a word", b"name"),
    ("two", b'{"name":"a"}{"name":"b"}'),
    ("comment", b'{"name":"a" /* b */}'),
    ("single quotes", b"{'name':'a'}"),
    ("trailing comma", b'{"name":"a",}'),
    ("NaN", b'{"name":"a","service_value":NaN}'),
    ("Infinity", b'{"name":"a","service_value":-Infinity}'),
    ("key twice", b'{"name":"a","name":"b"}'),
    ("key twice inside", b'{"name":"a","owner":{"id":"1","id":"2"}}'),
    ("not UTF-8", b'{"name":"\xff"}'),
    ("Latin 1", '{"name":"ção"}'.encode("latin-1")),
    ("UTF-16", '{"name":"a"}'.encode("utf-16")),
    ("byte order mark", b'\xef\xbb\xbf{"name":"a"}'),
    ("NUL", b'{"name":"a\x00"}'),
    ("half an UTF-8 surrogate", b'{"name":"\xed\xa0\x80"}'),
    ("deep list", b"[" * 100_000),
    ("deep closed list", b"[" * 100_000 + b"]" * 100_000),
    ("deep object", b'{"name":' * 50_000 + b"1" + b"}" * 50_000),
    ("deep value", b'{"name":' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    ("endless number", b'{"name":"a","service_value":' + b"9" * 10_000 + b"}"),
    ("null", b"null"),
    ("number", b"1"),
    ("text", b'"name"'),
    ("true", b"true"),
]


@pytest.mark.parametrize("body", [b for _, b in UNREADABLE], ids=[n for n, _ in UNREADABLE])
async def test_a_body_that_is_no_object(
    served: Served, untouched: dict[str, Any], body: bytes
) -> None:
    client = await served.client("seller")
    await refuse(client, untouched, body, 400, "bad_request")


async def test_a_list_of_what_are_no_objects(served: Served, untouched: dict[str, Any]) -> None:
    client = await served.client("seller")
    for body in (b"[1]", b'[{"name":"a"},null]', b'[{"name":"a"},["b"]]', b"[[]]"):
        problem(await client.post(LISTS, content=body), 400, "bad_request")
    many = json.dumps([{"name": f"N{n}"} for n in range(1001)]).encode()
    problem(await client.post(LISTS, content=many), 422, "limit_exceeded")
    mixed = [{"name": "Bom"}, {"name": ""}, {"name": "Bom", "nothing": 1, "service_value": "x"}]
    found = problem(await client.post(LISTS, json=mixed), 422, "invalid")
    assert paths(found) == {"1.name", "2.nothing", "2.service_value"}
    late = [{"name": "Bom"}, {"name": "Bom", "channel": "campaign"}]
    assert paths(problem(await client.post(LISTS, json=late), 422, "invalid")) == {"1.campaign"}
    twice = [{"name": "A", "whatsapp": "11 98888-0001"}, {"name": "B", "whatsapp": "11988880001"}]
    assert paths(problem(await client.post(LISTS, json=twice), 422, "invalid")) == {"1.whatsapp"}


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "text/html", "application/xml", "application/jsonp", "json", ";",
        "application/octet-stream",
    ],
)  # fmt: skip
async def test_a_body_of_another_kind(served: Served, untouched: dict[str, Any], kind: str) -> None:
    client = await served.client("seller")
    await refuse(
        client, untouched, b'{"name":"a","stage":"active"}', 415, "unsupported_media", kind
    )


async def test_a_body_that_is_too_large(served: Served, untouched: dict[str, Any]) -> None:
    client = await served.client("admin")
    huge = b'{"name":"' + b"a" * (9 * 1024 * 1024) + b'"}'
    await refuse(client, untouched, huge, 413, "body_too_large")
    for method, path in (("POST", "/api/session"), ("POST", "/api/packages")):
        answer = await client.request(method, path, content=huge)
        problem(answer, 413, "body_too_large")


READ_ONLY = ["created_at", "created_by", "updated_by", "activities", "appointments"]
NAMES = [
    "nothing", "nAme", "name ", "", "$me", "$name", "__proto__", "constructor", "id", "_version",
    "_trashed_at", "stage_since", "owner.name",
    "name'; drop table lead; --", '"#r"', "%s", "{0}", "مرحبا", "😀", "\u202eeman",
    "\ud800", "\x00", "a" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, *READ_ONLY], ids=lambda name: ascii(name)[:30])
async def test_a_field_that_cannot_be_written(
    served: Served, untouched: dict[str, Any], name: str
) -> None:
    client = await served.client("seller")
    body = json.dumps({"name": "Novo", name: "x"}).encode()
    code = "invalid" if name in READ_ONLY else "field_unknown"
    found = problem(await client.post(LISTS, content=body), 422, code)
    (fault,) = found["errors"]
    assert fault["code"] == ("field_read_only" if name in READ_ONLY else "field_unknown")
    body = json.dumps({name: "x"}).encode()
    problem(await client.patch(f"{LISTS}/{untouched['id']}", content=body), 422, code)
    body = json.dumps({"stage": "active", "fields": {name: "x"}}).encode()
    answer = await client.post(f"{LISTS}/{untouched['id']}/move", content=body)
    problem(answer, 422, code)


ANYTHING: list[Any] = [
    True, False, [], {}, [None], ["a"], {"id": None}, {"id": {"id": "a"}}, {"$ne": None}, -1, 1.5,
    10**30, 1e308, -0.0, "\x00", "\ud800", "a\u0007", "y" * 5_000_000, [[[[]]]], {"a": {"b": {}}},
    "'; drop table lead; --", '"#r"', NOBODY, {"id": NOBODY}, [NOBODY], [{"id": NOBODY}] * 3,
    {"entity": "lead", "id": NOBODY}, "2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01T10:00:00",
    "99999-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1.999",
    "1,50", "R$ 10", "NaN", "Infinity", "1e5", "١٢٣", "+5511", "110", "+1 (555) CALL-NOW", "😀",
    "e" + "\u0301" * 100, "\u202e", "", " ", "true", "0" * 5000, "9" * 400, 9007199254740993,
]  # fmt: skip
TAKES: dict[str, set[str]] = {
    "lead": {
        "name", "owner", "whatsapp", "phone2", "channel", "campaign", "situation", "procedures",
        "service_value", "service_unit", "next_contact_at", "district", "state", "comment", "stage",
    },
    "activity": {"summary", "kind", "happened_at", "author", "record"},
    "holiday": {"name", "day", "unit"},
    "appointment": {"lead", "practitioner", "unit", "starts_at", "ends_at", "stage"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "field"), [(e, f) for e, fields in sorted(TAKES.items()) for f in sorted(fields)]
)
async def test_any_value_for_any_field_is_kept_or_refused(
    served: Served, entity: str, field: str
) -> None:
    """What is kept reads back; what is refused names the field and changes nothing."""
    client = await served.client("admin")
    day = sorted(TAKES[entity]).index(field) + 1  # a practitioner is at one place at a time
    whole: dict[str, Any] = {
        "lead": {"name": "Alvo"},
        "activity": {"summary": "Ligação"},
        "holiday": {"name": "Natal", "day": "2026-12-25"},
        "appointment": {
            "lead": (await make_lead(served))["id"],
            "starts_at": f"2026-05-{day:02}T10:00:00-03:00",
            "ends_at": f"2026-05-{day:02}T11:00:00-03:00",
            "practitioner": str(served.members["seller"]),
            "unit": str(served.units[0]),
        },
    }[entity]
    later = {name: f"2026-06{value[7:]}" for name, value in whole.items() if name.endswith("s_at")}
    created = await client.post(f"/api/data/{entity}", json=whole)
    assert created.status_code == 201, created.text
    place = f"/api/data/{entity}/{created.json()['data']['id']}"
    before = await fingerprint(served.databases, served.clinic)
    kept = refused = 0
    for value in ANYTHING:
        body = json.dumps({field: value}).encode()
        answer = await client.patch(place, content=body)
        if answer.status_code == 200:
            read = await client.get(f"{place}?fields={field}")
            assert read.json()["data"][field] == answer.json()["data"][field]
            kept = answer.json()["data"]["version"] - 1
            continue
        assert answer.status_code == 422, (ascii(value)[:60], answer.text[:500])
        found = problem(answer, 422, answer.json()["code"])
        assert all(path.split(".")[0] in whole or path == field for path in paths(found)), found
        assert len(answer.content) < 4000
        body = json.dumps({**whole, **later, field: value}).encode()
        answer = await client.post(f"/api/data/{entity}", content=body)
        assert answer.status_code == 422, (ascii(value)[:60], answer.text[:500])
        refused += 1
    last = await client.get(place)
    assert last.json()["data"]["version"] == 1 + kept
    table = f"core.{entity}" if entity != "holiday" else "core._holiday"
    after = await fingerprint(served.databases, served.clinic)
    assert {name for name in after if after[name] != before[name]} <= {
        table, f"{table}_procedures", f"{table}_{field}",
        "core._history", "core._stage_log", "core._booking",
    }  # fmt: skip
    counted = [found[table].split(",")[0] for found in (before, after)]
    assert counted[0] == counted[1]
    assert refused > 0


async def test_text_comes_back_as_it_went(served: Served) -> None:
    client = await served.client("admin")
    for text in (
        "'; drop table lead; --", '"#r"', "مرحبا \u202eabc", "👩‍👩‍👧", "\\u0000", "${7*7}", "%s{0}",
        "<script>alert(1)</script>", "a\u2028b", "=cmd|' /C calc'!A0", "x" * 100_000,
    ):  # fmt: skip
        made = await make_lead(served, name="Texto", comment=text)
        read = (await client.get(f"{LISTS}/{made['id']}?fields=comment")).json()["data"]
        assert read["comment"] == text.replace("\u2028", "\n")


MOVES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "invalid", "stage"),
    ({"stage": None}, "invalid", "stage"),
    ({"stage": 1}, "invalid", "stage"),
    ({"stage": ["active"]}, "invalid", "stage"),
    ({"stage": "nowhere"}, "stage_unknown", "stage"),
    ({"stage": "active\x00"}, "stage_unknown", "stage"),
    ({"stage": "\ud800"}, "stage_unknown", "stage"),
    ({"stage": "a" * 1_000_000}, "stage_unknown", "stage"),
    ({"stage": "active", "pipeline": "nowhere"}, "invalid", "pipeline"),
    ({"stage": "active", "pipeline": 1}, "invalid", "pipeline"),
    ({"stage": "active", "force": True}, "invalid", "force"),
    ({"stage": "active", "version": "1"}, "invalid", "version"),
    ({"stage": "active", "version": -1}, "invalid", "version"),
    ({"stage": "active", "version": True}, "invalid", "version"),
    ({"stage": "active", "fields": {"name": None}}, "invalid", "fields.name"),
    ({"stage": "active", "fields": {"nothing": 1}}, "field_unknown", "fields.nothing"),
    ({"stage": "negotiation"}, "gate", "fields.procedures"),
    ({"stage": "closed"}, "transition_not_allowed", ""),
]


@pytest.mark.parametrize(("body", "code", "path"), MOVES, ids=lambda value: ascii(value)[:40])
async def test_a_move_that_leads_nowhere(
    served: Served, untouched: dict[str, Any], body: dict[str, Any], code: str, path: str
) -> None:
    client = await served.client("admin")
    answer = await client.post(f"{LISTS}/{untouched['id']}/move", content=json.dumps(body).encode())
    found = problem(answer, 422, code)
    assert path in paths(found) or not path


async def test_fields_of_a_move_that_are_no_object(
    served: Served, untouched: dict[str, Any]
) -> None:
    client = await served.client("admin")
    for fields in ([1], "name", 1, True):
        body = {"stage": "active", "fields": fields}
        problem(await client.post(f"{LISTS}/{untouched['id']}/move", json=body), 400, "bad_request")


@pytest.mark.parametrize(
    "version", ["", "*", "abc", '"1', "-1", "1.0", "1,2", "9" * 400, "W/", "\x00", "ação"]
)
async def test_a_version_that_is_none(
    served: Served, untouched: dict[str, Any], version: str
) -> None:
    client = await served.client("admin")
    headers = {
        "if-match": version,
        "content-type": "application/json",
        "x-csrf-token": client.headers["x-csrf-token"],
    }
    for method, place in (("PATCH", ""), ("POST", "/move")):
        answer = await send_raw(
            served.app, method, f"{LISTS}/{untouched['id']}{place}",
            body=b'{"stage":"active"}', headers=headers, cookies=client.cookies,
        )  # fmt: skip
        assert paths(problem(answer, 422, "invalid")) == {"If-Match"}
    for body in ({"city": "X", "version": each} for each in ("1", -1, 1.5, True, [], {})):
        answer = await client.patch(f"{LISTS}/{untouched['id']}", json=body)
        assert paths(problem(answer, 422, "invalid")) == {"version"}


async def test_a_version_of_the_future_or_the_past_conflicts(
    served: Served, untouched: dict[str, Any]
) -> None:
    client = await served.client("admin")
    for version in ("0", "2", "999999999"):
        answer = await client.patch(
            f"{LISTS}/{untouched['id']}", json={"city": "X"}, headers={"if-match": version}
        )
        assert problem(answer, 409, "conflict")["version"] == 1


async def test_records_that_are_not_there(served: Served, untouched: dict[str, Any]) -> None:
    client = await served.client("admin")
    for record in (NOBODY, "1", "%00", "'", "a" * 4000):
        for method, place in (("PATCH", ""), ("POST", "/move")):
            answer = await client.request(
                method, f"{LISTS}/{record}{place}", json={"stage": "active"}
            )
            problem(answer, 404, "not_found")
    for entity in ("nothing", "_member", "pg_class", "%22%23r%22", "a" * 4000):
        problem(await client.post(f"/api/data/{entity}", json={"name": "x"}), 404, "not_found")


SIGN_INS: list[tuple[bytes, int, str]] = [
    (b"", 422, "invalid"),
    (b"{", 400, "bad_request"),
    (b"[]", 422, "invalid"),
    (b"null", 422, "invalid"),
    (b"{}", 422, "invalid"),
    (b'{"email":1,"password":2}', 422, "invalid"),
    (b'{"email":"a@b.c","password":"x","admin":true}', 422, "invalid"),
    (b'{"email":"a@b.c","password":["x"]}', 422, "invalid"),
    (b'{"email":"' + b"a" * 400 + b'","password":"x"}', 422, "invalid"),
    (b'{"email":"a\\u0000b","password":"x"}', 400, "bad_request"),
    (b'{"email":"a@b.c","password":"\\u0000"}', 401, "bad_credentials"),
    (b'{"email":"\\ud800","password":"x"}', 422, "invalid"),
    (b'{"email":"\' or 1=1 --","password":"x"}', 401, "bad_credentials"),
    (b'{"email":"admin@um.test","password":"x","clinic":"\\u0000"}', 401, "bad_credentials"),
    (b'{"email":"\xff","password":"x"}', 400, "bad_request"),
    (b"[" * 100_000, 400, "bad_request"),
]


@pytest.mark.parametrize(("body", "status", "code"), SIGN_INS, ids=lambda value: ascii(value)[:40])
async def test_a_sign_in_that_makes_no_sense(
    served: Served, body: bytes, status: int, code: str
) -> None:
    client = await served.client(None)
    headers = {"content-type": "application/json"}
    answer = await client.post("/api/session", content=body, headers=headers)
    problem(answer, status, code)
    assert "set-cookie" not in answer.headers


async def test_a_wrong_token_cookie_or_header_is_nobody(served: Served) -> None:
    client = await served.client("seller")
    for cookie in ("", "x", "x" * 10_000, "%00", "'; drop table", "\\", "=", "ação"):
        answer = await send_raw(
            served.app, "GET", LISTS, headers={"cookie": f"nexus_session={cookie}"}
        )
        problem(answer, 401, "session_required")
    for header in ("nothing", "'", "%00", "a" * 5000):
        answer = await client.get(LISTS, headers={"x-clinic": header})
        problem(answer, 403, "no_clinic")
