"""Law 8 over HTTP: a list, a board or a record head is one request and one SQL statement."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from engine.core.pool import AffinePool, Connection
from tests.database.api.conftest import Served, make_lead


@pytest.fixture
async def statements(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[list[str]]:
    """Every statement any pool of the process sends, in order."""
    sent: list[str] = []
    watched: set[Connection] = set()
    acquire = AffinePool.acquire

    def hear(record: Any) -> None:
        sent.append(record.query)

    async def watching(pool: AffinePool, seat: tuple[str, str]) -> Connection:
        connection = await acquire(pool, seat)
        if connection not in watched:
            watched.add(connection)
            connection.add_query_logger(hear)
        return connection

    monkeypatch.setattr(AffinePool, "acquire", watching)
    yield sent
    for connection in watched:
        connection.remove_query_logger(hear)


READS = {
    "list": "/api/data/leads?filter=stage = 'new'&sort=-created_at&count=capped",
    "list with links": "/api/data/leads?fields=name,owner.name,procedures.name,service_unit.name",
    "list by sugar": "/api/data/leads?stage=new&search=ana&sort=owner.name&limit=10",
    "record": "/api/data/leads/{id}",
    "record with children": (
        "/api/data/leads/{id}?with=activities(limit:5,sort:-happened_at),appointments(limit:5)"
    ),
    "kanban": "/api/views/lead.board/data",
    "kanban, searched": "/api/views/lead.board/data?search=ana&filter=service_value > 1&limit=3",
    "kanban, one column": "/api/views/lead.board/data?column=new&limit=1",
    "list view": "/api/views/lead.mine/data",
}


@pytest.mark.parametrize("role", ["admin", "seller"])
@pytest.mark.parametrize("path", READS.values(), ids=list(READS))
async def test_a_read_is_one_statement(
    served: Served, statements: list[str], role: str, path: str
) -> None:
    """Also the first time a process meets the question. A new connection asks for types once."""
    client = await served.client(role)
    for number in range(3):
        lead = await make_lead(served, role, name=f"Ana {number}", service_value="10")
    for _ in range(4):  # each connection of the pool has met the types of a board
        await client.get("/api/views/lead.board/data")
    for _ in range(3):
        statements.clear()
        answer = await client.get(path.replace("{id}", lead["id"]))
        assert answer.status_code == 200, answer.text
        assert len(statements) == 1, statements


async def test_a_saved_view_is_read_once_for_each_policy_epoch(
    served: Served, statements: list[str]
) -> None:
    client = await served.client("seller")
    sent = {"entity": "lead", "label": "Em uma ida", "kind": "list"}
    key = (await client.post("/api/views", json=sent)).json()["data"]["key"]
    for _ in range(4):
        await client.get(f"/api/views/{key}/data")
    for _ in range(3):
        statements.clear()
        assert (await client.get(f"/api/views/{key}/data")).status_code == 200
        assert len(statements) == 1, statements


async def test_the_next_page_is_one_statement(served: Served, statements: list[str]) -> None:
    client = await served.client("seller")
    for number in range(3):
        await make_lead(served, "seller", name=f"Página {number}")
    path = "/api/data/leads?limit=1&sort=-created_at"
    cursor = (await client.get(path)).json()["page"]["next"]
    statements.clear()
    assert (await client.get(f"{path}&after={cursor}")).status_code == 200
    assert len(statements) == 1, statements


async def test_a_record_is_fetched_without_count_of_its_size(
    served: Served, statements: list[str]
) -> None:
    """Law 9: no count(*) where nobody asked for one."""
    client = await served.client("seller")
    await client.get("/api/data/leads")
    statements.clear()
    await client.get("/api/data/leads?sort=name")
    assert "count(" not in statements[-1].lower()


async def test_activity_is_three_statements_however_many_lists(
    served: Served, statements: list[str]
) -> None:
    """The lists in one, the versions in one, the titles of what these name in one."""
    client = await served.client("admin")
    lead = await make_lead(served, "admin", name="Ana", owner=str(served.members["seller"]))
    link = {"record": {"entity": "lead", "id": lead["id"]}}
    for entity, values in (("comments", {"body": "Oi"}), ("tasks", {"title": "Ligar"})):
        made = await client.post(f"/api/data/{entity}", json={**values, **link})
        assert made.status_code == 201, made.text
    path = f"/api/data/leads/{lead['id']}/activity"
    for _ in range(4):  # each connection of the pool has met the types
        await client.get(path)
    statements.clear()
    found = (await client.get(path)).json()
    assert [each["kind"] for each in found["data"]] == ["tasks", "comments", "_changes"]
    assert len(statements) == 3, statements
