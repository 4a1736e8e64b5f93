"""A field that changes its type: every value is one of the new type's, or nothing is published."""

import io
import json
import zipfile
from typing import Any

import httpx
import pytest

from tests.database.api.conftest import Served
from tests.database.api.wire import problem

OPTIONS = ("site", "insta", "rua")


def app(key: str, field: dict[str, Any]) -> dict[str, str]:
    """An app with one entity of a name and the field."""
    manifest = {
        "key": key,
        "namespace": key,
        "version": "1.0.0",
        "label": {"pt-BR": key},
        "requires": {"core": ">=1.0"},
    }
    fields = [
        {"id": f"{key}_name", "name": "name", "type": "text"},
        {"id": f"{key}_it", "name": "it", **field},
    ]
    entity = {
        "id": f"{key}_e",
        "entity": f"{key}_box",
        "plural": f"{key}_boxes",
        "title": "name",
        "fields": fields,
    }
    return {"app.yaml": json.dumps(manifest), f"entities/{key}_box.yaml": json.dumps(entity)}


def choice(*keys: str) -> dict[str, Any]:
    """A choice of these."""
    return {"type": "choice", "options": [{"key": key} for key in keys]}


async def start(
    served: Served, key: str, field: dict[str, Any], *values: Any
) -> tuple[httpx.AsyncClient, list[str]]:
    """The app with a record for each value."""
    client = await served.client("admin")
    made = await client.post("/api/packages", json={"files": app(key, field)})
    assert made.status_code == 201, made.text
    ids: list[str] = []
    for number, value in enumerate(values):
        sent = {"name": f"n{number}", "it": value}
        answer = await client.post(f"/api/data/{key}_boxes", json=sent)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["data"]["id"])
    return client, ids


async def publish(
    client: httpx.AsyncClient, key: str, field: dict[str, Any], **more: Any
) -> httpx.Response:
    """The app with the field as it is now."""
    return await client.post("/api/packages", json={"files": app(key, field), **more})


async def values(client: httpx.AsyncClient, key: str) -> list[Any]:
    """The field of every record, in the order they were made."""
    answer = await client.get(f"/api/data/{key}_boxes?sort=name")
    return [row["it"] for row in answer.json()["data"]]


PHONES = ("(11) 90412-7783", "+351 912 345 678", None)


async def test_text_becomes_phones_by_the_rules_of_phones(served: Served) -> None:
    client, _ = await start(served, "cva", {"type": "text"}, *PHONES)
    version = (await client.get("/api/versions")).json()["data"][0]["version"]
    done = await publish(client, "cva", {"type": "phone"})
    assert done.status_code == 201, done.text
    assert await values(client, "cva") == ["+5511904127783", "+351912345678", None]
    found = await client.get("/api/data/cva_boxes", params={"filter": "it = '+5511904127783'"})
    assert len(found.json()["data"]) == 1
    changed = {"it": "+351 911 111 111"}
    [row, *_] = (await client.get("/api/data/cva_boxes?filter=name='n1'")).json()["data"]
    assert (await client.patch(f"/api/data/cva_boxes/{row['id']}", json=changed)).is_success
    back = await client.post(f"/api/versions/{version}/rollback")
    assert back.status_code == 201, back.text
    assert await values(client, "cva") == ["(11) 90412-7783", "+351911111111", None]


async def test_junk_is_no_phone(served: Served) -> None:
    client, ids = await start(served, "cvb", {"type": "text"}, "Dr. X", "(11) 90412-7783")
    for query in ("?dry_run=true", ""):
        sent = {"files": app("cvb", {"type": "phone"})}
        refused = problem(
            await client.post(f"/api/packages{query}", json=sent), 422, "package_invalid"
        )
        [fault] = refused["errors"]
        assert (fault["code"], fault["path"]) == ("rows_converts", "entities.cvb_box.fields.it")
        assert ids[0] in fault["hint"]
        assert ids[1] not in fault["hint"]
    assert await values(client, "cvb") == ["Dr. X", "(11) 90412-7783"]


@pytest.mark.parametrize(
    ("key", "before", "after", "bad"),
    [
        ("cvc", {"type": "text"}, {"type": "money"}, "12,50"),
        ("cvd", {"type": "text"}, {"type": "date"}, "amanhã"),
        ("cve", {"type": "text"}, {"type": "date"}, "tomorrow"),
        ("cvf", {"type": "text"}, {"type": "money", "min": 10}, "9"),
        ("cvg", {"type": "long_text"}, {"type": "text"}, "x" * 300),
        ("cvh", {"type": "text"}, {"type": "text", "required": True}, None),
        ("cvi", {"type": "text"}, choice(*OPTIONS), "outro"),
        ("cvj", {"type": "long_text"}, choice(*OPTIONS), "outro"),
        ("cvk", {"type": "phone"}, {"type": "date"}, "(11) 90412-7783"),
    ],
)
async def test_what_does_not_fit_is_refused(
    served: Served, key: str, before: dict[str, Any], after: dict[str, Any], bad: Any
) -> None:
    client, ids = await start(served, key, before, bad)
    refused = problem(await publish(client, key, after), 422, "package_invalid")
    [fault] = refused["errors"]
    assert fault["code"] in ("rows_converts", "rows_filled", "rows_keys")
    assert ids[0] in fault["hint"]


async def test_lines_become_one(served: Served) -> None:
    client, _ = await start(served, "cvl", {"type": "long_text"}, "um\ndois", "três")
    assert (await publish(client, "cvl", {"type": "text"})).status_code == 201
    assert await values(client, "cvl") == ["um dois", "três"]
    assert (await publish(client, "cvl", {"type": "long_text"})).status_code == 201
    assert await values(client, "cvl") == ["um\ndois", "três"]


