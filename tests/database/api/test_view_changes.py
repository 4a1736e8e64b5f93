"""Saved views while the world changes: definitions, members, other processes, time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from engine.api.app import create_app
from engine.core.settings import ROOT, Settings
from engine.definitions.doctor import examine
from engine.definitions.folder import read_folder
from engine.definitions.members import set_active, set_roles
from engine.definitions.packages import install_package
from engine.definitions.store import SnapshotStore
from engine.messaging import streams
from engine.records.retention import let_go
from engine.records.seeds import RecordSeeds
from tests.database.api.conftest import PASSWORD, Served, lifespan, make_lead
from tests.database.api.sse import following
from tests.database.api.test_drafts import lead_definition
from tests.database.api.wire import problem

PETS = read_folder(ROOT / "tests" / "packages" / "pets")


def _me(served: Served) -> str:
    return str(served.members["seller"])


async def _save(client: httpx.AsyncClient, **sent: Any) -> dict[str, Any]:
    whole = {"entity": "lead", "label": "V", "kind": "list", **sent}
    answer = await client.post("/api/views", json=whole)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def _keys(client: httpx.AsyncClient) -> set[str]:
    return {view["key"] for view in (await client.get("/api/views")).json()["data"]}


async def _add_field(client: httpx.AsyncClient, served: Served, name: str) -> int:
    """Publishes a text field of leads; the version before it."""
    lead = await lead_definition(served)
    draft = (await client.post("/api/drafts", json={})).json()["data"]
    body = {"name": name, "type": "text", "label": {"pt-BR": name}}
    edits = [{"op": "add", "target": lead["id"], "kind": "field", "body": body}]
    path = f"/api/drafts/{draft['id']}"
    await client.patch(path, json={"revision": draft["revision"], "edits": edits})
    version = (await client.post(f"{path}/plan")).json()["version"]
    published = await client.post(f"{path}/publish")
    assert published.status_code == 201, published.text
    return version


async def test_a_removed_field_is_left_out_and_said(served: Served) -> None:
    admin, seller = await served.client("admin"), await served.client("seller")
    manager = await served.client("manager")
    before = await _add_field(admin, served, "x_origin")
    await make_lead(served, name="Com origem", city="Itu", x_origin="rádio", owner=_me(served))
    await make_lead(served, name="Sem origem", city="Itu", owner=_me(served))
    made = await _save(
        manager, scope="clinic", columns=["name", "x_origin"], sort="x_origin,-name",
        filter="city = 'Itu' and x_origin is not empty",
        color_rules=[{"when": "x_origin = 'rádio'", "color": "red"}],
    )  # fmt: skip
    address = f"/api/views/{made['key']}"
    data = (await seller.get(f"{address}/data?sort=name")).json()["data"]
    assert [row["name"] for row in data] == ["Com origem"]
    assert (await admin.post(f"/api/versions/{before}/rollback")).status_code == 201
    shown = (await manager.get(address)).json()["data"]
    assert (shown["columns"], shown["sort"]) == (["name"], "-name")
    assert (shown["filter"], shown["color_rules"]) == ("city = 'Itu'", [])
    assert len(shown["problems"]) == 4
    assert all("x_origin" in each for each in shown["problems"])
    data = (await seller.get(f"{address}/data")).json()["data"]
    assert [row["name"] for row in data] == ["Sem origem", "Com origem"]
    theirs = (await seller.get(address)).json()["data"]
    assert len(theirs["problems"]) == 1
    assert "x_origin" not in theirs["problems"][0]  # who cannot mend it is told no names
    mended = await manager.patch(address, json={"columns": ["name"], "sort": "-name"})
    assert mended.status_code == 200, mended.text
    assert len(mended.json()["data"]["problems"]) == 2


async def test_the_entity_goes_and_comes_back(served: Served) -> None:
    admin = await served.client("admin")
    seeds = RecordSeeds(served.databases)
    installed = await install_package(served.databases, served.clinic, PETS, seed_writer=seeds)
    assert installed.is_ok, installed.problems
    model = (await admin.get("/api/model")).json()
    entity = next(name for name in model["entities"] if name.startswith("vet"))
    made = await _save(admin, entity=entity)
    chosen = await admin.patch(
        f"/api/views/{made['key']}/choice", json={"pinned": True, "default": True}
    )
    assert chosen.status_code == 200
    assert installed.version is not None
    back = await admin.post(f"/api/versions/{installed.version - 1}/rollback")
    assert back.status_code == 201, back.text
    assert made["key"] not in await _keys(admin)
    told = (await admin.get("/api/views")).json()
    assert (told["pinned"], told["defaults"]) == ({}, {})
    for path in (f"/api/views/{made['key']}/data", f"/api/views/{made['key']}"):
        problem(await admin.get(path), 404, "not_found")
    again = await admin.post(f"/api/versions/{installed.version}/rollback")
    assert again.status_code == 201, again.text
    assert made["key"] in await _keys(admin)
    assert (await admin.get("/api/views")).json()["defaults"] == {entity: made["key"]}
    assert (await admin.get(f"/api/views/{made['key']}/data")).status_code == 200
    assert await examine(served.databases, served.clinic) == []


async def test_another_process_never_answers_with_the_old_view(served: Served) -> None:
    """Each keeps views by the policy epoch, which every change raises."""
    settings = Settings(
        database_url=served.databases.core.dsn, chat_database_url=served.databases.chat.dsn,
        var=served.var,
    )  # fmt: skip
    app = create_app(settings)
    admin = await served.client("admin")
    await make_lead(served, name="Uma", city="Assis", owner=_me(served))
    made = await _save(admin, scope="clinic", filter="city = 'Assis'")
    address = f"/api/views/{made['key']}/data"
    transport = httpx.ASGITransport(app=app)
    async with (
        lifespan(app),
        httpx.AsyncClient(transport=transport, base_url="http://nexus.test") as there,
    ):
        sent = {"email": f"seller@{served.clinic.slug}.test", "password": PASSWORD}
        there.headers["x-csrf-token"] = (await there.post("/api/session", json=sent)).json()["csrf"]
        assert [row["name"] for row in (await there.get(address)).json()["data"]] == ["Uma"]
        await admin.patch(f"/api/views/{made['key']}", json={"filter": "city = 'nowhere'"})
        assert (await there.get(address)).json()["data"] == []
        await admin.patch(f"/api/views/{made['key']}", json={"scope": "personal"})
        problem(await there.get(address), 404, "not_found")
        await admin.patch(f"/api/views/{made['key']}", json={"scope": "clinic"})
        assert (await there.get(address)).status_code == 200
        await admin.delete(f"/api/views/{made['key']}")
        problem(await there.get(address), 404, "not_found")


async def test_a_lost_right_to_share_ends_the_care_for_what_was_shared(served: Served) -> None:
    manager = await served.client("manager")
    made = await _save(manager, scope="clinic")
    address = f"/api/views/{made['key']}"
    member = served.members["manager"]
    await set_roles(served.databases, served.clinic, member, ("seller",))
    try:
        problem(await manager.patch(address, json={"label": "x"}), 403, "forbidden")
        problem(await manager.delete(address), 403, "forbidden")
        assert (await manager.get(address)).json()["data"]["saved"]["can_change"] is False
    finally:
        await set_roles(served.databases, served.clinic, member, ("manager",))
    assert (await manager.delete(address)).status_code == 200


async def test_an_open_stream_tells_that_views_changed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOK", 0.2)
    admin, seller = await served.client("admin"), await served.client("seller")
    async with following(served.app, seller) as feed:
        await feed.until(lambda each: each.text != "")
        await _save(admin, scope="clinic")
        await feed.until(lambda each: any(one.kind == "views" for one in each.events))
        assert not feed.ended
        assert all(one.data == {} for one in feed.events if one.kind == "views")


async def test_what_is_long_gone_goes_for_good(served: Served) -> None:
    admin, reception = await served.client("admin"), await served.client("reception")
    snapshots = SnapshotStore(served.databases)

    async def after(days: int, *, is_dry: bool = False) -> int:
        now = datetime.now(UTC) + timedelta(days=days)
        done = await let_go(served.databases, snapshots, served.clinic, now, is_dry=is_dry)
        assert done is not None
        return done.views

    await after(1000)
    trashed, kept = await _save(admin), await _save(admin)
    mine, shared = await _save(reception), await _save(admin, scope="clinic")
    await admin.delete(f"/api/views/{trashed['key']}")
    assert await after(29) == 0
    assert await after(31, is_dry=True) == 1
    assert await after(31) == 1
    problem(await admin.post(f"/api/views/{trashed['key']}/restore"), 404, "not_found")
    assert {kept["key"], shared["key"]} <= await _keys(admin)
    member = served.members["reception"]
    await set_active(served.databases, served.clinic, member, False)
    assert await after(89) == 0
    assert await after(91) == 1
    async with served.databases.core.clinic(served.clinic.id) as con:
        left = await con.fetch("select id::text from _view where owner = $1", member)
    assert mine["saved"]["id"] not in {row["id"] for row in left}
    epoch = "select policy_epoch from _state"
    async with served.databases.core.clinic(served.clinic.id) as con:
        before = await con.fetchval(epoch)
        await after(91)
        assert await con.fetchval(epoch) == before  # nothing to do disturbs nobody
