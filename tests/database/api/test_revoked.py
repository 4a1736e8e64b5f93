"""A right taken away is gone with the next request, in every process, whatever they remember."""

import asyncio
from collections.abc import AsyncGenerator

import httpx
import pytest

from engine.api.app import create_app
from engine.core.settings import Settings
from engine.definitions.clinics import set_mode
from engine.definitions.members import set_active, set_password, set_roles, set_units
from tests.database.api.conftest import PASSWORD, Served, lifespan, make_lead
from tests.database.api.wire import fingerprint, problem


@pytest.fixture(scope="module")
async def processes(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[list[httpx.AsyncClient]]:
    """Two applications over the same databases, each with caches of its own."""
    settings = Settings(
        database_url=served.databases.core.dsn,
        chat_database_url=served.databases.chat.dsn,
        var=tmp_path_factory.mktemp("second"),
    )
    second = create_app(settings)
    async with lifespan(second):
        found: list[httpx.AsyncClient] = []
        for app in (served.app, second):
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            found.append(httpx.AsyncClient(transport=transport, base_url="http://nexus.test"))
        yield found
        await asyncio.gather(*(client.aclose() for client in found))


async def sign_in(processes: list[httpx.AsyncClient], role: str) -> str:
    """One session, known to both processes."""
    sent = {"email": f"{role}@um.test", "password": PASSWORD}
    processes[0].cookies.clear()
    answer = await processes[0].post("/api/session", json=sent)
    assert answer.status_code == 200, answer.text
    token = processes[0].cookies["nexus_session"]
    for client in processes:
        client.cookies.clear()
        client.cookies.set("nexus_session", token)
        client.headers["x-csrf-token"] = answer.json()["csrf"]
    return token


async def codes(client: httpx.AsyncClient, calls: list[tuple[str, str]]) -> list[int]:
    """The status of each call, as in `GET /api/model`."""
    found: list[int] = []
    for method, path in calls:
        body = {"name": "Depois"} if method == "POST" else {"city": "Depois"}
        sent = None if method == "GET" else body
        found.append((await client.request(method, path, json=sent)).status_code)
    return found


async def test_a_role_taken_away_ends_with_the_next_request(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    """One fresh revocation before each single call, so that none warms up another."""
    lead = await make_lead(served, name="Antes")
    calls = [
        ("GET", "/api/data/leads"),
        ("GET", f"/api/data/leads/{lead['id']}"),
        ("GET", "/api/views/lead.board/data"),
        ("GET", "/api/data/lead/schema"),
        ("POST", "/api/data/leads"),
        ("PATCH", f"/api/data/leads/{lead['id']}"),
    ]
    await sign_in(processes, "manager")
    for client in processes:
        for method, path in calls:
            await set_roles(served.databases, served.clinic, served.members["manager"], ["manager"])
            assert await codes(client, [(method, path)]) == [201 if method == "POST" else 200]
            await set_roles(served.databases, served.clinic, served.members["manager"], [])
            before = await fingerprint(served.databases, served.clinic)
            assert await codes(client, [(method, path)]) == [404], (method, path)
            assert await fingerprint(served.databases, served.clinic) == before
        assert "lead" not in (await client.get("/api/model")).json()["entities"]
        assert (await client.get("/api/data")).json()["data"] == []
        assert (await client.get("/api/session")).json()["member"]["roles"] == []
    await set_roles(served.databases, served.clinic, served.members["manager"], ["manager"])


async def test_a_designer_who_no_longer_is_one_publishes_nothing(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    await sign_in(processes, "admin")
    files = {
        "app.yaml": "key: late\nnamespace: late\nversion: 1.0.0\nlabel: {pt-BR: Tarde}\n"
        "requires: {core: '>=1.0'}\n",
        "entities/late_thing.yaml": "entity: late_thing\nplural: late_things\ntitle: name\n"
        "fields:\n  - {name: name, type: text}\n",
    }
    for client in processes:
        assert (await client.get("/api/packages")).status_code == 200
        await set_roles(served.databases, served.clinic, served.members["admin"], ["seller"])
        before = await fingerprint(served.databases, served.clinic)
        for method, path, body in (
            ("POST", "/api/packages", {"files": files}),
            ("POST", "/api/versions/1/rollback", None),
            ("DELETE", "/api/packages/agenda", None),
            ("POST", "/api/drafts", {"title": "x"}),
            ("GET", "/api/definitions", None),
        ):
            problem(await client.request(method, path, json=body), 403, "forbidden")
        assert await fingerprint(served.databases, served.clinic) == before
        await set_roles(served.databases, served.clinic, served.members["admin"], ["admin"])


@pytest.mark.parametrize("path", ["/api/data/leads", "/api/model", "/api/session", "/api/packages"])
async def test_a_session_that_ended_elsewhere_has_ended_here(
    processes: list[httpx.AsyncClient], path: str
) -> None:
    await sign_in(processes, "admin")
    first, second = processes
    assert (await second.get(path)).status_code == 200
    token = first.cookies["nexus_session"]
    assert (await first.delete("/api/session")).status_code == 204
    for client in processes:
        client.cookies.set("nexus_session", token)
        problem(await client.get(path), 401, "session_required")


async def test_a_member_made_inactive_is_out(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    await sign_in(processes, "seller")
    member = served.members["seller"]
    for client in processes:
        assert (await client.get("/api/data/leads")).status_code == 200
    await set_active(served.databases, served.clinic, member, False)
    for client in processes:
        problem(await client.get("/api/data/leads"), 403, "no_clinic")
        problem(await client.post("/api/data/leads", json={"name": "X"}), 403, "no_clinic")
    await set_active(served.databases, served.clinic, member, True)
    for client in processes:
        assert (await client.get("/api/data/leads")).status_code == 200


async def test_a_changed_password_ends_the_sessions(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    await sign_in(processes, "reception")
    account = (await processes[1].get("/api/session")).json()["account"]["id"]
    await set_password(served.databases, account, PASSWORD)
    for client in processes:
        problem(await client.get("/api/data/leads"), 401, "session_required")


async def test_units_taken_away_take_their_records(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    near = await make_lead(served, name="Da unidade", service_unit=str(served.units[0]))
    await sign_in(processes, "seller")
    path = f"/api/data/leads/{near['id']}"
    for client in processes:
        assert (await client.get(path)).status_code == 200
    await set_units(served.databases, served.clinic, served.members["seller"], [])
    for client in processes:
        problem(await client.get(path), 404, "not_found")
    await set_units(served.databases, served.clinic, served.members["seller"], [served.units[0]])
    for client in processes:
        assert (await client.get(path)).status_code == 200


async def test_a_cursor_outlives_no_right(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    """What the role saw on page one is no ticket to page two."""
    for number in range(3):
        await make_lead(served, name=f"Página {number}")
    await sign_in(processes, "manager")
    path = "/api/data/leads?limit=1&sort=name"
    cursor = (await processes[0].get(path)).json()["page"]["next"]
    member = served.members["manager"]
    await set_roles(served.databases, served.clinic, member, ["reception"])
    for client in processes:
        answer = await client.get(f"{path}&after={cursor}")
        assert answer.status_code in (200, 400, 410), answer.text
        names = [row["name"] for row in answer.json().get("data", [])]
        assert not [name for name in names if name.startswith("Página")]
    await set_roles(served.databases, served.clinic, member, ["manager"])


async def test_a_frozen_clinic_is_read_and_not_written(
    served: Served, processes: list[httpx.AsyncClient]
) -> None:
    """503 with the reason; a sandbox writes."""
    await sign_in(processes, "admin")
    lead = await make_lead(served, name="Gelo")
    writes = [
        ("POST", "/api/data/leads", {"name": "Novo"}),
        ("POST", "/api/data/leads", [{"name": "Novo"}]),
        ("PATCH", f"/api/data/leads/{lead['id']}", {"city": "Itu"}),
        ("POST", f"/api/data/leads/{lead['id']}/move", {"stage": "active"}),
        ("POST", "/api/packages", {"files": {"app.yaml": "key: ice\nversion: 1.0.0\n"}}),
        ("POST", "/api/versions/1/rollback", None),
    ]
    await set_mode(served.databases, served.clinic, "frozen", "Migração até as 22h.")
    before = await fingerprint(served.databases, served.clinic)
    for client in processes:
        for method, path, body in writes[:4]:
            answer = await client.request(method, path, json=body)
            assert problem(answer, 503, "clinic_frozen")["detail"] == "Migração até as 22h."
            assert answer.headers["retry-after"] == "1"
        for method, path, body in writes[4:]:
            problem(await client.request(method, path, json=body), 503, "clinic_frozen")
        for path in (
            "/api/data/leads", f"/api/data/leads/{lead['id']}", "/api/views/lead.board/data",
            "/api/model", "/api/session", "/api/packages", "/api/versions",
        ):  # fmt: skip
            assert (await client.get(path)).status_code == 200, path
    assert await fingerprint(served.databases, served.clinic) == before
    await set_mode(served.databases, served.clinic, "sandbox")
    made = await processes[1].post("/api/data/leads", json={"name": "Areia"})
    assert made.status_code == 201, made.text
    await set_mode(served.databases, served.clinic, "live")
