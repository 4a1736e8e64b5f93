"""Comments, tasks, attachments and followers: records like others, seen by whoever sees what they
hang on."""

from typing import Any

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem

ABOUT: dict[str, dict[str, Any]] = {
    "comments": {"body": "Ligar amanhã"},
    "tasks": {"title": "Ligar"},
    "activities": {"summary": "Ligou"},
    "followers": {},
}


@pytest.mark.parametrize("entity", sorted(ABOUT))
async def test_what_hangs_on_a_record_is_seen_with_it(served: Served, entity: str) -> None:
    manager = await served.client("manager")
    seller, reception = await served.client("seller"), await served.client("reception")
    mine = await make_lead(served, owner=str(served.members["seller"]),
                           service_unit=str(served.units[1]))  # fmt: skip
    link = {"record": {"entity": "lead", "id": mine["id"]}}
    extra = {"member": str(served.members["manager"])} if entity == "followers" else {}
    made = await manager.post(f"/api/data/{entity}", json={**ABOUT[entity], **link, **extra})
    assert made.status_code == 201, made.text
    path = f"/api/data/{entity}/{made.json()['data']['id']}"
    assert (await seller.get(path)).json()["data"]["record"]["title"] == "Ana Prado"
    problem(await reception.get(path), 404, "not_found")
    problem(await seller.delete(path), 403, "forbidden")
    foreign = await reception.post(f"/api/data/{entity}", json={**ABOUT[entity], **link})
    found = problem(foreign, 422, "invalid")
    assert [(e["path"], e["code"]) for e in found["errors"]] == [("record", "link_not_found")]


async def test_an_author_is_whoever_wrote(served: Served) -> None:
    seller = await served.client("seller")
    lead = await make_lead(served, "seller")
    sent = {"body": "Oi", "record": {"entity": "lead", "id": lead["id"]}}
    forged = await seller.post(
        "/api/data/comments", json={**sent, "author": str(served.members["manager"])}
    )
    assert problem(forged, 422, "invalid")["errors"][0]["code"] == "field_read_only"
    made = (await seller.post("/api/data/comments", json=sent)).json()["data"]
    assert made["author"]["id"] == str(served.members["seller"])
    listed = await seller.get(f"/api/data/leads/{lead['id']}?with=comments(fields:body)")
    assert [each["body"] for each in listed.json()["data"]["comments"]["data"]] == ["Oi"]


async def test_tasks_are_also_their_assignees(served: Served) -> None:
    manager, reception = await served.client("manager"), await served.client("reception")
    task = {"title": "Separar material", "assignee": str(served.members["reception"])}
    made = (await manager.post("/api/data/tasks", json=task)).json()["data"]
    moved = await reception.post(f"/api/data/tasks/{made['id']}/move", json={"stage": "done"})
    assert moved.status_code == 200, moved.text
    alone = (await manager.post("/api/data/tasks", json={"title": "Só minha"})).json()["data"]
    problem(await reception.get(f"/api/data/tasks/{alone['id']}"), 404, "not_found")


async def test_what_hangs_on_a_purged_record_goes_to_the_trash(served: Served) -> None:
    admin = await served.client("admin")
    lead = await make_lead(served)
    link = {"record": {"entity": "lead", "id": lead["id"]}}
    made = (await admin.post("/api/data/comments", json={"body": "x", **link})).json()["data"]
    await admin.delete(f"/api/data/leads/{lead['id']}")
    assert (await admin.get(f"/api/data/comments/{made['id']}")).status_code == 200
    assert (await admin.post(f"/api/data/leads/{lead['id']}/purge")).status_code == 200
    problem(await admin.get(f"/api/data/comments/{made['id']}"), 404, "not_found")
    trashed = await admin.get("/api/data/comments?trash=only")
    assert made["id"] in [each["id"] for each in trashed.json()["data"]]
    told = problem(
        await admin.post(f"/api/data/comments/{made['id']}/restore"), 409, "restore_conflict"
    )
    assert [(each["path"], each["code"]) for each in told["errors"]] == [
        ("record", "link_not_found")
    ]


async def test_what_hangs_on_a_trashed_record_comes_back_before_it(served: Served) -> None:
    admin = await served.client("admin")
    lead = await make_lead(served)
    link = {"record": {"entity": "lead", "id": lead["id"]}}
    made = (await admin.post("/api/data/comments", json={"body": "x", **link})).json()["data"]
    for path in (f"comments/{made['id']}", f"leads/{lead['id']}"):
        assert (await admin.delete(f"/api/data/{path}")).status_code == 200
    answer = await admin.post(f"/api/data/comments/{made['id']}/restore")
    assert answer.status_code == 200, answer.text
