"""The contract of field types on one table that has them all: written through the write door, read,
filtered, sorted, searched, grouped and measured through URLs.

Two records hold the low and the high value of every type, a third holds nothing.
"""

import json
from collections import Counter
from typing import Any, cast
from urllib.parse import quote_plus
from uuid import UUID

import pytest

from engine.core.database import Databases
from engine.core.errors import NexusError
from engine.core.keyring import Keyring, new_key
from engine.kinds.field_type import field_types
from engine.query.read import Reader
from tests.database.records.world import World, build_world
from tests.field_cases import CASES, SAMPLES, Sample

pytestmark = pytest.mark.database

ELSEWHERE = {
    "file": "test_files.py",
    "files": "test_files.py",
    "image": "test_files.py",
    "signature": "test_files.py",
    "auto_number": "test_numbers.py",
    "table": "test_tables.py",
    "created_at": "test_lists.py",
    "created_by": "test_lists.py",
    "updated_at": "test_lists.py",
    "updated_by": "test_lists.py",
}
"""Types whose values a caller cannot simply send, and the test that has them."""
KEYS = sorted(SAMPLES)
SORTABLE = [key for key in KEYS if field_types[key].sortable]
MEASURED = [(key, fn) for key in KEYS for fn in field_types[key].aggregates if fn != "count"]
TEAM = {
    "entity": "team",
    "plural": "teams",
    "title": "name",
    "system": "team",
    "fields": [{"name": "name", "type": "text"}],
}


def _entity() -> dict[str, Any]:
    """An entity with a field of every type; each that can has an index and is searched."""
    fields = [
        {
            "name": f"f_{key}",
            "type": key,
            "index": True,
            "searchable": field_types[key].searchable,
            **(CASES[key].definition if sample.definition is None else sample.definition),
        }
        for key, sample in SAMPLES.items()
    ]
    stages = [{"key": "zero"}, {"key": "alpha"}]
    return {
        "entity": "sample",
        "plural": "samples",
        "title": "name",
        "fields": [{"name": "name", "type": "text"}, *fields],
        "pipelines": [{"name": "sales", "stages": stages}],
    }


