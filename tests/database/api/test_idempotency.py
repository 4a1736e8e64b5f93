"""A request sent twice under one key is made once, whatever came between."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem


async def _count(served: Served, name: str) -> int:
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        found: int = await con.fetchval("select count(*) from lead where name = $1", name)
        return found


def _key() -> dict[str, str]:
    return {"idempotency-key": str(uuid4())}


async def test_a_create_sent_twice_makes_one_record(served: Served) -> None:
    client = await served.client("seller")
    key = _key()
    first = await client.post("/api/data/leads", json={"name": "Uma vez"}, headers=key)
    again = await client.post("/api/data/leads", json={"name": "Uma vez"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["x-change-set"] == first.headers["x-change-set"]
    assert await _count(served, "Uma vez") == 1
    other = await client.post("/api/data/leads", json={"name": "Uma vez"}, headers=_key())
    assert other.json()["data"]["id"] != first.json()["data"]["id"]


async def test_sixteen_at_once_make_one_record(served: Served) -> None:
    client = await served.client("seller")
    key = _key()
    answers = await asyncio.gather(
        *(
            client.post("/api/data/leads", json=[{"name": "Ao mesmo tempo"}], headers=key)
            for _ in range(16)
        )
    )
    assert {each.status_code for each in answers} == {201}
    assert len({each.text for each in answers}) == 1
    assert await _count(served, "Ao mesmo tempo") == 1


async def test_a_key_with_another_body_path_or_method_is_refused(served: Served) -> None:
    client = await served.client("seller")
    key = _key()
    made = await client.post("/api/data/leads", json={"name": "Corpo"}, headers=key)
    lead = made.json()["data"]["id"]
    for sent in (
        client.post("/api/data/leads", json={"name": "Outro corpo"}, headers=key),
        client.post(f"/api/data/leads/{lead}/move", json={"stage": "active"}, headers=key),
        client.patch(f"/api/data/leads/{lead}", json={"city": "Itu"}, headers=key),
    ):
        problem(await sent, 422, "idempotency_key_reused")
    assert (await client.get(f"/api/data/leads/{lead}")).json()["data"]["version"] == 1


async def test_a_refused_request_does_not_use_its_key_up(served: Served) -> None:
    client = await served.client("seller")
    key = _key()
    sent: dict[str, Any] = {"name": "", "channel": "nope"}
    problem(await client.post("/api/data/leads", json=sent, headers=key), 422, "invalid")
    fixed = await client.post("/api/data/leads", json={"name": "Certo"}, headers=key)
    assert fixed.status_code == 201


async def test_a_key_is_its_callers_own(served: Served) -> None:
    seller, admin = await served.client("seller"), await served.client("admin")
    key = _key()
    sent = {"name": "De quem"}
    mine = (await seller.post("/api/data/leads", json=sent, headers=key)).json()["data"]["id"]
    theirs = (await admin.post("/api/data/leads", json=sent, headers=key)).json()["data"]["id"]
    assert mine != theirs


async def test_moves_trash_and_restore_come_once(served: Served) -> None:
    client = await served.client("admin")
    lead = (await make_lead(served, name="Move"))["id"]

    async def twice(method: str, path: str, **rest: Any) -> httpx.Response:
        key = _key()
        first = await client.request(method, path, headers=key, **rest)
        again = await client.request(method, path, headers=key, **rest)
        assert (first.status_code, again.status_code) == (200, 200), again.text
        assert again.json()["data"]["version"] == first.json()["data"]["version"]
        return again

    await twice("POST", f"/api/data/leads/{lead}/move", json={"stage": "active"})
    await twice("PATCH", f"/api/data/leads/{lead}", json={"city": "Itu"})
    await twice("DELETE", f"/api/data/leads/{lead}")
    last = await twice("POST", f"/api/data/leads/{lead}/restore")
    assert last.json()["data"]["version"] == 5


async def test_what_is_no_key_is_told(served: Served) -> None:
    client = await served.client("seller")
    for key in ("", "x" * 201, "ação"):
        answer = await client.post(
            "/api/data/leads",
            json={"name": "K"},
            headers=[(b"idempotency-key", key.encode("latin-1"))],
        )
        problem(answer, 422, "invalid")
    assert await _count(served, "K") == 0


async def test_a_bulk_sent_twice_answers_the_same_whatever_its_filter_finds_now(
    served: Served,
) -> None:
    client = await served.client("admin")
    for number in range(3):
        await make_lead(served, name=f"B{number}", campaign="Duas vezes", city="Itu")
    key = _key()
    sent = {
        "filter": "campaign = 'Duas vezes' and city = 'Itu'",
        "set": {"city": "Salto"},
        "expect_at_most": 3,
    }
    first = await client.post("/api/data/leads/bulk", json=sent, headers=key)
    assert first.json()["data"]["changed"] == 3
    for late in range(5):
        again = await client.post("/api/data/leads/bulk", json=sent, headers=key)
        assert (again.status_code, again.json()) == (200, first.json())
        await make_lead(served, name=f"L{late}", campaign="Duas vezes", city="Itu")
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        sql = "select count(*) from lead where campaign = 'Duas vezes' and city = 'Itu'"
        assert await con.fetchval(sql) == 5
