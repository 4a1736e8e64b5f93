"""Two people on one record: only the same field conflicts, and `$base` makes that exact."""

from typing import Any

import httpx

from tests.database.api.conftest import Served, make_lead


async def _patch(
    client: httpx.AsyncClient, lead: dict[str, Any], version: int | None = 1, **values: Any
) -> httpx.Response:
    headers = {"if-match": str(version)} if version is not None else {}
    return await client.patch(f"/api/data/leads/{lead['id']}", json=values, headers=headers)


async def test_only_a_field_that_changed_since_conflicts(served: Served) -> None:
    client = await served.client("admin")
    lead = await make_lead(served, name="Base", city="Santos", district="Centro")
    assert (await _patch(client, lead, city="São Paulo")).status_code == 200
    saved = await _patch(client, lead, district="Gonzaga")
    assert (saved.status_code, saved.json()["data"]["version"]) == (200, 3)
    for base in ({}, {"$base": {"city": "Santos"}}):
        stale = await _patch(client, lead, city="Campinas", **base)
        assert (stale.status_code, stale.json()["errors"][0]["theirs"]) == (409, "São Paulo")
    conflict = await _patch(client, lead, city="Campinas", **{"$base": {"city": "Santos"}})
    problem = conflict.json()
    assert (conflict.status_code, problem["code"], problem["version"]) == (409, "conflict", 3)
    (fault,) = problem["errors"]
    assert (fault["path"], fault["yours"], fault["theirs"]) == (
        "fields.city", "Campinas", "São Paulo",
    )  # fmt: skip


async def test_a_base_needs_no_version(served: Served) -> None:
    client = await served.client("admin")
    lead = await make_lead(served, name="Sem versão", city="Santos")
    values = {"city": "Campinas", "name": "Outro"}
    stale = await _patch(client, lead, None, **values, **{"$base": {"city": "Bauru"}})
    assert stale.status_code == 409
    saved = await _patch(client, lead, None, **values, **{"$base": {"city": "Santos"}})
    assert saved.status_code == 200


async def test_a_base_is_what_a_read_gave(served: Served) -> None:
    """Every type of the lead, sent back as it came."""
    client = await served.client("admin")
    procedure = (await client.post("/api/data/procedures", json={"name": "Peeling"})).json()["data"]
    first = {
        "whatsapp": "11 95555-4321",
        "channel": "site",
        "procedures": [procedure["id"]],
        "service_value": "10.50",
        "service_unit": str(served.units[0]),
        "next_contact_at": "2026-05-01T10:00:00.123456-03:00",
        "comment": "linha\noutra",
        "owner": str(served.members["seller"]),
    }
    lead = await make_lead(served, name="Tipos", **first)
    await _patch(client, lead, name="Tipos!")
    base = {name: lead[name] for name in first}
    saved = await _patch(client, lead, **dict.fromkeys(first), **{"$base": base})
    assert saved.status_code == 200, saved.text
    emptied = {name: saved.json()["data"][name] for name in first}
    assert emptied == {**dict.fromkeys(first), "procedures": []}
    again = await _patch(client, lead, **first, **{"$base": emptied})
    assert again.status_code == 200, again.text


async def test_a_base_that_is_no_object_is_refused(served: Served) -> None:
    client = await served.client("admin")
    lead = await make_lead(served, name="Torto")
    for base in ([], "x", 1, True):
        answer = await _patch(client, lead, name="Outro", **{"$base": base})
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "$base")
    odd = await _patch(client, lead, None, name="Outro", **{"$base": {"name": {"x": 1}, "y": 1}})
    assert odd.status_code == 409
    created = await client.post("/api/data/leads", json={"name": "Novo", "$base": {}})
    assert (created.status_code, created.json()["code"]) == (422, "field_unknown")


async def test_a_move_with_a_base_conflicts_only_over_its_stage(served: Served) -> None:
    client = await served.client("admin")
    lead = await make_lead(served, name="Anda", city="Santos")
    path = f"/api/data/leads/{lead['id']}/move"
    await _patch(client, lead, city="São Paulo")
    moved = await client.post(path, json={"stage": "active", "version": 1})
    assert (moved.status_code, moved.json()["data"]["stage"]) == (200, "active")
    behind = await client.post(path, json={"stage": "lost", "$base": {"stage": "new"}})
    assert (behind.status_code, behind.json()["errors"][0]["path"]) == (409, "fields.stage")
    for base in ([], "x", 1):
        odd = await client.post(path, json={"stage": "lost", "$base": base})
        assert (odd.status_code, odd.json()["errors"][0]["path"]) == (422, "$base")