class Samples:
    """The three records, and what `$name` stands for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reader = Reader(world.databases, Keyring(keys=(new_key(),)))
        self.ids: dict[str, str] = {"Ana": str(world.ana), "Bia": str(world.bia)}
        self.names: dict[str, str] = {}

    async def fill(self) -> None:
        world = self.world
        self.ids["Moema"] = str(world.moema)
        for name in ("Botox", "Peeling"):
            self.ids[name] = str(await world.create("procedure", name=name))
        for name in ("Norte", "Sul"):
            self.ids[name] = str(
                await world.value(
                    "insert into _team (id, name, _created_at, _updated_at)"
                    " values (gen_random_uuid(), $1, now(), now()) returning id",
                    name,
                )
            )
        for which in ("low", "high"):
            values = {f"f_{key}": self.real(getattr(each, which)) for key, each in SAMPLES.items()}
            self.names[which] = str(await world.create("sample", name=which, **values))
        self.names["none"] = str(await world.create("sample", name="none"))
        given = "f_stage = null, f_position = null"  # a new record has these of itself
        await world.value(f"update sample set {given} where name = $1", "none")

    def real(self, value: Any) -> Any:
        """A value with ids in place of names."""
        match value:
            case str():
                return self.ids[value[1:]] if value.startswith("$") else value
            case list():
                return [self.real(each) for each in cast("list[Any]", value)]
            case dict():
                return {k: self.real(v) for k, v in cast("dict[str, Any]", value).items()}
            case _:
                return value

    async def listed(self, query: str) -> list[str]:
        """The names of the records a list gives, page after page."""
        found: list[str] = []
        after = ""
        while True:
            body = await self.reader.list_records(self.world.ctx(), "sample", query + after)
            answer = json.loads(body)
            found += [each["name"] for each in answer["data"]]
            if not answer["page"]["has_next"]:
                return found
            after = f"&after={answer['page']['next']}"

    async def read(self, which: str) -> dict[str, Any]:
        """A record as it is read."""
        body = await self.reader.get_record(self.world.ctx(), "sample", UUID(self.names[which]))
        return json.loads(body)["data"]


def _shown(sample: Sample) -> tuple[Any, Any]:
    return sample.shown or (sample.low, sample.high)


def _asked(sample: Sample) -> tuple[str, str]:
    if sample.asked is not None:
        return sample.asked
    low, high = (
        each["id"] if isinstance(each, dict) and "id" in each else each
        for each in cast("tuple[Any, Any]", _shown(sample))
    )
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in (low, high))  # pyright: ignore[reportReturnType]


@pytest.fixture(scope="module")
async def samples(module_databases: Databases) -> Samples:
    """The table and its records."""
    world = await build_world(module_databases, "samples", TEAM, _entity())
    made = Samples(world)
    await made.fill()
    return made


def test_every_type_has_a_sample() -> None:
    missing = set(field_types) - set(SAMPLES) - set(ELSEWHERE)
    assert missing == set(), "add these types to SAMPLES in tests/field_cases.py"


@pytest.mark.parametrize("key", KEYS)
async def test_a_read_shows_what_was_written(samples: Samples, key: str) -> None:
    low, high = _shown(SAMPLES[key])
    name = f"f_{key}"
    assert (await samples.read("low"))[name] == samples.real(low)
    assert (await samples.read("high"))[name] == samples.real(high)
    empty = [] if field_types[key].relation == "many" else None
    assert (await samples.read("none"))[name] == empty


@pytest.mark.parametrize("key", KEYS)
async def test_what_was_read_sent_again_is_no_change(samples: Samples, key: str) -> None:
    record = await samples.read("low")
    sent = {f"f_{key}": record[f"f_{key}"]}
    if key == "stage":
        return  # a stage changes by moves
    result = await samples.world.update("sample", UUID(samples.names["low"]), **sent)
    assert result.version == record["version"]


@pytest.mark.parametrize("key", KEYS)
async def test_declared_operators_filter(samples: Samples, key: str) -> None:
    low, high = (quote_plus(samples.real(each)) for each in _asked(SAMPLES[key]))
    part = SAMPLES[key].part
    expected: dict[str, tuple[tuple[str, set[str]], ...]] = {
        "=": ((f"[eq]={low}", {"low"}),),
        "!=": ((f"[ne]={low}", {"high", "none"}),),
        "in": ((f"[in]={low}", {"low"}), (f"[in]={low},{high}", {"low", "high"})),
        "<": ((f"[lt]={high}", {"low"}), (f"[lt]={low}", set())),
        "<=": ((f"[lte]={low}", {"low"}),),
        ">": ((f"[gt]={low}", {"high"}), (f"[gt]={high}", set())),
        ">=": ((f"[gte]={high}", {"high"}),),
        "between": ((f"[between]={low},{high}", {"low", "high"}),),
        "is empty": (("[empty]=true", {"none"}), ("[empty]=false", {"low", "high"})),
        "contains": ((f"[contains]={quote_plus(samples.real(part or ''))}", {"low"}),),
    }
    for operator in field_types[key].operators:
        for query, names in expected[operator]:
            assert set(await samples.listed(f"fields=name&f_{key}{query}")) == names, query


@pytest.mark.parametrize("key", SORTABLE)
async def test_order_has_nulls_last_on_every_page(samples: Samples, key: str) -> None:
    for limit in (1, 50):
        up = await samples.listed(f"fields=name&limit={limit}&sort=f_{key}")
        down = await samples.listed(f"fields=name&limit={limit}&sort=-f_{key}")
        assert (up, down) == (["low", "high", "none"], ["high", "low", "none"])


@pytest.mark.parametrize("key", sorted(set(KEYS) - set(SORTABLE)))
async def test_what_has_no_order_says_so(samples: Samples, key: str) -> None:
    with pytest.raises(NexusError) as caught:
        await samples.listed(f"fields=name&sort=f_{key}")
    assert [fault.code for fault in caught.value.faults] == ["not_sortable"]


@pytest.mark.parametrize("key", [key for key in KEYS if field_types[key].searchable])
async def test_a_search_finds_the_word(samples: Samples, key: str) -> None:
    found = await samples.listed(f"fields=name&search={quote_plus(SAMPLES[key].part or '')}")
    assert found == ["low"]


@pytest.mark.parametrize("key", [key for key in KEYS if field_types[key].groupable])
async def test_groups_count_each_value(samples: Samples, key: str) -> None:
    body = await samples.reader.aggregate(
        samples.world.ctx(),
        "sample",
        {"group": [{"field": f"f_{key}"}], "measures": [{"fn": "count"}]},
    )
    found = {
        json.dumps(row["group"][f"f_{key}"], sort_keys=True): row["measures"]["count"]
        for row in json.loads(body)["data"]
    }
    values = [samples.real(each) for each in (*_shown(SAMPLES[key]), None)]
    if field_types[key].is_list:
        values = [part for each in values for part in (each or [None])]
    assert found == dict(Counter(json.dumps(each, sort_keys=True) for each in values))


@pytest.mark.parametrize(("key", "fn"), MEASURED)
async def test_measures_of_each_type(samples: Samples, key: str, fn: str) -> None:
    asked = {"measures": [{"fn": fn, "field": f"f_{key}"}]}
    body = await samples.reader.aggregate(samples.world.ctx(), "sample", asked)
    (found,) = json.loads(body)["data"][0]["measures"].values()
    low, high = _shown(SAMPLES[key])
    if fn in ("min", "max"):
        assert found == (low if fn == "min" else high)
    else:
        total = sum(float(each) for each in (low, high))
        assert float(found) == pytest.approx(total if fn == "sum" else total / 2)
