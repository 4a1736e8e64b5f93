"""Numbers, times, lengths, and yes or no in reads: filtered, sorted, paged through nulls, grouped
and measured. Expected values are worked out by hand or in plain Python.
"""

import json
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest

from engine.core.errors import InvalidInput
from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.view import View
from tests.database.query.conftest import SampleClinic, make_sample
from tests.databases import DatabaseServer
from tests.query_sample import build_model, number

FIELDS: list[dict[str, Any]] = [
    {"name": "name", "type": "text"},
    {"name": "rating", "type": "rating"},
    {"name": "amount", "type": "integer"},
    {"name": "weight", "type": "decimal", "decimals": 3},
    {"name": "share", "type": "percent"},
    {"name": "active", "type": "boolean"},
    {"name": "opens", "type": "time"},
    {"name": "takes", "type": "duration"},
    {"name": "rank", "type": "position"},
    {"name": "cpf", "type": "cpf", "searchable": True},
    {"name": "cnpj", "type": "cnpj", "searchable": True},
    {"name": "email", "type": "email", "searchable": True},
    {"name": "extra", "type": "json"},
    {"name": "size", "type": "choice", "options": [{"key": "small"}, {"key": "large"}]},
]
ROWS: list[dict[str, Any]] = [
    {"name": "a", "rating": 5, "amount": 10, "weight": "1.5", "active": True, "opens": "08:00",
     "takes": 5400, "share": "12.5", "rank": "1.5", "cpf": "529.982.247-25", "size": "small",
     "email": "Ana@Clinica.com.br", "extra": {"k": [1]}},
    {"name": "b", "rating": 3, "amount": -4, "weight": "0.125", "active": False, "opens": "14:30",
     "cnpj": "12.ABC.345/01DE-35", "takes": 600, "rank": "1", "size": "small"},
    {"name": "c", "rating": 3, "amount": 9007199254740991, "weight": "10", "opens": "14:30:05",
     "takes": 90000, "share": "100", "rank": "10", "size": "large"},
    {"name": "d", "active": True, "size": "large"},
    {"name": "e", "rating": 1, "amount": 0, "active": False, "takes": 0, "opens": "00:00"},
]  # fmt: skip


@pytest.fixture(scope="module")
async def items(server: DatabaseServer) -> Any:
    """A clinic whose items have one field of each kind."""
    entity = Entity.model_validate(
        {
            "id": "e_item",
            "entity": "item",
            "plural": "items",
            "title": "name",
            "fields": [{**each, "id": f"f_{each['name']}"} for each in FIELDS],
        }
    )
    view = View.model_validate(
        {
            "name": "sizes",
            "entity": "item",
            "kind": "kanban",
            "field": "size",
            "sort": "name",
            "measures": [
                {"fn": fn, "field": name}
                for fn, name in (
                    ("sum", "amount"), ("avg", "rating"), ("sum", "takes"), ("max", "takes"),
                    ("min", "opens"), ("sum", "weight"), ("avg", "weight"),
                )
            ],
        }
    )  # fmt: skip
    base = build_model()
    model = build_model({"entities": (*base.entities, entity), "views": (*base.views, view)})
    async with server.open() as databases:
        sample = await make_sample(databases, "scalars", model)
        for index, row in enumerate(ROWS):
            await sample.add("item", id=number(1000 + index), **_stored(entity, row))
        yield sample


def _stored(entity: Entity, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: field_types[entity.field_by_name[name].type].clean(value, entity.field_by_name[name])[
            ""
        ]
        for name, value in row.items()
    }


async def names(sample: SampleClinic, query: str) -> str:
    """The names of the records found, in their order."""
    body = await sample.reader.list_records(sample.context("admin"), "items", query)
    return "".join(row["name"] for row in json.loads(body)["data"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("active=true", "ad"),
        ("active=false", "be"),
        ("active[ne]=true", "bce"),
        ("active[empty]=true", "c"),
        ("filter=active", "ad"),
        ("filter=not active", "bce"),
        ("filter=active = true and rating = 5", "a"),
        ("rating[gte]=3", "abc"),
        ("rating=3", "bc"),
        ("rating[in]=1,5", "ae"),
        ("rating[between]=2,4", "bc"),
        ("amount[lt]=0", "b"),
        ("amount[gt]=9007199254740990", "c"),
        ("amount[lt]=99999999999999999999999", "abce"),
        ("weight=1.5", "a"),
        ("weight[lte]=0.125", "b"),
        ("filter=weight * 2 = 3", "a"),
        ("share[gt]=12.4", "ac"),
        ("opens[gte]=14:30", "bc"),
        ("opens=14:30", "b"),
        ("opens[in]=08:00,14:30:05", "ac"),
        ("filter=opens between '00:00' and '8:00'", "ae"),
        ("takes[gte]=5400", "ac"),
        ("takes[lt]=PT10M1S", "be"),
        ("takes=0", "e"),
        ("filter=takes >= hours(1)", "ac"),
        ("filter=takes = 'PT1H30M'", "a"),
        ("filter=takes %2B minutes(30) = hours(2)", "a"),
        ("filter=takes > days(1)", "c"),
        ("rank[lt]=1.75", "ab"),
        ("cpf=52998224725", "a"),
        ("email=ana@clinica.com.br", "a"),
        ("search=529.982", "a"),
        ("search=ANA@", "a"),
        ("search=12.abc.345/01de-35", "b"),
        ("search=345/01DE", "b"),
        ("search=12.abc.345/01de-36", ""),
        ("extra[empty]=false", "a"),
    ],
)
async def test_filters(items: SampleClinic, query: str, found: str) -> None:
    """Null is neither yes nor no, neither small nor large."""
    assert await names(items, f"{query}&sort=name") == found


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("active=sim", "active", "types_differ"),
        ("rating[gte]=alto", "rating[gte]", "types_differ"),
        ("opens[gte]=25:00", "opens[gte]", "time_invalid"),
        ("opens=14h30", "opens", "time_invalid"),
        ("takes[gt]=muito", "takes[gt]", "duration_invalid"),
        ("takes[gt]=-5", "takes[gt]", "duration_invalid"),
        ("takes[gt]=P1M", "takes[gt]", "duration_invalid"),
        ("extra=1", "extra", "operator_not_for"),
        ("active[gt]=true", "active[gt]", "operator_not_for"),
    ],
)
async def test_filters_that_make_no_sense(
    items: SampleClinic, query: str, path: str, code: str
) -> None:
    """The fault names the parameter and says what to do."""
    with pytest.raises(InvalidInput) as caught:
        await names(items, query)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == (path, code)
    assert fault.hint is not None


