"""Rows under groups: heads against a naive count, and pages that give every record once, in the
order of the heads.
"""

import json
from collections import Counter
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.query.cursor import CursorStale
from tests.database.query.conftest import SampleClinic
from tests.query_sample import CHANNELS, ME, MY_UNIT, OTHER, OTHER_UNIT, STAGES, THIRD, number

MEMBERS = (ME, OTHER, THIRD)
LEADS = st.lists(
    st.fixed_dictionaries({
        "name": st.sampled_from([None, "ana", "Ana", "Ána", "bia"]),
        "stage": st.sampled_from([None, *STAGES, "gone"]),
        "channel": st.sampled_from([None, *CHANNELS]),
        "owner": st.sampled_from([None, *MEMBERS]),
        "service_value": st.sampled_from([None, Decimal("1.00"), Decimal("2.50")]),
    }),
    max_size=14,
)  # fmt: skip


async def read(sample: SampleClinic, query: str, role: str = "admin") -> dict[str, Any]:
    body = await sample.reader.run_view(sample.context(role), "lead.mine", query)
    return json.loads(body)


async def walk(
    sample: SampleClinic, query: str, limit: int, role: str = "admin"
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The first answer, and the rows of every page."""
    first = answer = await read(sample, f"{query}&limit={limit}", role)
    rows = list(answer["data"])
    while answer["page"]["next"]:
        after = quote(answer["page"]["next"])
        answer = await read(sample, f"{query}&limit={limit}&after={after}", role)
        assert "groups" not in answer
        assert "measures" not in answer
        rows += answer["data"]
        assert len(rows) < 100, "the pages go in a circle"
    return first, rows


def group_of(row: dict[str, Any], field: str) -> str | None:
    value = row[field]
    return value["id"] if isinstance(value, dict) else value


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    leads=LEADS,
    group=st.sampled_from(["stage", "channel", "owner", "name"]),
    sort=st.sampled_from(["name", "-service_value", "owner", "-stage,name", ""]),
    limit=st.integers(1, 4),
)
async def test_a_walk_gives_every_record_once_under_its_head(
    sample: SampleClinic, leads: list[dict[str, Any]], group: str, sort: str, limit: int
) -> None:
    await sample.execute("truncate e_lead")
    await sample.execute("update _member set name = 'ána' where id = $1", THIRD)  # another Ana
    for index, lead in enumerate(leads):
        await sample.add("lead", id=number(2000 + index), **lead)
    query = f"own_filter=false&group={group}&sort={sort}&measures=sum:service_value&count=capped"
    first, rows = await walk(sample, query, limit)
    assert sorted(row["id"] for row in rows) == [str(number(2000 + i)) for i in range(len(leads))]
    found = [group_of(row, group) for row in rows]
    heads = [head["key"] for head in first["groups"]]
    assert list(dict.fromkeys(found)) == heads
    assert [key for key, _ in _runs(found)] == heads
    assert dict(Counter(found)) == {h["key"]: h["count"]["value"] for h in first["groups"]}
    assert first["count"] == {"value": len(leads), "capped": False}
    for head in first["groups"]:
        own = [lead for lead in leads if str(lead[group]) == str(head["key"])]
        total = sum((lead["service_value"] or Decimal(0) for lead in own), Decimal("0.00"))
        assert Decimal(head["measures"]["sum_service_value"]) == total
    everything = sum((lead["service_value"] or Decimal(0) for lead in leads), Decimal(0))
    assert Decimal(first["measures"]["sum_service_value"]) == everything
    if None in heads:
        assert heads[-1] is None


def _runs(keys: list[str | None]) -> list[tuple[str | None, int]]:
    found: list[tuple[str | None, int]] = []
    for key in keys:
        if found and found[-1][0] == key:
            found[-1] = (key, found[-1][1] + 1)
        else:
            found.append((key, 1))
    return found


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("stage", ("gone", None)),
        ("stage", ("new", "lost")),
        ("owner", (ME, THIRD)),
        ("name", ("ana", "Ana")),
    ],
)
async def test_groups_of_one_place_do_not_mix(
    sample: SampleClinic, field: str, values: tuple[Any, Any]
) -> None:
    """A stage there is no more and none at all; two people of one name; one text in two cases."""
    await sample.execute("update _member set name = 'ána' where id = $1", THIRD)
    for index in range(6):
        value = Decimal(index)
        await sample.add("lead", **{"service_value": value, field: values[index % 2]})
    first, rows = await walk(sample, f"own_filter=false&group={field}&sort=-service_value", 2)
    heads = [head["key"] for head in first["groups"]]
    assert [group_of(row, field) for row in rows] == [key for key in heads for _ in range(3)]
    assert {str(key) for key in heads} == {str(each) for each in values}


async def _three(sample: SampleClinic) -> None:
    await sample.add(
        "lead", name="a", stage="lost", owner=ME, service_unit=MY_UNIT,
        service_value=Decimal("10.00"), whatsapp="+5511900000001",
    )  # fmt: skip
    await sample.add(
        "lead", name="b", stage="new", owner=OTHER, service_unit=MY_UNIT,
        service_value=Decimal("5.00"),
    )  # fmt: skip
    await sample.add("lead", name="c", stage="new", owner=OTHER, service_unit=OTHER_UNIT)


async def test_groups_stand_in_the_order_of_the_definition(sample: SampleClinic) -> None:
    await _three(sample)
    query = "own_filter=false&group=stage&measures=count,sum:service_value,empty:service_value"
    answer = await read(sample, query)
    assert answer["groups"] == [
        {
            "key": "new",
            "count": {"value": 2, "capped": False},
            "measures": {"count": 2, "sum_service_value": "5.00", "empty_service_value": 1},
        },
        {
            "key": "lost",
            "count": {"value": 1, "capped": False},
            "measures": {"count": 1, "sum_service_value": "10.00", "empty_service_value": 0},
        },
    ]
    assert answer["measures"] == {
        "count": 3, "sum_service_value": "15.00", "empty_service_value": 1,
    }  # fmt: skip
    assert [row["name"] for row in answer["data"]] == ["b", "c", "a"]
    assert "count" not in answer


async def test_a_link_is_a_group_by_its_title(sample: SampleClinic) -> None:
    await _three(sample)
    groups = (await read(sample, "own_filter=false&group=owner"))["groups"]
    assert [(each["key"], each["title"], each["count"]["value"]) for each in groups] == [
        (str(ME), "Ana", 1),
        (str(OTHER), "Bia", 2),
    ]


async def test_totals_without_a_group(sample: SampleClinic) -> None:
    await _three(sample)
    query = "own_filter=false&measures=count:service_value,distinct:owner,empty:procedures,count"
    answer = await read(sample, query)
    assert answer["measures"] == {
        "count_service_value": 2, "distinct_owner": 2, "empty_procedures": 3, "count": 3,
    }  # fmt: skip
    assert "groups" not in answer
    empty = await read(sample, f"{query}&filter=name = 'nobody'")
    assert set(empty["measures"].values()) == {0}


async def test_a_seller_adds_and_groups_only_what_it_sees(sample: SampleClinic) -> None:
    """Of the two leads of its unit one is another's, whose value is masked."""
    await _three(sample)
    query = "own_filter=false&group=service_value&measures=sum:service_value"
    answer = await read(sample, query.replace("group=service_value", "group=owner"), "seller")
    assert [(g["title"], g["measures"]["sum_service_value"]) for g in answer["groups"]] == [
        ("Ana", "10.00"), ("Bia", "0.00"),
    ]  # fmt: skip
    assert answer["measures"] == {"sum_service_value": "10.00"}
    empty = await read(sample, "own_filter=false&measures=empty:whatsapp", "seller")
    assert empty["measures"] == {"empty_whatsapp": 1}


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("group=nothing", "group", "field_unknown"),
        ("group=comment", "group", "field_unknown"),
        ("group=procedures", "group", "not_groupable"),
        ("group=next_contact_at", "group", "not_groupable"),
        ("group=service_value", "group", "not_groupable"),
        ("measures=sum:comment", "measures", "field_unknown"),
        ("measures=sum:name", "measures", "measure_unknown"),
        ("measures=distinct:procedures", "measures", "measure_unknown"),
        ("measures=sum", "measures", "measure_unknown"),
        ("measures=sum(a)", "measures", "malformed"),
        ("as=nothing", "as", "view_kind_unknown"),
        ("own_filter=no", "own_filter", "malformed"),
        ("as=kanban&group=owner", "group", "not_groupable"),
        ("as=kanban&group=nothing", "group", "field_unknown"),
        ("fields=nothing", "fields", "field_unknown"),
    ],
)
async def test_what_cannot_be_asked_is_said(
    sample: SampleClinic, query: str, path: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        await read(sample, query, "seller")
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, code)]


