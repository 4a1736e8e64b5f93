"""Saved views over HTTP: kept, changed, shared, thrown away, put back; what each person chose."""

from typing import Any

import httpx
import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem

HOT = {"entity": "lead", "label": "Meus quentes", "kind": "list", "filter": "city = 'Itu'",
       "sort": "-service_value", "columns": ["name", "city"]}  # fmt: skip


@pytest.fixture(scope="module")
async def leads(served: Served) -> None:
    await make_lead(served, name="Ana", city="Itu", service_value="100.00")
    await make_lead(served, name="Bia", city="Itu", service_value="300.00")
    await make_lead(served, name="Caio", city="Salto", service_value="200.00")


async def _save(client: httpx.AsyncClient, **change: Any) -> dict[str, Any]:
    answer = await client.post("/api/views", json={**HOT, **change})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def _all(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/views")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _keys(client: httpx.AsyncClient) -> set[str]:
    return {view["key"] for view in (await _all(client))["data"]}


async def test_a_view_is_kept_and_read_like_any_other(served: Served, leads: None) -> None:
    admin = await served.client("admin")
    made = await _save(admin)
    assert made["key"] == f"lead.~{made['saved']['id']}"
    assert (made["label"], made["kind"], made["sort"]) == ("Meus quentes", "list", "-service_value")
    assert made["filter"] == "city = 'Itu'"
    assert made["saved"] == {
        "id": made["saved"]["id"],
        "version": 1,
        "scope": "personal",
        "roles": [],
        "owner": {"id": str(served.members["admin"]), "title": "Admin"},
        "can_change": True,
    }
    data = (await admin.get(f"/api/views/{made['key']}/data")).json()
    assert [row["name"] for row in data["data"]] == ["Bia", "Ana"]
    assert set(data["data"][0]) == {"id", "version", "name", "city"}
    other = await admin.get(f"/api/views/{made['key']}/data?as=kanban&own_filter=false")
    assert other.json()["kind"] == "kanban"
    assert (await admin.get(f"/api/views/{made['key']}")).json()["data"] == made


async def test_a_personal_view_is_nobody_elses(served: Served, leads: None) -> None:
    seller, admin = await served.client("seller"), await served.client("admin")
    made = await _save(seller)
    assert made["key"] in await _keys(seller)
    assert made["key"] not in await _keys(admin)  # not even an administrator's
    for call in (
        admin.get(f"/api/views/{made['key']}"),
        admin.get(f"/api/views/{made['key']}/data"),
        admin.patch(f"/api/views/{made['key']}", json={"label": "x"}),
        admin.delete(f"/api/views/{made['key']}"),
        admin.patch(f"/api/views/{made['key']}/choice", json={"pinned": True}),
    ):
        problem(await call, 404, "not_found")


async def test_who_may_share_offers_a_view_to_roles_and_to_the_clinic(
    served: Served, leads: None
) -> None:
    manager, seller = await served.client("manager"), await served.client("seller")
    reception = await served.client("reception")
    problem(await seller.post("/api/views", json={**HOT, "scope": "clinic"}), 403, "forbidden")
    made = await _save(manager, scope="role", roles=["seller"])
    assert made["saved"]["roles"] == ["seller"]
    key = f"/api/views/{made['key']}"
    assert made["key"] in await _keys(seller)
    assert made["key"] not in await _keys(reception)
    problem(await reception.get(f"{key}/data"), 404, "not_found")
    assert (await seller.get(f"{key}/data")).status_code == 200
    problem(await seller.patch(key, json={"label": "Nosso"}), 403, "forbidden")
    problem(await seller.delete(key), 403, "forbidden")
    shown = (await seller.get(key)).json()["data"]["saved"]
    assert (shown["can_change"], shown["owner"]["title"]) == (False, "Manager")
    changed = await manager.patch(key, json={"scope": "clinic"}, headers={"if-match": "1"})
    assert changed.json()["data"]["saved"]["scope"] == "clinic"
    assert changed.json()["data"]["saved"]["roles"] == []
    assert (await reception.get(f"{key}/data")).status_code == 200
    admin = await served.client("admin")
    problem(await admin.patch(key, json={"scope": "personal"}), 403, "forbidden")
    assert (await manager.patch(key, json={"scope": "personal"})).status_code == 200
    problem(await reception.get(f"{key}/data"), 404, "not_found")
    assert (await _all(manager))["can_share"] is True
    assert {"key": "seller", "label": "Vendedor"} in (await _all(manager))["roles"]
    told = await _all(seller)
    assert (told["can_share"], told["roles"]) == (False, [])


async def test_a_change_is_seen_by_the_next_read(served: Served, leads: None) -> None:
    admin, seller = await served.client("admin"), await served.client("seller")
    made = await _save(admin, scope="clinic", filter="city = 'Salto'")
    key = f"/api/views/{made['key']}"
    names = [row["name"] for row in (await admin.get(f"{key}/data")).json()["data"]]
    assert names == ["Caio"]
    assert (await seller.get(f"{key}/data")).status_code == 200
    changed = await admin.patch(key, json={"filter": None, "sort": "name"})
    assert changed.json()["data"]["filter"] is None
    assert changed.json()["data"]["columns"] == ["name", "city"]  # what was not sent stays
    names = [row["name"] for row in (await admin.get(f"{key}/data")).json()["data"]]
    assert names == sorted(names)
    assert {"Ana", "Bia", "Caio"} <= set(names)


async def test_two_who_change_the_same_view(served: Served, leads: None) -> None:
    admin = await served.client("admin")
    made = await _save(admin)
    key = f"/api/views/{made['key']}"
    answer = await admin.patch(key, json={"label": "Um"}, headers={"if-match": "1"})
    assert answer.json()["data"]["saved"]["version"] == 2
    late = await admin.patch(key, json={"label": "Dois"}, headers={"if-match": "1"})
    assert problem(late, 409, "conflict")["version"] == 2
    late = await admin.patch(key, json={"label": "Dois", "version": 1})
    problem(late, 409, "conflict")
    assert (await admin.get(key)).json()["data"]["label"] == "Um"


async def test_thrown_away_and_put_back(served: Served, leads: None) -> None:
    admin = await served.client("admin")
    made = await _save(admin)
    key = f"/api/views/{made['key']}"
    problem(await admin.post(f"{key}/restore"), 404, "not_found")
    assert (await admin.delete(key)).json() == {"data": {"key": made["key"]}}
    assert made["key"] not in await _keys(admin)
    problem(await admin.get(f"{key}/data"), 404, "not_found")
    problem(await admin.delete(key), 404, "not_found")
    seller = await served.client("seller")
    problem(await seller.post(f"{key}/restore"), 404, "not_found")
    back = await admin.post(f"{key}/restore")
    assert back.json()["data"]["saved"]["version"] == 3
    assert (await admin.get(f"{key}/data")).status_code == 200


async def test_what_each_person_chose(served: Served, leads: None) -> None:
    admin, seller = await served.client("admin"), await served.client("seller")
    made = await _save(admin, scope="clinic")
    chosen = await seller.patch(
        f"/api/views/{made['key']}/choice", json={"pinned": True, "default": True}
    )
    assert chosen.json() == {"data": {"key": made["key"], "pinned": True, "default": True}}
    told = await _all(seller)
    assert told["pinned"] == {made["key"]: True}
    assert told["defaults"] == {"lead": made["key"]}
    assert (await _all(admin))["pinned"] == {}
    package = await seller.patch("/api/views/lead.board/choice", json={"default": True})
    assert package.status_code == 200
    told = await _all(seller)
    assert (told["pinned"], told["defaults"]) == ({made["key"]: True}, {"lead": "lead.board"})
    await seller.patch("/api/views/lead.board/choice", json={"default": False})
    await seller.patch(f"/api/views/{made['key']}/choice", json={"pinned": False})
    told = await _all(seller)
    assert (told["pinned"], told["defaults"]) == ({made["key"]: False}, {})
    await admin.delete(f"/api/views/{made['key']}")
    assert (await _all(seller))["pinned"] == {}
    problem(
        await seller.patch("/api/views/lead.nope/choice", json={"pinned": True}), 404, "not_found"
    )


async def test_the_same_request_twice_keeps_one_view(served: Served, leads: None) -> None:
    admin = await served.client("admin")
    headers = {"idempotency-key": "view-once"}
    first = await admin.post("/api/views", json=HOT, headers=headers)
    again = await admin.post("/api/views", json=HOT, headers=headers)
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"


async def test_columns_through_links_come_with_their_fields(served: Served, leads: None) -> None:
    admin = await served.client("admin")
    made = await _save(admin, columns=["name", "owner.name"])
    far = (await _all(admin))["far_fields"]["lead"]
    assert [field["name"] for field in far if field["name"] == "owner.name"] == ["owner.name"]
    row = (await admin.get(f"/api/views/{made['key']}/data")).json()["data"][0]
    assert "owner" in row
