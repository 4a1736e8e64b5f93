"""Sessions: signing out takes effect everywhere at once."""

import httpx

from tests.database.api.conftest import PASSWORD, Served
from tests.database.api.wire import problem


async def test_signing_out_ends_the_session_in_every_process(served: Served) -> None:
    """The cookie is worth nothing afterwards, also where its facts were cached."""
    transport = httpx.ASGITransport(app=served.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://nexus.test") as client:
        sent = {"email": f"manager@{served.clinic.slug}.test", "password": PASSWORD}
        session = (await client.post("/api/session", json=sent)).json()
        cookie = dict(client.cookies)
        assert (await client.get("/api/data/leads")).status_code == 200
        headers = {"x-csrf-token": session["csrf"]}
        assert (await client.delete("/api/session", headers=headers)).status_code == 204
        client.cookies.update(cookie)
        again = await client.get("/api/data/leads")
        assert (again.status_code, again.json()["code"]) == (401, "session_required")
    async with served.databases.core.clinic(served.clinic.id) as core:
        epoch = await core.fetchval("select policy_epoch from _state")
    async with served.databases.chat.clinic(served.clinic.id) as chat:
        assert await chat.fetchval("select policy_epoch from _state") == epoch


async def test_the_account_keeps_its_language(served: Served) -> None:
    """Labels and refusals follow at once, for this account alone; a language we lack is refused."""
    client = await served.client("manager")
    try:
        answer = await client.patch("/api/session", json={"locale": "en"})
        assert (answer.status_code, answer.json()["account"]["locale"]) == (200, "en")
        assert (await client.get("/api/session")).json()["account"]["locale"] == "en"
        assert (await client.get("/api/model")).json()["locale"] == "en"
        refused = await client.get("/api/data/leads?limit=0")
        assert refused.json()["errors"][0]["message"] == "It must be from 1 to 500."
        other = await served.client("seller")
        assert (await other.get("/api/session")).json()["account"]["locale"] != "en"
        for body in ({"locale": "fr"}, {"locale": None}, {}, {"locale": "en", "name": "x"}):
            bad = problem(await client.patch("/api/session", json=body), 422, "invalid")
            assert {fault["path"] for fault in bad["errors"]} <= {"locale", "name"}
    finally:
        await client.patch("/api/session", json={"locale": "pt-BR"})
