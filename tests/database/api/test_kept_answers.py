"""`Idempotency-Key` on drafts, publishes, packages and uploads: made once, told again."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.database.api.conftest import Served
from tests.database.api.wire import problem

pytestmark = pytest.mark.database
REPLAYED = "idempotent-replayed"


def _key() -> dict[str, str]:
    return {"idempotency-key": str(uuid4())}


async def _value(served: Served, sql: str, *arguments: Any) -> Any:
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        return await con.fetchval(sql, *arguments)


async def _draft(admin: httpx.AsyncClient, name: str) -> str:
    """A draft that adds a field."""
    draft = (await admin.post("/api/drafts", json={"title": name})).json()["data"]
    served_now = (await admin.get("/api/definitions")).json()
    lead = next(each for each in served_now["model"]["entities"] if each["entity"] == "lead")
    body = {"name": name, "type": "text"}
    edit = {"op": "add", "target": lead["id"], "kind": "field", "body": body}
    sent = {"revision": draft["revision"], "edits": [edit]}
    answer = await admin.patch(f"/api/drafts/{draft['id']}", json=sent)
    assert answer.status_code == 200, answer.text
    return draft["id"]


async def test_a_draft_is_begun_once(served: Served) -> None:
    admin, key = await served.client("admin"), _key()
    first = await admin.post("/api/drafts", json={"title": "Uma"}, headers=key)
    again = await admin.post("/api/drafts", json={"title": "Uma"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["content-type"] == first.headers["content-type"]
    assert (first.headers.get(REPLAYED), again.headers[REPLAYED]) == (None, "true")
    assert await _value(served, "select count(*) from _draft where title = 'Uma'") == 1
    other = await admin.post("/api/drafts", json={"title": "Outra"}, headers=key)
    problem(other, 422, "idempotency_key_reused")
    assert await _value(served, "select count(*) from _draft where title = 'Outra'") == 0
    manager = await served.client("manager")
    problem(await manager.post("/api/drafts", json={"title": "Uma"}, headers=key), 403, "forbidden")


async def test_eight_publishes_at_once_publish_once(served: Served) -> None:
    admin, key = await served.client("admin"), _key()
    draft = await _draft(admin, "x_once_only")
    version = await _value(served, "select model_version from _state")
    answers = await asyncio.gather(
        *(admin.post(f"/api/drafts/{draft}/publish", headers=key) for _ in range(8))
    )
    told = [each for each in answers if each.is_success]
    assert told, [each.text for each in answers]
    for each in answers:
        if not each.is_success:
            problem(each, 409, "idempotency_in_progress")
            assert each.headers["retry-after"] == "1"
    assert await _value(served, "select model_version from _state") == version + 1
    again = await admin.post(f"/api/drafts/{draft}/publish", headers=key)
    assert (again.status_code, again.headers[REPLAYED]) == (told[0].status_code, "true")
    assert again.content == told[0].content
    assert await _value(served, "select model_version from _state") == version + 1


async def test_what_was_never_ended_is_unclear(served: Served) -> None:
    admin, key = await served.client("admin"), _key()
    first = await admin.post("/api/drafts", json={"title": "Meio"}, headers=key)
    assert first.status_code == 201
    row = "update _idempotency set status = null, answer = null, at = {} where key = $1"
    await _value(served, row.format("now()"), key["idempotency-key"])
    waiting = await admin.post("/api/drafts", json={"title": "Meio"}, headers=key)
    problem(waiting, 409, "idempotency_in_progress")
    old = "now() - interval '11 minutes'"
    await _value(served, row.format(old), key["idempotency-key"])
    unclear = await admin.post("/api/drafts", json={"title": "Meio"}, headers=key)
    problem(unclear, 409, "idempotency_unclear")
    await _value(served, row.format("now() - interval '49 hours'"), key["idempotency-key"])
    anew = await admin.post("/api/drafts", json={"title": "Meio"}, headers=key)
    assert (anew.status_code, anew.headers.get(REPLAYED)) == (201, None)
    assert await _value(served, "select count(*) from _draft where title = 'Meio'") == 2


async def test_a_refused_request_does_not_use_its_key_up(served: Served) -> None:
    admin, key = await served.client("admin"), _key()
    refused = await admin.post("/api/drafts", json={"title": 1}, headers=key)
    assert refused.status_code == 422
    fixed = await admin.post("/api/drafts", json={"title": "Certa"}, headers=key)
    assert fixed.status_code == 201
    for bad in ("", "x" * 201):
        answer = await admin.post("/api/drafts", json={}, headers={"idempotency-key": bad})
        problem(answer, 422, "invalid")
    nobody = await served.client(None)
    answer = await nobody.post("/api/drafts", json={}, headers=key)
    problem(answer, 401, "session_required")


async def test_a_file_is_taken_once(served: Served) -> None:
    admin, key = await served.client("admin"), _key()
    sent = {"content": b"%PDF-1.7 once", "headers": {**key, "content-type": "application/pdf"}}
    before = await _value(served, "select count(*) from _file")
    first = await admin.post("/api/files?name=a.pdf", **sent)
    again = await admin.post("/api/files?name=a.pdf", **sent)
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert again.json() == first.json()
    assert again.headers[REPLAYED] == "true"
    assert await _value(served, "select count(*) from _file") == before + 1
    other = await admin.post("/api/files?name=b.pdf", **sent)
    problem(other, 422, "idempotency_key_reused")


async def test_a_session_keeps_no_answer(served: Served) -> None:
    key = _key()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=served.app), base_url="http://nexus.test"
    ) as client:
        sent = {"email": "nobody@nowhere.test", "password": "x"}
        answer = await client.post("/api/session", json=sent, headers=key)
        assert answer.status_code == 401
    sql = "select count(*) from _idempotency where key = $1"
    assert await _value(served, sql, key["idempotency-key"]) == 0
