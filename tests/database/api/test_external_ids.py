"""Ids of other systems in reads, and a record read by a unique value."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem

pytestmark = pytest.mark.database
BY = "/api/data/leads/by"


async def test_they_are_read_where_they_are_asked_for(served: Served) -> None:
    admin = await served.client("admin")
    ids = {"rd_station": "abc-1", "hubspot": 7}
    known = (await make_lead(served, name="Lido A", external_ids=ids))["id"]
    other = (await make_lead(served, name="Lido B"))["id"]
    listed = await admin.get(
        "/api/data/leads?fields=name,external_ids&filter=name starts with 'Lido '&sort=name"
    )
    assert [each["external_ids"] for each in listed.json()["data"]] == [
        {"hubspot": "7", "rd_station": "abc-1"},
        {},
    ]
    for record, expected in ((known, {"hubspot": "7", "rd_station": "abc-1"}), (other, {})):
        one = await admin.get(f"/api/data/leads/{record}?fields=external_ids")
        assert one.json()["data"]["external_ids"] == expected
        assert "name" not in one.json()["data"]
        assert "external_ids" not in (await admin.get(f"/api/data/leads/{record}")).json()["data"]
    behind = await make_lead(served, name="Lido C")
    activity = await admin.post(
        "/api/data/activities",
        json={"summary": "x", "record": {"entity": "lead", "id": behind["id"]}},
    )
    assert activity.status_code == 201, activity.text
    found = await admin.get(f"/api/data/leads/{behind['id']}?with=activities(fields:external_ids)")
    assert found.json()["data"]["activities"]["data"][0]["external_ids"] == {}


async def test_on_boards_and_behind_links_too(served: Served) -> None:
    admin = await served.client("admin")
    await make_lead(served, name="No quadro", external_ids={"rd_station": "quadro"})
    asked = "fields=name,owner.external_ids,external_ids&filter=name = 'No quadro'"
    board = (await admin.get(f"/api/views/lead.board/data?{asked}")).json()
    cards = [card for column in board["columns"] for card in column["cards"]]
    assert [card["external_ids"] for card in cards] == [{"rd_station": "quadro"}]


@pytest.mark.parametrize(
    "query",
    [
        "fields=external_ids.rd_station", "with=external_ids", "sort=external_ids",
        "filter=external_ids = 'a'", "external_ids=a",
    ],
)  # fmt: skip
async def test_they_are_no_field(served: Served, query: str) -> None:
    admin = await served.client("admin")
    answer = await admin.get(f"/api/data/leads?{query}")
    problem(answer, 422, answer.json()["code"])


async def test_an_export_does_not_have_them(served: Served) -> None:
    admin = await served.client("admin")
    answer = await admin.get("/api/data/leads/export?fields=name,external_ids")
    problem(answer, 422, answer.json()["code"])


async def test_a_record_by_a_unique_value(served: Served) -> None:
    admin = await served.client("admin")
    lead = await make_lead(
        served, name="Pela chave", whatsapp="11 97777-1001", external_ids={"rd_station": "a/b c"}
    )
    for path in ("external_ids.rd_station/a%2Fb c", "whatsapp/11 97777-1001"):
        if "%2F" in path:  # a slash ends a step of the path, sent any way
            problem(await admin.get(f"{BY}/{path}"), 404, "not_found")
            continue
        found = await admin.get(f"{BY}/{path}?fields=name,external_ids")
        assert found.json()["data"] == {
            "id": lead["id"], "version": 1, "name": "Pela chave",
            "external_ids": {"rd_station": "a/b c"}, "can": found.json()["data"]["can"],
        }  # fmt: skip
    problem(await admin.get(f"{BY}/external_ids.rd_station/none"), 404, "not_found")
    problem(await admin.get(f"{BY}/external_ids.hubspot/a"), 404, "not_found")
    told = problem(await admin.get(f"{BY}/name/Pela chave"), 422, "invalid")
    assert [(each["path"], each["code"]) for each in told["errors"]] == [("by", "not_unique_field")]
    problem(await admin.get(f"{BY}/nope/x"), 422, "field_unknown")
    problem(await admin.get(f"{BY}/external_ids.A b/x"), 422, "invalid")
    problem(await admin.get("/api/data/nope/by/name/x"), 404, "not_found")
    assert (await admin.delete(f"/api/data/leads/{lead['id']}")).status_code == 200
    problem(await admin.get(f"{BY}/whatsapp/11 97777-1001"), 404, "not_found")


async def test_one_id_may_name_a_record_of_each_entity(served: Served) -> None:
    admin = await served.client("admin")
    made: dict[str, str] = {}
    for plural in ("leads", "procedures"):
        path = f"/api/data/{plural}/by/external_ids.rd_station/duplo"
        answer = await admin.put(path, json={"name": "Duplo"})
        assert answer.status_code == 201, answer.text
        made[plural] = answer.json()["data"]["id"]
    for plural, record in made.items():
        path = f"/api/data/{plural}/by/external_ids.rd_station/duplo"
        assert (await admin.get(path)).json()["data"]["id"] == record
        again = await admin.put(path, json={"name": "Duplo 2"})
        assert (again.status_code, again.json()["data"]["id"]) == (200, record)


async def test_what_may_not_be_read_is_not_there(served: Served) -> None:
    seller = await served.client("seller")
    manager = str(served.members["manager"])

    async def lead(phone: str, unit: int, key: str) -> dict[str, Any]:
        return await make_lead(
            served, name="De outro", owner=manager, service_unit=str(served.units[unit]),
            whatsapp=phone, external_ids={"rd_station": key},
        )  # fmt: skip

    await lead("11 97777-1002", 1, "elsewhere")
    shared = await lead("11 97777-1003", 0, "shared")
    for path in ("external_ids.rd_station/elsewhere", "whatsapp/11 97777-1002"):
        problem(await seller.get(f"{BY}/{path}"), 404, "not_found")
    seen = await seller.get(f"{BY}/external_ids.rd_station/shared")
    assert (seen.json()["data"]["id"], seen.json()["data"]["whatsapp"]) == (shared["id"], None)
    # the number is masked here: it does not find what it does not show
    problem(await seller.get(f"{BY}/whatsapp/11 97777-1003"), 404, "not_found")
    mine = await make_lead(served, "seller", name="Meu", whatsapp="11 97777-1004")
    found = await seller.get(f"{BY}/whatsapp/11 97777-1004")
    assert found.json()["data"]["id"] == mine["id"]


async def test_the_schema_takes_what_the_door_takes(served: Served) -> None:
    admin = await served.client("admin")
    schema = (await admin.get("/api/data/leads/schema")).json()
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    for sent in ({"rd_station": "a", "hubspot": 7}, {"rd_station": None}, {}):
        assert check.is_valid({"name": "X", "external_ids": sent})
    for sent in ({"A b": "x"}, {"rd": ""}, {"rd": True}, {"rd": "x" * 201}, [], "a"):
        assert not check.is_valid({"name": "X", "external_ids": sent})
        refused = await admin.post("/api/data/leads", json={"name": "X", "external_ids": sent})
        assert refused.status_code == 422
