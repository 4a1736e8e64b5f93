"""Packages that cannot be installed: every problem with file and line, and nothing installed."""

import io
import json
import zipfile
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from tests.database.api.conftest import Served
from tests.database.api.wire import fingerprint, paths, problem

APP = "key: bad\nversion: 1.0.0\nlabel: {pt-BR: Ruim}\nrequires: {core: '>=1.0'}\n"
THING = (
    "entity: bad_thing\nplural: bad_things\ntitle: name\nfields:\n  - {name: name, type: text}\n"
)


@pytest.fixture(autouse=True)
async def nothing_installed(served: Served) -> AsyncGenerator[None]:
    """Versions, drafts, tables and rows are the same before and after each test."""
    before = await fingerprint(served.databases, served.clinic)
    yield
    after = await fingerprint(served.databases, served.clinic)
    drafts = {"core._draft": after["core._draft"]}  # the one that was given up is remembered
    assert {**after, **drafts} == {**before, **drafts}


async def refuse(served: Served, files: dict[str, str]) -> dict[str, Any]:
    """Sent as a dry run and for good, both are refused alike."""
    client = await served.client("admin")
    found: list[dict[str, Any]] = []
    for query in ("?dry_run=true", ""):
        answer = await client.post(f"/api/packages{query}", json={"files": files})
        found.append(problem(answer, 422, "package_invalid"))
    assert found[0] == found[1]
    return found[1]


async def test_every_problem_of_every_file_comes_at_once(served: Served) -> None:
    found = await refuse(
        served,
        {
            "app.yaml": APP + "colour: red\n",
            "entities/bad_thing.yaml": (
                "entity: bad_thing\n"
                "plural: bad_things\n"
                "title: nothing\n"
                "fields:\n"
                "  - {name: name, type: text}\n"
                "  - {name: price, type: mony}\n"
                "  - {name: lead, type: link, to: leed}\n"
                "  - {name: name, type: text}\n"
                "  - {name: stage, type: stage, pipeline: nowhere}\n"
                "rules:\n"
                "  - {when: 'nothing = 1', message: {pt-BR: Não}}\n"
            ),
            "entities/bad_other.yaml": "entity: bad_other\nplural: [\n",
            "roles.yaml": "roles:\n  - {key: bad, entities: {bad_thing: {read: sometimes}}}\n",
        },
    )
    places = {(e.get("file"), e.get("line"), e["code"]) for e in found["errors"]}
    files = {file for file, _, _ in places}
    assert {"entities/bad_thing.yaml", "entities/bad_other.yaml"} <= files
    lines = {line for file, line, _ in places if file == "entities/bad_thing.yaml"}
    assert lines >= {6, 8}, places
    nearest = [e["hint"] for e in found["errors"] if e["code"] == "field_type_unknown"]
    assert all("money" in hint for hint in nearest), nearest


async def test_a_contradictory_package_says_all_of_it(served: Served) -> None:
    """Files that read well and do not fit together or with what is installed."""
    found = await refuse(
        served,
        {
            "app.yaml": APP.replace("core: '>=1.0'", "core: '>=9', nothing: '>=1'"),
            "entities/lead.yaml": "entity: lead\nplural: leads\ntitle: name\nfields:\n"
            "  - {name: name, type: text}\n",
            "entities/bad_thing.yaml": THING
            + "  - {name: lead, type: link, to: leed}\n"
            + "  - {name: stage, type: stage, pipeline: p}\n"
            + "pipelines:\n  - {name: p, stages: [{key: a, requires: [nothing]}, {key: a}]}\n",
            "menu.yaml": "menu:\n  - {key: m, entity: bad_thign}\n",
        },
    )
    assert len(found["errors"]) >= 4, found
    assert all(each["message"] and each["hint"] for each in found["errors"])
    text = json.dumps(found, ensure_ascii=False)
    for word in ("nothing", "leed"):
        assert word in text, text


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"app.yaml": ""}, "manifest_missing"),
        ({"app.yaml": "key: [\n"}, "yaml_bracket"),
        ({"app.yaml": "- a\n- b\n"}, None),
        ({"app.yaml": "key: bad\nkey: bad\nversion: 1.0.0\n"}, "duplicate_key"),
        ({"app.yaml": "key: '\"#r\"'\nversion: 1.0.0\n"}, None),
        ({"app.yaml": "key: bad\nversion: one\n"}, None),
        ({"app.yaml": APP, "entities/bad_thing.yaml": THING + "\x00"}, "text_forbidden"),
        ({"app.yaml": APP, "entities/bad_thing.yaml": "a: &a [*a, *a]\n"}, None),
        ({"app.yaml": APP, "entities/bad_thing.yaml": "a: !!python/object:os.system x\n"}, None),
        ({"app.yaml": APP, "entities/bad_thing.yaml": "[" * 5000}, None),
        ({"app.yaml": APP, "entities/bad_thing.yaml": "a: " + "x" * 6_000_000}, "file_too_large"),
        ({"app.yaml": APP, "entities/bad_thing.yaml": THING.replace("name", "Na me")}, None),
        (
            {"app.yaml": APP, "entities/pg_class.yaml": THING.replace("bad_thing", "pg_class")},
            "name_reserved",
        ),
        ({"app.yaml": APP, "entities/a.yaml": THING.replace("bad_thing", "a'; drop table")}, None),
        ({"app.yaml": APP, "entities/a.yaml": THING.replace("bad_thing", "😀")}, None),
    ],
)
async def test_files_that_cannot_be_read(
    served: Served, files: dict[str, str], code: str | None
) -> None:
    found = await refuse(served, files)
    assert code is None or code in {each["code"] for each in found["errors"]}, found
    assert all(each["path"] for each in found["errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"{}", b"[]", b"null", b'{"files":[]}', b'{"files":{}}', b'{"files":{"app.yaml":1}}',
        b'{"files":{"readme.md":"x"}}', b'{"files":{"a/app.yaml":"x","b/app.yaml":"y"}}',
    ],
)  # fmt: skip
async def test_what_is_no_package(served: Served, body: bytes) -> None:
    client = await served.client("admin")
    problem(await client.post("/api/packages", content=body), 422, "package_unreadable")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"PK\x03\x04 no zip", b"PK", b'{"files":{"app.yaml":"\xff"}}',
        b'{"files":{"app.yaml":"a","app.yaml":"b"}}', b'{"files":{"app.yaml":NaN}}', b"[" * 100_000,
    ],
    ids=range(8),
)  # fmt: skip
async def test_what_cannot_be_read(served: Served, body: bytes) -> None:
    client = await served.client("admin")
    problem(await client.post("/api/packages", content=body), 400, "bad_request")


