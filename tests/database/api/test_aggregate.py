"""Groups and measures over HTTP: figures added by hand, masks, buckets in the clinic's zone."""

import json
from typing import Any

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import paths, problem

pytestmark = pytest.mark.database
PATH = "/api/data/leads/aggregate"


@pytest.fixture(scope="module")
async def leads(served: Served) -> dict[str, str]:
    """Five leads: what they add up to is written in the tests."""
    admin = await served.client("admin")
    unit, other = (str(each) for each in served.units)
    seller, manager = str(served.members["seller"]), str(served.members["manager"])
    procedures = {
        name: (await admin.post("/api/data/procedures", json={"name": name})).json()["data"]["id"]
        for name in ("Botox", "Peeling")
    }
    for values in (
        {"name": "A", "service_value": "100.10", "channel": "site", "owner": seller,
         "service_unit": unit, "procedures": list(procedures.values()),
         "next_contact_at": "2026-03-01T01:30:00Z", "whatsapp": "11987650001"},
        {"name": "B", "service_value": "200.20", "channel": "site", "owner": manager,
         "service_unit": unit, "procedures": [procedures["Botox"]],
         "next_contact_at": "2026-03-01T12:00:00Z", "whatsapp": "11987650002"},
        {"name": "C", "service_value": "0.01", "channel": "whatsapp", "owner": manager,
         "service_unit": other, "next_contact_at": "2026-01-15T12:00:00Z"},
        {"name": "D", "channel": "whatsapp", "owner": seller, "service_unit": unit},
        {"name": "E", "owner": seller, "service_unit": unit, "city": "Itu"},
    ):  # fmt: skip
        await make_lead(served, **values)
    return procedures


