"""Views drawn as other kinds over HTTP: each kind's answer in one statement, groups and totals, a
role that sees less, colours, and views over fields there are no more.
"""

import json
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest

from engine.core.pool import AffinePool, Connection
from tests.database.api.conftest import Served, make_lead
from tests.database.api.plans import install_plans, make
from tests.database.api.wire import paths, problem

LEADS = "/api/views/lead.all/data"
PLANS = "/api/views/fis_plan.all/data"
KINDS = ["grid", "kanban", "list", "sheet", "split", "timeline"]


@pytest.fixture(scope="module")
async def admin(served: Served) -> httpx.AsyncClient:
    admin = await install_plans(served)
    for name, value, channel in (
        ("Ana", "10.00", "site"),
        ("Bia", "2.50", None),
        ("Caio", None, "site"),
    ):
        await make_lead(served, name=name, service_value=value, channel=channel)
    ana = await make(admin, "fis_therapists", name="Ana", phone="11955554321", pay="90.00")
    await make(admin, "fis_plans", name="Ombro", phase="active", therapist=ana["id"], price="9.00")
    await make(admin, "fis_plans", name="Joelho", phase="intake", price="1.00")
    return admin


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


async def read(client: httpx.AsyncClient, path: str, **params: str) -> dict[str, Any]:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def entity(client: httpx.AsyncClient, name: str) -> dict[str, Any]:
    answer = await client.get("/api/model", headers={"accept-language": "pt-BR"})
    return answer.json()["entities"][name]


async def test_every_kind_of_every_entity_answers(served: Served, admin: httpx.AsyncClient) -> None:
    """What the model says can be drawn is drawn, from any view of the entity."""
    for role in ("admin", "seller"):
        client = await served.client(role)
        model = (await client.get("/api/model")).json()
        for each in model["entities"].values():
            for view in each["views"]:
                for kind in each["kinds"]:
                    answer = await read(client, f"/api/views/{view['key']}/data", **{"as": kind})
                    assert answer["kind"] == kind
                    assert ("columns" in answer) == (kind == "kanban")


async def test_the_kinds_of_an_entity(served: Served, admin: httpx.AsyncClient) -> None:
    assert (await entity(admin, "lead"))["kinds"] == KINDS
    assert (await entity(admin, "fis_therapist"))["kinds"] == [k for k in KINDS if k != "kanban"]


@pytest.mark.parametrize(
    "query",
    [
        "as=list",
        "as=sheet&group=stage&measures=sum:service_value,distinct:channel&count=capped",
        "as=grid&group=owner",
        "as=split",
        "as=kanban&group=channel&measures=empty:channel",
        "as=timeline&from=2026-01-01&to=2030-01-01&group=stage&measures=count",
        'color_rules=[{"when":"service_value > 5","color":"red"}]',
    ],
)
async def test_each_is_one_statement(
    served: Served, admin: httpx.AsyncClient, statements: list[str], query: str
) -> None:
    for role in ("admin", "seller"):
        client = await served.client(role)
        for _ in range(4):  # each connection of the pool has met the types of the answer
            await client.get(f"{LEADS}?{query}")
        statements.clear()
        answer = await client.get(f"{LEADS}?{query}")
        assert answer.status_code == 200, answer.text
        assert len(statements) == 1, statements


async def test_a_list_without_totals_counts_nothing(
    served: Served, admin: httpx.AsyncClient, statements: list[str]
) -> None:
    """Law 9."""
    await admin.get(f"{LEADS}?as=grid&measures=")
    statements.clear()
    await read(admin, LEADS, **{"as": "grid", "measures": ""})
    assert "count(" not in statements[-1].lower()


async def test_heads_totals_and_pages(served: Served, admin: httpx.AsyncClient) -> None:
    query = {
        "as": "sheet", "own_filter": "false", "group": "channel", "sort": "name",
        "filter": "name in ('Ana'; 'Bia'; 'Caio')", "fields": "service_value", "limit": "2",
        "measures": "sum:service_value,empty:service_value", "count": "capped",
    }  # fmt: skip
    first = await read(admin, LEADS, **query)
    assert [
        (each["key"], each["count"]["value"], each["measures"]) for each in first["groups"]
    ] == [
        ("site", 2, {"sum_service_value": "10.00", "empty_service_value": 1}),
        (None, 1, {"sum_service_value": "2.50", "empty_service_value": 0}),
    ]
    assert first["measures"] == {"sum_service_value": "12.50", "empty_service_value": 1}
    assert first["count"] == {"value": 3, "capped": False}
    for row in first["data"]:
        assert {"name", "service_value", "channel"} <= row.keys()
        assert "whatsapp" not in row
    second = await read(admin, LEADS, **query, after=first["page"]["next"])
    names = [row["name"] for row in (*first["data"], *second["data"])]
    assert names == ["Ana", "Caio", "Bia"]
    assert "groups" not in second
    stale = await admin.get(LEADS, params={**query, "group": "", "after": first["page"]["next"]})
    problem(stale, 410, "cursor_stale")