KEYS = {
    "rating": (5, 3, 3, None, 1),
    "amount": (10, -4, 9007199254740991, None, 0),
    "weight": (Decimal("1.5"), Decimal("0.125"), Decimal(10), None, None),
    "active": (True, False, None, True, False),
    "opens": (time(8), time(14, 30), time(14, 30, 5), None, time(0)),
    "takes": (timedelta(0, 5400), timedelta(0, 600), timedelta(1, 3600), None, timedelta(0)),
    "rank": (Decimal("1.5"), Decimal(1), Decimal(10), None, None),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("sign", ["", "-"])
async def test_sorted_and_paged_one_by_one(items: SampleClinic, key: str, sign: str) -> None:
    """Nulls last both ways, ties by id; a cursor after every single record."""
    filled = [at for at in range(5) if KEYS[key][at] is not None]
    if sign:
        filled.reverse()
    ordered = sorted(filled, key=lambda at: KEYS[key][at], reverse=bool(sign))  # type: ignore[arg-type, return-value]
    ordered = _ties(ordered, KEYS[key], sign)
    empty = [at for at in range(5) if KEYS[key][at] is None]
    expected = "".join("abcde"[at] for at in ordered + (empty[::-1] if sign else empty))
    found, after = "", ""
    for _ in range(6):
        body = await items.reader.list_records(
            items.context("admin"), "items", f"sort={sign}{key}&limit=1{after}"
        )
        answer = json.loads(body)
        found += answer["data"][0]["name"]
        if answer["page"]["next"] is None:
            break
        after = f"&after={quote(answer['page']['next'])}"
    assert found == expected


def _ties(ordered: list[int], values: tuple[Any, ...], sign: str) -> list[int]:
    """Equal values by id, in the direction of the sort."""
    places = {value: at for at, value in enumerate(dict.fromkeys(values[at] for at in ordered))}
    return sorted(ordered, key=lambda at: (places[values[at]], -at if sign else at))


async def test_groups_and_measures(items: SampleClinic) -> None:
    """Worked out by hand from ROWS."""
    sent = {
        "group": [{"field": "active"}],
        "measures": [
            {"fn": "count"},
            {"fn": "sum", "field": "amount"},
            {"fn": "avg", "field": "rating"},
            {"fn": "sum", "field": "weight"},
            {"fn": "avg", "field": "takes"},
            {"fn": "max", "field": "opens"},
        ],
    }
    answer = json.loads(await items.reader.aggregate(items.context("admin"), "items", sent))
    shown = {row["group"]["active"]: row["measures"] for row in answer["data"]}
    assert shown[True] == {
        "count": 2,
        "sum_amount": 10,
        "avg_rating": "5",
        "sum_weight": "1.500",
        "avg_takes": 5400,
        "max_opens": "08:00",
    }
    assert shown[False] == {
        "count": 2,
        "sum_amount": -4,
        "avg_rating": "2",
        "sum_weight": "0.125",
        "avg_takes": 300,
        "max_opens": "14:30",
    }
    assert shown[None]["avg_takes"] == 90000
    assert shown[None]["max_opens"] == "14:30:05"


async def test_board_measures(items: SampleClinic) -> None:
    """The same values stand on top of a board's columns."""
    body = await items.reader.run_view(items.context("admin"), "item.sizes", "")
    small, large, *_ = json.loads(body)["columns"]
    assert small["measures"] == {
        "sum:amount": 6,
        "avg:rating": "4",
        "sum:takes": 6000,
        "max:takes": 5400,
        "min:opens": "08:00",
        "sum:weight": "1.625",
        "avg:weight": "0.8125",
    }
    assert large["measures"]["sum:amount"] == 9007199254740991
    assert large["measures"]["min:opens"] == "14:30:05"
    assert [card["name"] for card in large["cards"]] == ["c", "d"]


async def test_rows_show_wire_values(items: SampleClinic) -> None:
    """Exact digits as texts, seconds and whole numbers as numbers."""
    body = await items.reader.list_records(items.context("admin"), "items", "filter=name = 'a'")
    (row,) = json.loads(body)["data"]
    shown = {name: row[name] for name in ("weight", "share", "takes", "opens", "rank", "extra")}
    assert shown == {
        "weight": "1.500",
        "share": "12.50",
        "takes": 5400,
        "opens": "08:00",
        "rank": "1.5",
        "extra": {"k": [1]},
    }