def zipped(files: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


async def test_zips_that_are_traps(served: Served) -> None:
    client = await served.client("admin")
    bomb = zipped({"app.yaml": APP.encode(), "entities/a.yaml": b"a" * 21 * 1024 * 1024})
    problem(await client.post("/api/packages", content=bomb), 413, "body_too_large")
    many = zipped({"app.yaml": APP.encode(), **{f"entities/{n}.yaml": b"" for n in range(2001)}})
    problem(await client.post("/api/packages", content=many), 413, "body_too_large")
    latin = zipped({"app.yaml": "label: ção".encode("latin-1")})
    problem(await client.post("/api/packages", content=latin), 400, "bad_request")
    broken = bytearray(zipped({"app.yaml": APP.encode() * 50}))
    broken[60:80] = b"\xff" * 20
    problem(await client.post("/api/packages", content=bytes(broken)), 400, "bad_request")
    outside = zipped({"app.yaml": APP.encode(), "../../etc/passwd.yaml": THING.encode()})
    answer = await client.post("/api/packages?dry_run=true", content=outside)
    assert answer.status_code in (200, 422), answer.text
    form = {"file": ("p.zip", b"no zip", "application/zip")}
    problem(await client.post("/api/packages", files=form), 400, "bad_request")
    problem(
        await client.post("/api/packages", files={"other": ("p.zip", bomb)}),
        422,
        "package_unreadable",
    )
    headers = {"content-type": "multipart/form-data"}
    answer = await client.post("/api/packages", content=b"no form", headers=headers)
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["code"] in ("bad_request", "package_unreadable")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/api/packages?dry_run=maybe", 422, "invalid"),
        ("DELETE", "/api/packages/nothing", 404, "not_found"),
        ("DELETE", "/api/packages/" + "a" * 81, 422, "invalid"),
        ("DELETE", "/api/packages/core", 422, "package_invalid"),
        ("DELETE", "/api/packages/'", 404, "not_found"),
        ("POST", "/api/versions/999/rollback", 404, "not_found"),
        ("POST", "/api/versions/-1/rollback", 422, "invalid"),
        ("POST", "/api/versions/x/rollback", 422, "invalid"),
        ("POST", "/api/versions/99999999999999999999/rollback", 422, "invalid"),
        ("GET", "/api/drafts/x", 422, "invalid"),
        ("GET", "/api/drafts/01890a5d-ac96-774b-bcce-b302099a8057", 404, "not_found"),
        ("POST", "/api/drafts/01890a5d-ac96-774b-bcce-b302099a8057/publish", 404, "not_found"),
        ("PATCH", "/api/drafts/01890a5d-ac96-774b-bcce-b302099a8057", 422, "invalid"),
        ("POST", "/api/drafts", 422, "invalid"),
    ],
)
async def test_addresses_of_definitions(
    served: Served, method: str, path: str, status: int, code: str
) -> None:
    client = await served.client("admin")
    answer = await client.request(method, path)
    found = problem(answer, status, code)
    assert found["errors"] or status == 404


async def test_a_draft_refuses_what_it_cannot_hold(served: Served) -> None:
    client = await served.client("admin")
    draft = (await client.post("/api/drafts", json={"title": "Teste"})).json()["data"]
    place = f"/api/drafts/{draft['id']}"
    edit = {"op": "set", "target": "nothing", "attribute": "label", "value": "x"}
    for body, status in (
        ({"revision": "x", "edits": []}, 422),
        ({"revision": draft["revision"], "edits": [{"op": "explode"}]}, 422),
        ({"revision": draft["revision"], "edits": [edit] * 1001}, 422),
        ({"revision": draft["revision"], "edits": [], "state": "published"}, 422),
        ({"revision": draft["revision"] + 5, "edits": []}, 409),
    ):
        answer = await client.patch(place, json=body)
        problem(answer, status, answer.json()["code"])
    for text in ("\x00", "\ud800", "a" * 300):
        answer = await client.post("/api/drafts", content=json.dumps({"title": text}).encode())
        assert 400 <= answer.status_code < 500, answer.text
    assert (await client.delete(place)).status_code == 204


async def test_others_may_not_even_ask(served: Served) -> None:
    client = await served.client("manager")
    files = {"app.yaml": APP, "entities/bad_thing.yaml": THING}
    for query in ("", "?dry_run=true"):
        answer = await client.post(f"/api/packages{query}", json={"files": files})
        problem(answer, 403, "forbidden")


async def test_problems_speak_the_accounts_language(served: Served) -> None:
    found = await refuse(served, {"app.yaml": "key: [\n"})
    assert "não" in found["errors"][0]["message"]
    assert paths(found)
