"""Views that make no sense: each a 4xx that names the key and the remedy, and nothing is kept."""

import json
from typing import Any

import pytest

from tests.database.api.conftest import Served
from tests.database.api.wire import fingerprint, paths, problem, send_raw

GOOD = {"entity": "lead", "label": "V", "kind": "list"}
BAD: list[tuple[dict[str, Any], str, str]] = [
    # what is sent beside a good view, code and path of the first fault
    ({"colour": "red"}, "invalid", "colour"),
    ({"pinned": True}, "invalid", "pinned"),
    ({"name": "~x"}, "invalid", "name"),
    ({"id": "x"}, "invalid", "id"),
    ({"entity": None}, "invalid", "entity"),
    ({"entity": "leed"}, "invalid", "entity"),
    ({"entity": ["lead"]}, "invalid", "entity"),
    ({"entity": "x" * 10_000}, "invalid", "entity"),
    ({"label": None}, "invalid", "label"),
    ({"label": ""}, "invalid", "label"),
    ({"label": " \u200e\t "}, "invalid", "label"),
    ({"label": 7}, "invalid", "label"),
    ({"label": {"pt-BR": "V"}}, "invalid", "label"),
    ({"label": "V" * 81}, "invalid", "label"),
    ({"label": "V\x00"}, "invalid", "label"),
    ({"kind": None}, "invalid", "kind"),
    ({"kind": "hologram"}, "invalid", "kind"),
    ({"kind": 1}, "invalid", "kind"),
    ({"scope": "world"}, "invalid", "scope"),
    ({"scope": ["clinic"]}, "invalid", "scope"),
    ({"scope": "role"}, "invalid", "roles"),
    ({"scope": "role", "roles": []}, "invalid", "roles"),
    ({"scope": "role", "roles": ["saler"]}, "invalid", "roles"),
    ({"scope": "role", "roles": "seller"}, "invalid", "roles"),
    ({"scope": "role", "roles": [1]}, "invalid", "roles"),
    ({"scope": "role", "roles": ["seller"] * 21}, "invalid", "roles"),
    ({"filter": 5}, "invalid", "filter"),
    ({"filter": "nothing = 1"}, "invalid", "filter"),
    ({"filter": "name ="}, "invalid", "filter"),
    ({"filter": "name"}, "invalid", "filter"),
    ({"filter": "(" * 5000 + "name = 'a'" + ")" * 5000}, "invalid", "filter"),
    ({"filter": "name = '" + "a" * 40_000 + "'"}, "invalid", "filter"),
    ({"filter": "name = '\x00'"}, "invalid", "filter"),
    ({"filter": "name = '\ud800'"}, "invalid", "filter"),
    ({"sort": "nothing"}, "field_unknown", "sort"),
    ({"sort": "procedures"}, "invalid", "sort"),
    ({"sort": "name;drop table lead"}, "field_unknown", "sort"),
    ({"sort": "name," * 200}, "invalid", "sort"),
    ({"columns": "name"}, "invalid", "columns"),
    ({"columns": ["name", 5]}, "invalid", "columns.1"),
    ({"columns": ["nothing"]}, "field_unknown", "columns"),
    ({"columns": ["owner.nothing"]}, "invalid", "columns"),
    ({"columns": ["name"] * 61}, "invalid", "columns"),
    ({"columns": ["x" * 9000]}, "field_unknown", "columns"),
    ({"group": "nothing"}, "field_unknown", "group"),
    ({"group": "procedures"}, "invalid", "group"),
    ({"kind": "kanban", "field": "name"}, "invalid", "field"),
    ({"card": "nothing"}, "invalid", "card"),
    ({"measures": {"fn": "sum"}}, "invalid", "measures"),
    ({"measures": [{"fn": "sum"}]}, "invalid", "measures"),
    ({"measures": [{"fn": "sum", "field": "name"}]}, "invalid", "measures"),
    ({"measures": [{"fn": "sum", "field": "service_value", "x": 1}]}, "invalid", "measures.0.x"),
    ({"color_rules": [{"when": "name = 'a'", "color": "mauve"}]}, "invalid", "color_rules.0.color"),
    ({"color_rules": [{"when": "nothing = 1", "color": "red"}]}, "invalid", "color_rules.0.when"),
    ({"color_rules": [{"when": "name = 'a'", "color": "red"}] * 21}, "invalid", "color_rules"),
    ({"density": "huge"}, "invalid", "density"),
    ({"settings": []}, "invalid", "settings"),
    ({"settings": {"a": "x" * 9000}}, "invalid", "settings"),
    ({"settings": {"a": [[[[[[1]]]]]]}}, "invalid", "settings"),
    ({"settings": {"\x00": 1}}, "invalid", "settings"),
]


@pytest.mark.parametrize(("change", "code", "path"), BAD, ids=lambda each: str(each)[:60])
async def test_it_is_refused_by_its_key(
    served: Served, change: dict[str, Any], code: str, path: str
) -> None:
    admin = await served.client("admin")
    before = await fingerprint(served.databases, served.clinic)
    sent = json.dumps({**GOOD, **change}).encode()
    found = problem(await admin.post("/api/views", content=sent), 422, code)
    assert path in paths(found), found
    assert await fingerprint(served.databases, served.clinic) == before