async def test_a_day_is_one_of_the_clinics_zone(served: Served) -> None:
    client, _ = await start(served, "cvm", {"type": "date"}, "2026-11-23", "1905-02-03", None)
    assert (await publish(client, "cvm", {"type": "datetime"})).status_code == 201
    first, old, none = await values(client, "cvm")
    assert (first, none) == ("2026-11-23T03:00:00+00:00", None)
    assert old.startswith("1905-02-03T0")
    late = {"name": "n3", "it": "2026-11-23T22:30:00-03:00"}  # the 24th in UTC
    assert (await client.post("/api/data/cvm_boxes", json=late)).status_code == 201
    assert (await publish(client, "cvm", {"type": "date"})).status_code == 201
    assert await values(client, "cvm") == ["2026-11-23", "1905-02-03", None, "2026-11-23"]
    assert (await publish(client, "cvm", {"type": "datetime"})).status_code == 201
    assert (await values(client, "cvm"))[3] == "2026-11-24T01:30:00+00:00"


async def test_a_default_fills_what_a_required_conversion_leaves_empty(served: Served) -> None:
    client, _ = await start(served, "cvn", {"type": "text"}, "7", None)
    after = {"type": "money", "required": True, "default": "3"}
    done = await publish(client, "cvn", after)
    assert done.status_code == 201, done.text
    assert await values(client, "cvn") == ["7.00", "3.00"]
    assert not [p for p in done.json()["problems"] if p["code"] == "step_left_undone"]


async def test_options_that_records_have_do_not_go_silently(served: Served) -> None:
    client, ids = await start(served, "cvo", choice(*OPTIONS), "site", "insta", None)
    for keys in (("site", "rua"), ("site", "instagram", "rua")):  # removed; its key renamed
        refused = problem(await publish(client, "cvo", choice(*keys)), 422, "package_invalid")
        [fault] = refused["errors"]
        assert fault["code"] == "rows_keys"
        assert "insta" in fault["message"]
        assert ids[1] in fault["hint"]
    moves = {"cvo_box.it": {"insta": "instagram"}}
    files = app("cvo", choice("site", "instagram", "rua"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    done = await client.post(
        "/api/packages",
        files={"file": ("app.zip", buffer.getvalue())},
        data={"stage_moves": json.dumps(moves)},
    )
    assert done.status_code == 201, done.text
    assert await values(client, "cvo") == ["site", "instagram", None]
    texts = [step["description"] for step in done.json()["plan"]["steps"]]
    assert len(texts) == len(set(texts))
    version = done.json()["version"] - 1
    path = f"/api/versions/{version}/rollback"
    problem(await client.post(path), 422, "package_invalid")
    back = await client.post(
        path, params={"stage_moves": json.dumps({"cvo_box.it": {"instagram": "insta"}})}
    )
    assert back.status_code == 201, back.text
    assert await values(client, "cvo") == ["site", "insta", None]
    again = await publish(
        client, "cvo", choice("site"), stage_moves={"cvo_box.it": {"insta": "site"}}
    )
    assert again.status_code == 201, again.text
    assert await values(client, "cvo") == ["site", "site", None]


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        ({"cvp_box.nothing": {"insta": "site"}}, "move_unknown"),
        ({"cvp_box.it": {"insta": "sit"}}, "move_unknown"),
        ({"cvp_box.it": {"site": "rua"}}, "move_unknown"),
        ({"cvp_box.it": "site"}, "malformed"),
        ([], "malformed"),
        ({"cvp_box.it": {"insta": 1}}, "malformed"),
    ],
)
async def test_moves_that_say_nothing_are_refused(served: Served, moves: Any, code: str) -> None:
    client = await served.client("admin")
    if (await client.get("/api/data/cvp_boxes")).status_code == 404:
        await start(served, "cvp", choice(*OPTIONS), "site")
    answer = await publish(client, "cvp", choice("site", "rua"), stage_moves=moves)
    assert answer.status_code == 422, answer.text
    assert [each["code"] for each in answer.json()["errors"]] == [code]
    assert all(each["hint"] for each in answer.json()["errors"])
    for path in ("/api/versions/1/rollback", "/api/packages/cvp"):
        method = "DELETE" if path.endswith("cvp") else "POST"
        refused = await client.request(method, path, json={"stage_moves": moves})
        assert refused.status_code == 422, refused.text


@pytest.mark.parametrize(
    ("key", "before", "given", "after", "shown"),
    [
        ("cwa", "text", "529.982.247-25", "cpf", "52998224725"),
        ("cwb", "integer", 5400, "duration", 5400),
        ("cwc", "duration", "1h30", "text", "5400"),
        ("cwd", "boolean", True, "text", "true"),
        ("cwe", "integer", 7, "decimal", "7.00"),
        ("cwf", "email", "Ana@Clinica.com.br", "text", "Ana@clinica.com.br"),
        ("cwg", "datetime", "2026-03-10T01:30:00Z", "time", "22:30"),
        ("cwh", "json", {"a": [1]}, "json", {"a": [1]}),
    ],
)
async def test_scalar_values_are_carried_over(
    served: Served, key: str, before: str, given: Any, after: str, shown: Any
) -> None:
    client, _ = await start(served, key, {"type": before}, given, None)
    done = await publish(client, key, {"type": after, "help": {"pt-BR": "Outro tipo"}})
    assert done.status_code == 201, done.text
    assert await values(client, key) == [shown, None]


async def test_a_required_length_of_time_is_filled_by_its_default(served: Served) -> None:
    client, _ = await start(served, "cwi", {"type": "duration"}, "90 min", None)
    field = {"type": "duration", "required": True, "default": "PT10M"}
    done = await publish(client, "cwi", field)
    assert done.status_code == 201, done.text
    assert await values(client, "cwi") == [5400, 600]
