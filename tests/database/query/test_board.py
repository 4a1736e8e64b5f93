"""A board: columns, first cards, counts and sums, checked against numbers made by hand."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from engine.access.errors import StageUnknown
from tests.database.query.conftest import SampleClinic
from tests.query_sample import ME, MY_UNIT, NOW, OTHER, OTHER_UNIT


async def fill(sample: SampleClinic) -> None:
    rows = [
        ("a", "new", ME, MY_UNIT, "100.00", 0),
        ("b", "new", OTHER, MY_UNIT, "50.50", 1),
        ("c", "new", OTHER, OTHER_UNIT, "7.00", 2),
        ("d", "negotiation", ME, None, None, 3),
        ("e", "lost", ME, MY_UNIT, "1.00", 4),
        ("f", "new", ME, MY_UNIT, "10.00", 5),
    ]
    for name, stage, owner, unit, value, days in rows:
        await sample.add(
            "lead", name=name, stage=stage, owner=owner, service_unit=unit,
            service_value=None if value is None else Decimal(value),
            _created_at=NOW - timedelta(days=days),
        )  # fmt: skip
    await sample.add("lead", name="gone", stage="new", owner=ME, _trashed_at=NOW)


async def board(sample: SampleClinic, role: str, query: str = "") -> list[dict[str, object]]:
    body = await sample.reader.run_view(sample.context(role), "lead.board", query)
    answer = json.loads(body)
    assert answer["kind"] == "kanban"
    return answer["columns"]


def summary(columns: list[dict[str, object]]) -> list[object]:
    return [
        (
            column["key"],
            column["count"],
            column["measures"],
            [card["name"] for card in column["cards"]],
            column["page"]["has_next"],
        )
        for column in columns
    ]


def counted(value: int) -> dict[str, object]:
    return {"value": value, "capped": False}


def summed(value: str) -> dict[str, str]:
    return {"sum:service_value": value}


async def test_the_whole_board_for_an_admin(sample: SampleClinic) -> None:
    await fill(sample)
    assert summary(await board(sample, "admin", "limit=2")) == [
        ("new", counted(4), summed("167.50"), ["a", "b"], True),
        ("negotiation", counted(1), summed("0.00"), ["d"], False),
        ("closed", counted(0), summed("0.00"), [], False),
        ("lost", counted(1), summed("1.00"), ["e"], False),
    ]


async def test_a_seller_counts_and_sums_what_it_may_see(sample: SampleClinic) -> None:
    await fill(sample)
    assert summary(await board(sample, "seller")) == [
        ("new", counted(3), summed("110.00"), ["a", "b", "f"], False),
        ("negotiation", counted(1), summed("0.00"), ["d"], False),
        ("closed", counted(0), summed("0.00"), [], False),
        ("lost", counted(1), summed("1.00"), ["e"], False),
    ]


async def test_one_column_goes_on_where_it_ended(sample: SampleClinic) -> None:
    await fill(sample)
    first = await board(sample, "admin", "limit=2")
    after = first[0]["page"]["next"]
    more = await board(sample, "admin", f"limit=2&column=new&after={after}")
    assert summary(more) == [("new", counted(4), summed("167.50"), ["c", "f"], False)]


async def test_the_request_narrows_the_board(sample: SampleClinic) -> None:
    await fill(sample)
    columns = await board(sample, "admin", "owner=$me&column=new")
    assert summary(columns) == [("new", counted(2), summed("110.00"), ["a", "f"], False)]


async def test_a_column_that_is_not_there(sample: SampleClinic) -> None:
    with pytest.raises(StageUnknown):
        await board(sample, "admin", "column=nowhere")
