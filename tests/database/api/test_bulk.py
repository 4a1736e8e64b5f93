"""Bulk, upsert and ids of other systems over HTTP."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import fingerprint, problem

BULK = "/api/data/leads/bulk"


async def _cities(served: Served, campaign: str) -> list[str | None]:
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        sql = "select array_agg(city order by name) from lead where campaign = $1"
        return await con.fetchval(sql, campaign)


async def _three(served: Served, campaign: str) -> list[str]:
    return [
        (await make_lead(served, name=f"{n}", campaign=campaign, city="Itu"))["id"]
        for n in range(3)
    ]


async def test_a_filter_is_changed_in_one_change_set_and_undone(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk A")
    sent = {"filter": "campaign = 'Bulk A'", "set": {"city": "Salto"}, "expect_at_most": 3}
    answer = await admin.post(BULK, json=sent)
    told = answer.json()["data"]
    assert (told["changed"], told["unchanged"]) == (3, 0)
    assert await _cities(served, "Bulk A") == ["Salto"] * 3
    again = (await admin.post(BULK, json=sent)).json()["data"]
    assert (again["changed"], again["unchanged"]) == (0, 3)
    await admin.patch(f"/api/data/leads/{ids[1]}", json={"city": "Jundiaí"})
    undone = (await admin.post(f"/api/changes/{told['change_set']}/undo")).json()["data"]
    assert len(undone["undone"]) == 2
    (refused,) = undone["refused"]
    assert (refused["id"], refused["problem"]["code"]) == (ids[1], "conflict")
    assert await _cities(served, "Bulk A") == ["Itu", "Jundiaí", "Itu"]


async def test_more_than_expected_changes_nothing(served: Served) -> None:
    admin = await served.client("admin")
    await _three(served, "Bulk B")
    before = await fingerprint(served.databases, served.clinic)
    sent = {"filter": "campaign = 'Bulk B'", "set": {"city": "Salto"}, "expect_at_most": 2}
    problem(await admin.post(BULK, json=sent), 409, "more_than_expected")
    assert await fingerprint(served.databases, served.clinic) == before


async def test_a_search_narrows_the_filter(served: Served) -> None:
    admin = await served.client("admin")
    for name in ("Zulmira Bulk S", "Otacília Bulk S"):
        await make_lead(served, name=name, campaign="Bulk S", city="Itu")
    sent = {"filter": "campaign = 'Bulk S'", "search": "zulmira", "set": {"city": "Salto"}}
    told = await admin.post(BULK, json={**sent, "expect_at_most": 2})
    assert told.json()["data"]["changed"] == 1
    assert await _cities(served, "Bulk S") == ["Itu", "Salto"]


async def test_a_fault_of_many_names_twenty_and_counts_all(served: Served) -> None:
    admin = await served.client("admin")
    ids = [(await make_lead(served, name=f"{n}", campaign="Bulk N"))["id"] for n in range(23)]
    told = problem(await admin.post(BULK, json={"ids": ids, "set": {"name": ""}}), 422, "invalid")
    (fault,) = told["errors"]
    assert (len(fault["records"]), fault["record_count"]) == (20, 23)


async def test_a_move_there_is_not_names_the_record(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk M")
    sent = {"ids": ids[:1], "move": {"stage": "closed"}}
    told = problem(await admin.post(BULK, json=sent), 422, "transition_not_allowed")
    assert [(each["path"], each["records"]) for each in told["errors"]] == [("stage", ids[:1])]


async def test_a_gate_names_every_record_it_stops(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk G")
    sent = {"ids": ids, "move": {"stage": "negotiation"}}
    told = problem(await admin.post(BULK, json=sent), 422, "gate")
    stopped = {
        each["path"]: (sorted(each["records"]), each["record_count"]) for each in told["errors"]
    }
    assert stopped["fields.procedures"] == (sorted(ids), 3)


async def test_what_stops_a_move_is_told_of_all_records(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk T")
    await admin.post(f"/api/data/leads/{ids[0]}/move", json={"stage": "active"})
    sent = {"ids": ids, "move": {"stage": "closed"}}
    told = problem(await admin.post(BULK, json=sent), 422, "transition_not_allowed")
    stopped = {each["path"]: sorted(each["records"]) for each in told["errors"]}
    assert stopped["stage"] == sorted(ids[1:])
    assert stopped["fields.procedures"] == ids[:1]


async def test_delete_restore_and_move_by_ids(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk C")
    assert (await admin.post(BULK, json={"ids": ids, "delete": True})).status_code == 200
    listed = await admin.get("/api/data/leads?campaign=Bulk C")
    assert listed.json()["data"] == []
    back = {"filter": "campaign = 'Bulk C'", "restore": True, "expect_at_most": 3}
    assert (await admin.post(BULK, json=back)).json()["data"]["changed"] == 3
    moved = await admin.post(BULK, json={"ids": ids, "move": {"stage": "active"}})
    assert moved.json()["data"]["changed"] == 3


async def test_a_fault_is_told_once_with_the_records_it_is_about(served: Served) -> None:
    admin = await served.client("admin")
    ids = await _three(served, "Bulk D")
    found = problem(
        await admin.post(BULK, json={"ids": ids, "set": {"name": "", "nope": 1}}), 422, "invalid"
    )
    assert [(each["path"], sorted(each["records"])) for each in found["errors"]] == [
        ("nope", sorted(ids)),
        ("name", sorted(ids)),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        {"filter": "", "delete": True, "expect_at_most": 10},
        {"filter": "  ", "delete": True, "expect_at_most": 10},
        {"delete": True, "expect_at_most": 10},
        {"filter": "true", "delete": True},
        {"filter": "true", "delete": True, "expect_at_most": 10_001},
        {"filter": "true", "delete": True, "expect_at_most": True},
        {"filter": "true", "delete": True, "expect_at_most": -1},
        {"filter": "true", "ids": [], "delete": True, "expect_at_most": 1},
        {"filter": "true", "search": 7, "delete": True, "expect_at_most": 1},
        {"ids": [], "search": "ana", "delete": True},
        {"filter": "comment = 'x' or nope = 1", "delete": True, "expect_at_most": 1},
        {"filter": "name = 'x'); drop table lead; --", "delete": True, "expect_at_most": 1},
        {"filter": ["name"], "delete": True, "expect_at_most": 1},
        {"filter": "true", "delete": 1, "expect_at_most": 1},
        {"filter": "true", "delete": True, "set": {"city": "x"}, "expect_at_most": 1},
        {"filter": "true", "set": [1], "expect_at_most": 1},
        {"filter": "true", "move": {"stage": 1}, "expect_at_most": 1},
        {"filter": "true", "move": {"stage": "active", "x": 1}, "expect_at_most": 1},
        {"ids": ["x"], "delete": True},
        {"ids": [1], "delete": True},
        {"ids": {"a": 1}, "delete": True},
        {"ids": ["0"] * 10_001, "delete": True},
        {"ids": [], "delete": True, "$x": 1},
        {"filter": "true", "set": {"version": 9, "id": "x"}, "expect_at_most": 10_000},
        {"filter": "true", "set": {"created_by": None}, "expect_at_most": 10_000},
    ],
)
async def test_hostile_orders_change_nothing(served: Served, sent: Any) -> None:
    admin = await served.client("admin")
    await make_lead(served, name="Fica")
    before = await fingerprint(served.databases, served.clinic)
    answer = await admin.post(BULK, json=sent)
    assert 400 <= answer.status_code < 500, answer.text
    problem(answer, answer.status_code, answer.json()["code"])
    assert await fingerprint(served.databases, served.clinic) == before


async def test_one_record_that_may_not_be_changed_refuses_the_whole(served: Served) -> None:
    seller = await served.client("seller")
    mine = await make_lead(served, "seller", name="Meu lead")
    shared = await make_lead(
        served,
        name="De outro",
        owner=str(served.members["manager"]),
        service_unit=str(served.units[0]),
    )
    before = await fingerprint(served.databases, served.clinic)
    answer = await seller.post(BULK, json={"ids": [mine["id"], shared["id"]], "set": {"city": "X"}})
    assert answer.status_code in (403, 404), answer.text
    assert await fingerprint(served.databases, served.clinic) == before


# --- upsert and ids of other systems ----------------------------------------------------------


async def test_upsert_by_external_id(served: Served) -> None:
    admin = await served.client("admin")
    path = "/api/data/leads/by/external_ids.rd_station/abc-1"
    made = await admin.put(path, json={"name": "De fora", "external_ids": {"hubspot": 7}})
    assert made.status_code == 201, made.text
    again = await admin.put(path, json={"name": "De fora 2"})
    assert (again.status_code, again.json()["data"]["id"]) == (200, made.json()["data"]["id"])
    other = await admin.put("/api/data/leads/by/external_ids.hubspot/7", json={"city": "Itu"})
    assert other.json()["data"]["id"] == made.json()["data"]["id"]
    taken = problem(
        await admin.post("/api/data/leads", json={"name": "X", "external_ids": {"hubspot": "7"}}),
        422,
        "invalid",
    )
    assert [(e["path"], e["code"]) for e in taken["errors"]] == [("external_ids.hubspot", "unique")]
    lead = made.json()["data"]["id"]
    freed = await admin.patch(f"/api/data/leads/{lead}", json={"external_ids": {"hubspot": None}})
    assert freed.status_code == 200
    new = await admin.put("/api/data/leads/by/external_ids.hubspot/7", json={"name": "Outro"})
    assert new.status_code == 201


async def test_upsert_by_a_unique_field(served: Served) -> None:
    admin = await served.client("admin")
    path = "/api/data/leads/by/whatsapp/11 97777-0001"
    made = await admin.put(path, json={"name": "Zap"})
    assert (made.status_code, made.json()["data"]["whatsapp"]) == (201, "+5511977770001")
    again = await admin.put("/api/data/leads/by/whatsapp/+5511977770001", json={"name": "Zap 2"})
    assert (again.status_code, again.json()["data"]["name"]) == (200, "Zap 2")
    for unique in ("name", "nope", "external_ids.", "external_ids.A b"):
        answer = await admin.put(f"/api/data/leads/by/{unique}/x", json={"name": "X"})
        assert 400 <= answer.status_code < 500
    told = problem(await admin.put("/api/data/leads/by/name/x", json={}), 422, "invalid")
    assert [(each["path"], each["code"]) for each in told["errors"]] == [("by", "not_unique_field")]
    assert "whatsapp" in told["errors"][0]["hint"]
    assert "external_ids.<" in told["errors"][0]["hint"]
    problem(await admin.put("/api/data/leads/by/nope/x", json={}), 422, "field_unknown")
    problem(await admin.put("/api/data/leads/by/whatsapp/abc", json={}), 422, "invalid")


async def test_sixteen_upserts_at_once_make_one_record(served: Served) -> None:
    admin = await served.client("admin")
    path = f"/api/data/leads/by/external_ids.rd_station/{uuid4()}"
    answers = await asyncio.gather(*(admin.put(path, json={"name": f"N{n}"}) for n in range(16)))
    assert len({each.json()["data"]["id"] for each in answers}) == 1
    assert sorted(each.status_code for each in answers) == [200] * 15 + [201]


async def test_an_upsert_does_not_show_or_change_what_is_not_the_callers(served: Served) -> None:
    admin, seller = await served.client("admin"), await served.client("seller")
    path = "/api/data/leads/by/whatsapp/11 97777-0002"
    hidden = await admin.put(
        path,
        json={
            "name": "Escondido",
            "owner": str(served.members["manager"]),
            "service_unit": str(served.units[1]),
        },
    )
    answer = await seller.put(path, json={"name": "Meu"})
    found = problem(answer, 422, "invalid")
    assert [(e["path"], e["code"]) for e in found["errors"]] == [("whatsapp", "unique")]
    assert hidden.json()["data"]["id"] not in answer.text
