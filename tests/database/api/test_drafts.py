"""A clinic's edit by the one path: draft, check, plan, publish, rollback."""

from typing import Any

from tests.database.api.conftest import Served


async def lead_definition(served: Served) -> dict[str, Any]:
    """The published definition of lead, with ids."""
    client = await served.client("admin")
    model = (await client.get("/api/definitions")).json()["model"]
    return next(entity for entity in model["entities"] if entity["entity"] == "lead")


async def test_an_edit_travels_from_draft_to_rollback(served: Served) -> None:
    """A field is added and a label changed; both serve after the publish and go with the
    rollback."""
    client = await served.client("admin")
    lead = await lead_definition(served)
    city = next(field for field in lead["fields"] if field["name"] == "city")
    draft = (await client.post("/api/drafts", json={"title": "Indicação"})).json()["data"]
    path = f"/api/drafts/{draft['id']}"
    edits = [
        {"op": "set", "target": city["id"], "attribute": "label.pt-BR", "value": "Município"},
        {
            "op": "add",
            "target": lead["id"],
            "kind": "field",
            "body": {"name": "x_referrer", "type": "text", "label": {"pt-BR": "Indicado por"}},
        },
    ]
    edited = await client.patch(path, json={"revision": draft["revision"], "edits": edits})
    assert edited.status_code == 200, edited.text
    assert edited.json()["data"]["edits"][0]["base_hash"]
    again = await client.patch(path, json={"revision": draft["revision"], "edits": edits})
    assert (again.status_code, again.json()["code"]) == (409, "draft_changed")
    checked = (await client.post(f"{path}/check")).json()
    assert checked["is_valid"], checked
    plan = (await client.post(f"{path}/plan")).json()
    assert [step["kind"] for step in plan["plan"]["steps"]] == ["add_column"]
    version = plan["version"]
    published = await client.post(f"{path}/publish")
    assert (published.status_code, published.json()["version"]) == (201, version + 1)
    made = await client.post("/api/data/leads", json={"name": "Ana", "x_referrer": "Bia"})
    assert made.json()["data"]["x_referrer"] == "Bia"
    model = (await client.get("/api/model")).json()
    labels = {field["name"]: field["label"] for field in model["entities"]["lead"]["fields"]}
    assert (labels["city"], labels["x_referrer"]) == ("Município", "Indicado por")
    back = await client.post(f"/api/versions/{version}/rollback")
    assert back.status_code == 201, back.text
    refused = await client.post("/api/data/leads", json={"name": "Ana", "x_referrer": "Bia"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "field_unknown")


async def test_an_edit_without_the_clinics_prefix_is_refused(served: Served) -> None:
    """What a clinic creates begins with `x_`; the check says so and nothing is published."""
    client = await served.client("admin")
    lead = await lead_definition(served)
    draft = (await client.post("/api/drafts", json={})).json()["data"]
    path = f"/api/drafts/{draft['id']}"
    body = {"name": "referrer", "type": "text"}
    edit = {"op": "add", "target": lead["id"], "kind": "field", "body": body}
    await client.patch(path, json={"revision": draft["revision"], "edits": [edit]})
    checked = (await client.post(f"{path}/check")).json()
    assert not checked["is_valid"]
    refused = await client.post(f"{path}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "package_invalid")


async def test_only_designers_get_here(served: Served) -> None:
    """A seller changes no definitions and does not read them either."""
    client = await served.client("seller")
    for path in ("/api/definitions", "/api/drafts", "/api/versions", "/api/packages"):
        answer = await client.get(path)
        assert (path, answer.status_code, answer.json()["code"]) == (path, 403, "forbidden")