async def test_a_cursor_of_one_group_is_stale_for_another(sample: SampleClinic) -> None:
    await _three(sample)
    query = "own_filter=false&limit=1&fields=name,stage,channel"
    after = (await read(sample, f"{query}&group=stage"))["page"]["next"]
    for other in ("", "&group=channel", "&group=stage&as=sheet"):
        with pytest.raises(CursorStale):
            await read(sample, f"{query}{other}&after={quote(after)}")
    answer = await read(sample, f"{query}&group=stage&after={quote(after)}")
    assert [row["name"] for row in answer["data"]] == ["c"]


async def test_a_board_by_another_field(sample: SampleClinic) -> None:
    await sample.add("lead", name="a", channel="site", owner=ME, stage="new")
    await sample.add("lead", name="b", owner=ME, stage="new")
    body = await sample.reader.run_view(
        sample.context("admin"), "lead.board", "group=channel&measures=count,empty:channel"
    )
    columns = json.loads(body)["columns"]
    shown = {each["key"]: (each["measures"], len(each["cards"])) for each in columns}
    assert shown == {
        "site": ({"count": 1, "empty:channel": 0}, 1),
        "whatsapp": ({"count": 0, "empty:channel": 0}, 0),
        "campaign": ({"count": 0, "empty:channel": 0}, 0),
        None: ({"count": 1, "empty:channel": 1}, 1),
    }