async def ask(served: Served, role: str, **body: Any) -> list[tuple[Any, dict[str, Any]]]:
    client = await served.client(role)
    answer = await client.post(PATH, json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["page"] == {"has_next": False}
    return [(each["group"], each["measures"]) for each in answer.json()["data"]]


async def test_one_row_for_everything(served: Served, leads: dict[str, str]) -> None:
    measures = [{"fn": "count"}, {"fn": "count", "field": "service_value"}] + [
        {"fn": fn, "field": "service_value"} for fn in ("sum", "avg", "min", "max")
    ]
    assert await ask(served, "admin", measures=measures) == [
        (
            {},
            {
                "count": 5,
                "count_service_value": 3,
                "sum_service_value": "300.31",
                "avg_service_value": "100.10",
                "min_service_value": "0.01",
                "max_service_value": "200.20",
            },
        )
    ]


async def test_groups_in_the_order_of_the_definition(served: Served, leads: dict[str, str]) -> None:
    measures = [{"fn": "count"}, {"fn": "sum", "field": "service_value"}]
    assert await ask(served, "admin", group=[{"field": "channel"}], measures=measures) == [
        ({"channel": "whatsapp"}, {"count": 2, "sum_service_value": "0.01"}),
        ({"channel": "site"}, {"count": 2, "sum_service_value": "300.30"}),
        ({"channel": None}, {"count": 1, "sum_service_value": "0.00"}),
    ]


async def test_a_filter_a_search_and_an_order(served: Served, leads: dict[str, str]) -> None:
    asked = {"group": [{"field": "channel"}], "measures": [{"fn": "count"}]}
    found = await ask(served, "admin", **asked, filter="service_value > 100", sort="-count")
    assert found == [({"channel": "site"}, {"count": 2})]
    found = await ask(served, "admin", **asked, search="87650001")
    assert found == [({"channel": "site"}, {"count": 1})]
    found = await ask(served, "admin", **asked, sort="count,-channel")
    assert [group["channel"] for group, _ in found] == [None, "site", "whatsapp"]


async def test_links_are_titles_the_actor_may_read(served: Served, leads: dict[str, str]) -> None:
    found = await ask(served, "admin", group=[{"field": "owner"}])
    assert found == [
        ({"owner": {"id": str(served.members["manager"]), "title": "Manager"}}, {"count": 2}),
        ({"owner": {"id": str(served.members["seller"]), "title": "Seller"}}, {"count": 3}),
    ]
    found = await ask(served, "admin", group=[{"field": "service_unit.name"}, {"field": "city"}])
    assert found == [
        ({"service_unit.name": "Av. Paulista", "city": None}, {"count": 1}),
        ({"service_unit.name": "Moema", "city": "Itu"}, {"count": 1}),
        ({"service_unit.name": "Moema", "city": None}, {"count": 3}),
    ]


@pytest.mark.parametrize(
    ("bucket", "expected"),
    [
        ("day", [("2026-01-15", 1), ("2026-02-28", 1), ("2026-03-01", 1), (None, 2)]),
        ("week", [("2026-01-12", 1), ("2026-02-23", 2), (None, 2)]),
        ("month", [("2026-01-01", 1), ("2026-02-01", 1), ("2026-03-01", 1), (None, 2)]),
        ("quarter", [("2026-01-01", 3), (None, 2)]),
        ("year", [("2026-01-01", 3), (None, 2)]),
    ],
)
async def test_spans_begin_in_the_clinics_zone(
    served: Served, leads: dict[str, str], bucket: str, expected: list[tuple[str | None, int]]
) -> None:
    """01:30 UTC on 1 March is 22:30 on 28 February in São Paulo."""
    found = await ask(served, "admin", group=[{"field": "next_contact_at", "bucket": bucket}])
    assert [(g["next_contact_at"], m["count"]) for g, m in found] == expected


async def test_a_role_adds_what_it_reads(served: Served, leads: dict[str, str]) -> None:
    """C is of another unit. The manager's phone B is masked for the seller."""
    measures = [{"fn": "count"}, {"fn": "sum", "field": "service_value"},
                {"fn": "count", "field": "whatsapp"}]  # fmt: skip
    [(_, told)] = await ask(served, "admin", measures=measures)
    assert told == {"count": 5, "sum_service_value": "300.31", "count_whatsapp": 2}
    [(_, told)] = await ask(served, "seller", measures=measures)
    assert told == {"count": 4, "sum_service_value": "300.30", "count_whatsapp": 1}


async def test_pages_end_at_the_limit(served: Served, leads: dict[str, str]) -> None:
    client = await served.client("admin")
    sent = {"group": [{"field": "channel"}], "limit": 2}
    answer = (await client.post(PATH, json=sent)).json()
    assert (len(answer["data"]), answer["page"]) == (2, {"has_next": True})
    answer = (await client.post(PATH, json={**sent, "limit": 3})).json()
    assert (len(answer["data"]), answer["page"]) == (3, {"has_next": False})


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({"group": [{"field": "nothing"}]}, "group[0].field", "field_unknown"),
        ({"group": [{"field": "comment"}]}, "group[0].field", "not_groupable"),
        ({"group": [{"field": "activities"}]}, "group[0].field", "not_groupable"),
        ({"group": [{"field": "activities.kind"}]}, "group[0].field", "not_groupable"),
        ({"group": [{"field": "id"}]}, "group[0].field", "field_unknown"),
        ({"group": [{"field": "created_at"}]}, "group[0].field", "bucket_needed"),
        ({"group": [{"field": "stage", "bucket": "day"}]}, "group[0].field", "bucket_unknown"),
        ({"group": [{"field": "created_at", "bucket": "hour"}]}, "group[0].bucket", "malformed"),
        ({"group": [{"field": "stage"}] * 2}, "group[1].field", "malformed"),
        ({"group": "stage"}, "group", "malformed"),
        ({"group": ["stage"]}, "group[0]", "malformed"),
        ({"group": [{"field": "stage", "x": 1}]}, "group[0].x", "malformed"),
        ({"measures": [{"fn": "sum"}]}, "measures[0].field", "measure_unknown"),
        ({"measures": [{"fn": "sum", "field": "name"}]}, "measures[0].fn", "measure_unknown"),
        ({"measures": [{"fn": "median", "field": "service_value"}]}, "measures[0].fn",
         "malformed"),
        ({"measures": [{"fn": "sum", "field": "nothing"}]}, "measures[0].field", "field_unknown"),
        ({"filter": "stage = "}, "filter", "syntax"),
        ({"filter": 3}, "filter", "malformed"),
        ({"search": "\ud800"}, "search", "malformed"),
        ({"sort": "stage"}, "sort", "not_sortable"),
        ({"limit": 0}, "limit", "limit_exceeded"),
        ({"limit": 1001}, "limit", "limit_exceeded"),
        ({"limit": True}, "limit", "limit_exceeded"),
        ({"group": [{"field": n} for n in ("stage", "channel", "city", "owner", "state")]},
         "group", "limit_exceeded"),
        ({"groups": []}, "groups", "malformed"),
        ([], "body", "malformed"),
    ],
)  # fmt: skip
async def test_bad_input_names_its_place(
    served: Served, leads: dict[str, str], sent: Any, path: str, code: str
) -> None:
    client = await served.client("admin")
    body = json.dumps(sent)
    answer = await client.post(PATH, content=body, headers={"content-type": "application/json"})
    expected = "field_unknown" if code == "field_unknown" else "invalid"
    found = problem(answer, 422, expected)
    assert path in paths(found)
    if code != "syntax":
        assert code in {each["code"] for each in found["errors"]}, found


async def test_hidden_is_unknown(served: Served, leads: dict[str, str]) -> None:
    """A seller knows nothing of the e-mail of members, in no place of an aggregate."""
    client = await served.client("seller")
    path = "/api/data/members/aggregate"
    for sent in (
        '{"group": [{"field": "@"}]}',
        '{"measures": [{"fn": "count", "field": "@"}]}',
        '{"filter": "@ is not empty"}',
    ):
        told: list[str] = []
        for name in ("email", "eMail"):
            answer = await client.post(path, json=json.loads(sent.replace("@", name)))
            problem(answer, 422, "field_unknown")
            told.append(answer.text.replace(name, "x"))
        assert told[0] == told[1]