CHANGES = [(change, code, path) for change, code, path in BAD if "entity" not in change]


async def test_a_change_is_refused_by_its_key(served: Served) -> None:
    admin = await served.client("admin")
    made = (await admin.post("/api/views", json=GOOD)).json()["data"]
    before = await fingerprint(served.databases, served.clinic)
    for change, code, path in CHANGES:
        sent = json.dumps(change).encode()
        answer = await admin.patch(f"/api/views/{made['key']}", content=sent)
        assert path in paths(problem(answer, 422, code)), (change, answer.text)
    for sent in ({"entity": "procedure"}, {"version": "x"}, {"version": -1}):
        answer = await admin.patch(f"/api/views/{made['key']}", json=sent)
        assert paths(problem(answer, 422, "invalid")) <= {"entity", "version"}
    answer = await admin.patch(
        f"/api/views/{made['key']}", json={"label": "x"}, headers={"if-match": "soon"}
    )
    problem(answer, 422, "invalid")
    assert await fingerprint(served.databases, served.clinic) == before


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"5", b'"v"', b"{", b"\xff", b'{"label":1,"label":2}',
             b'{"settings":' + b"[" * 100_000, b'{"entity":"lead","label":"V","kind":NaN}']
)  # fmt: skip
async def test_a_body_that_is_none(served: Served, body: bytes) -> None:
    admin = await served.client("admin")
    for method, path in (("POST", "/api/views"), ("PATCH", "/api/views/lead.board/choice")):
        answer = await admin.request(method, path, content=body)
        problem(answer, 400, "bad_request")


async def test_an_infinite_number_is_too_large(served: Served) -> None:
    admin = await served.client("admin")
    body = b'{"entity":"lead","label":"V","kind":"list","settings":{"a":1e999}}'
    found = problem(await admin.post("/api/views", content=body), 422, "invalid")
    assert paths(found) == {"settings"}


@pytest.mark.parametrize("choice", [{}, {"pinned": 1}, {"default": None}, {"star": True}])
async def test_a_choice_that_is_none(served: Served, choice: dict[str, Any]) -> None:
    admin = await served.client("admin")
    answer = await admin.patch("/api/views/lead.board/choice", json=choice)
    problem(answer, 422, "invalid")


@pytest.mark.parametrize(
    "key", ["lead.~", "lead.~x", "lead.~01890a5d-ac96-774b-bcce-b302099a8057", "~", "lead.board",
            "lead.~01890a5dac96774bbcceb302099a8057 ", "%00", "lead.~%00", "x" * 5000]
)  # fmt: skip
async def test_a_key_of_no_saved_view(served: Served, key: str) -> None:
    admin = await served.client("admin")
    cookies, token = admin.cookies, admin.headers["x-csrf-token"]
    for method, path, body in (
        ("GET", f"/api/views/{key}", b""),
        ("PATCH", f"/api/views/{key}", b'{"label":"x"}'),
        ("DELETE", f"/api/views/{key}", b""),
        ("POST", f"/api/views/{key}/restore", b""),
    ):
        headers = {"x-csrf-token": token, "content-type": "application/json"}
        answer = await send_raw(
            served.app, method, path, body=body, headers=headers, cookies=cookies
        )
        assert answer.status_code == 404, (method, key, answer.text)


async def test_the_key_says_the_entity(served: Served) -> None:
    admin = await served.client("admin")
    made = (await admin.post("/api/views", json=GOOD)).json()["data"]
    wrong = made["key"].replace("lead.", "procedure.")
    problem(await admin.get(f"/api/views/{wrong}/data"), 404, "not_found")


async def test_too_many_are_refused(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.api.saved_views import store

    monkeypatch.setattr(store, "EACH_MAX", 2)
    reception = await served.client("reception")
    for _ in range(2):
        assert (await reception.post("/api/views", json=GOOD)).status_code == 201
    found = problem(await reception.post("/api/views", json=GOOD), 422, "invalid")
    assert found["errors"][0]["code"] == "too_many"


async def test_a_frozen_clinic_keeps_no_view(served: Served) -> None:
    admin = await served.client("admin")
    made = (await admin.post("/api/views", json=GOOD)).json()["data"]
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        await con.execute("update _state set mode = 'frozen', mode_reason = 'mudança'")
    try:
        for answer in (
            await admin.post("/api/views", json=GOOD),
            await admin.patch(f"/api/views/{made['key']}", json={"label": "x"}),
            await admin.delete(f"/api/views/{made['key']}"),
            await admin.patch(f"/api/views/{made['key']}/choice", json={"pinned": True}),
        ):
            assert answer.status_code in (409, 423, 503), answer.text
            assert answer.json()["code"] == "clinic_frozen", answer.text
        assert (await admin.get(f"/api/views/{made['key']}/data")).status_code == 200
    finally:
        async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
            await con.execute("update _state set mode = 'live', mode_reason = null")
