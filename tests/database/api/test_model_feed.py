"""What the model tells of activity and of actions: only what the reader may see and do."""

from typing import Any

import pytest

from tests.database.api.conftest import Served

pytestmark = pytest.mark.database

PLAIN = {
    "text": "body", "details": None, "at": "created_at", "author": "author", "kind": None,
    "shows": ["files"], "compose": ["files"],
}  # fmt: skip


async def entities(served: Served, role: str) -> dict[str, Any]:
    answer = await (await served.client(role)).get("/api/model")
    assert answer.status_code == 200, answer.text
    return answer.json()["entities"]


def actions(lead: dict[str, Any]) -> list[dict[str, Any]]:
    return next(each for each in lead["layouts"] if each["kind"] == "record")["actions"]


async def test_a_feed_names_its_fields(served: Served) -> None:
    found = await entities(served, "admin")
    assert found["comment"]["feed"] == PLAIN
    assert found["activity"]["feed"]["kind"] == "kind"
    assert found["activity"]["feed"]["at"] == "happened_at"
    assert found["procedure"]["feed"] is None


async def test_an_action_is_there_for_who_may_create(served: Served) -> None:
    """The seller books from a lead; whoever may not create appointments has no button."""
    booked = {"related": "appointments", "label": "Agendar avaliação", "icon": "calendar-plus"}
    assert actions((await entities(served, "seller"))["lead"]) == [booked]
    admin = await served.client("admin")
    model = (await admin.get("/api/definitions")).json()["model"]
    role = next(each for each in model["roles"] if each["key"] == "seller")
    rights = {**role["entities"], "appointment": {"read": "unit"}}
    edits = [{"op": "set", "target": role["id"], "attribute": "entities", "value": rights}]
    made = (await admin.post("/api/drafts", json={"title": "Sem agenda"})).json()["data"]
    path = f"/api/drafts/{made['id']}"
    changed = await admin.patch(path, json={"revision": made["revision"], "edits": edits})
    assert changed.status_code == 200, changed.text
    published = await admin.post(f"{path}/publish", json={})
    assert published.status_code == 201, published.text
    assert actions((await entities(served, "seller"))["lead"]) == []