async def test_what_is_hidden_or_masked_is_in_no_head(
    served: Served, admin: httpx.AsyncClient
) -> None:
    """A helper does not see the price of plans it does not treat, and no pay at all."""
    helper = await served.client("fis_helper")
    plan = await entity(helper, "fis_plan")
    hidden = [
        each["name"]
        for each in (await entity(admin, "fis_plan"))["fields"]
        if each["name"] not in {field["name"] for field in plan["fields"]}
    ]
    therapist = await entity(helper, "fis_therapist")
    assert "pay" not in {field["name"] for field in therapist["fields"]}
    for name in (*hidden, "nothing"):
        for params in (
            {"group": name}, {"measures": f"empty:{name}"}, {"fields": name},
            {"color_rules": json.dumps([{"when": f"{name} is empty", "color": "red"}])},
            {"as": "timeline", "date": name}, {"as": "kanban", "group": name},
        ):  # fmt: skip
            answer = await helper.get(PLANS, params=params)
            assert answer.status_code == 422, (params, answer.text)
    therapists = "/api/views/fis_therapist.all/data"
    unknown = problem(
        await helper.get(therapists, params={"measures": "sum:nothing"}), 422, "field_unknown"
    )
    told = problem(
        await helper.get(therapists, params={"measures": "sum:pay"}), 422, "field_unknown"
    )
    assert paths(told) == paths(unknown) == {"measures"}
    problem(await helper.get(therapists, params={"group": "pay"}), 422, "field_unknown")


async def test_colours_are_of_the_first_rule_that_holds(
    served: Served, admin: httpx.AsyncClient
) -> None:
    rules = [
        {"when": "service_value > 5", "color": "green"},
        {"when": "channel = 'site'", "color": "amber"},
    ]
    query = {"color_rules": json.dumps(rules), "filter": "name in ('Ana'; 'Bia'; 'Caio')"}
    rows = (await read(admin, LEADS, **query, sort="name"))["data"]
    assert [(row["name"], row["$color"]) for row in rows] == [
        ("Ana", "green"), ("Bia", None), ("Caio", "amber"),
    ]  # fmt: skip
    board = await read(admin, "/api/views/lead.board/data", **query)
    cards = {card["name"]: card["$color"] for each in board["columns"] for card in each["cards"]}
    assert cards == {"Ana": "green", "Bia": None, "Caio": "amber"}


@pytest.mark.parametrize(
    ("params", "path"),
    [
        ({"as": "gantt"}, "as"),
        ({"color_rules": "red"}, "color_rules"),
        ({"color_rules": '[{"when":"name is empty","color":"reddish"}]'}, "color_rules"),
        ({"color_rules": '[{"when":"nome is empty","color":"red"}]'}, "color_rules.0.when"),
        ({"color_rules": '[{"when":"name","color":"red"}]'}, "color_rules.0.when"),
        ({"color_rules": "[" * 5000}, "color_rules"),
        ({"measures": "sum:"}, "measures"),
        ({"group": "stage,owner"}, "group"),
        ({"from": "2026-01-01"}, "from"),
        ({"as": "timeline", "from": "0000-00-00"}, "from"),
        ({"as": "timeline", "date": "name"}, "date"),
    ],
)
async def test_bad_requests_are_told_where_and_how(
    served: Served, admin: httpx.AsyncClient, params: dict[str, str], path: str
) -> None:
    answer = await admin.get(LEADS, params=params)
    assert answer.status_code == 422, answer.text
    assert paths(problem(answer, 422, answer.json()["code"])) == {path}


async def test_a_kind_that_cannot_be_drawn_is_refused(
    served: Served, admin: httpx.AsyncClient
) -> None:
    answer = await admin.get("/api/views/fis_therapist.all/data", params={"as": "kanban"})
    found = problem(answer, 422, "invalid")
    assert paths(found) == {"as"}
    assert "grid" in found["errors"][0]["hint"]
