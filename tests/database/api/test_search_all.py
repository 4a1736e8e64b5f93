"""The search over all entities: what is found, in which order, and never through a mask."""

from typing import Any

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import paths, problem

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
async def leads(served: Served) -> None:
    """Names around one word, and a procedure of the same name."""
    admin = await served.client("admin")
    unit, other = (str(each) for each in served.units)
    manager, seller = str(served.members["manager"]), str(served.members["seller"])
    for name, values in (
        ("Ana Silva", {"owner": seller, "whatsapp": "11987654321"}),
        ("Silva", {"owner": manager, "whatsapp": "11987650000"}),
        ("Silvana Dias", {"owner": manager}),
        ("SÍLVA Prado", {"owner": manager}),
        ("Silva do Norte", {"owner": manager, "service_unit": other}),
    ):
        await make_lead(served, name=name, **{"service_unit": unit, **values})
    await admin.post("/api/data/procedures", json={"name": "Peeling Silva"})
    gone = await make_lead(served, name="Silva no lixo", service_unit=unit)
    await admin.delete(f"/api/data/leads/{gone['id']}")


async def found(served: Served, role: str, **asked: Any) -> list[dict[str, Any]]:
    client = await served.client(role)
    answer = await client.get("/api/search", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_what_it_is_before_what_it_begins_with_before_what_it_holds(
    served: Served, leads: None
) -> None:
    rows = await found(served, "admin", q="silva")
    assert [(row["entity"], row["title"]) for row in rows] == [
        ("lead", "Silva"),
        ("lead", "Silva do Norte"),
        ("lead", "SÍLVA Prado"),
        ("lead", "Silvana Dias"),
        ("procedure", "Peeling Silva"),
        ("lead", "Ana Silva"),
    ]
    assert rows[0]["label"] == "Lead"
    assert set(rows[0]) == {"entity", "label", "id", "title"}


async def test_every_entity_gives_its_best(served: Served, leads: None) -> None:
    rows = await found(served, "admin", q="silva", limit=1)
    assert [row["title"] for row in rows] == ["Silva", "Peeling Silva"]
    rows = await found(served, "admin", q="silva", entities="procedures")
    assert [row["title"] for row in rows] == ["Peeling Silva"]
    rows = await found(served, "admin", q="silva", entities="lead,leads", limit=2)
    assert [row["title"] for row in rows] == ["Silva", "Silva do Norte"]


async def test_words_in_any_order_and_nothing(served: Served, leads: None) -> None:
    rows = await found(served, "admin", q="prado silva")
    assert [row["title"] for row in rows] == ["SÍLVA Prado"]
    assert await found(served, "admin", q="ninguém") == []
    assert await found(served, "admin", q="  ") == []
    assert await found(served, "admin") == []
    assert await found(served, "admin", q="%") == []
    assert await found(served, "admin", q="_ilva") == []
    assert await found(served, "admin", q="' or true --") == []


async def test_only_records_the_actor_reads(served: Served, leads: None) -> None:
    """Another unit's lead is not there; reception reads its own unit's."""
    for role in ("seller", "reception"):
        titles = [row["title"] for row in await found(served, role, q="silva")]
        assert "Silva" in titles
        assert "Silva do Norte" not in titles
    client = await served.client("reception")
    problem(await client.get("/api/search?q=silva&entities=nothing"), 422, "invalid")


async def test_a_phone_with_its_number(served: Served, leads: None) -> None:
    rows = await found(served, "admin", q="(11) 98765-4321")
    assert [(row["title"], row["snippet"]) for row in rows] == [("Ana Silva", "+5511987654321")]


async def test_a_field_behind_a_mask_is_not_searched(served: Served, leads: None) -> None:
    """Not even where the seller's mask is open: a search over all is of fields that are read."""
    assert await found(served, "seller", q="98765") == []
    assert len(await found(served, "admin", q="98765")) == 2
    for row in await found(served, "seller", q="silva"):
        assert "snippet" not in row


async def test_it_passes_the_fence(served: Served, leads: None) -> None:
    """Rights that are newer than those known are read first."""
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        await con.execute("update _state set policy_epoch = policy_epoch + 1")
    assert len(await found(served, "admin", q="silva")) == 6


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("q=a&limit=0", "limit"),
        ("q=a&limit=21", "limit"),
        ("q=a&entities=nothing", "entities"),
        ("q=a&entities=", "entities"),
        ("q=a&x=1", "x"),
        ("q=a&q=b", "q"),
        (f"q={'a' * 201}", "q"),
    ],
)
async def test_bad_parameters(served: Served, leads: None, query: str, path: str) -> None:
    client = await served.client("admin")
    assert paths(problem(await client.get(f"/api/search?{query}"), 422, "invalid")) == {path}
