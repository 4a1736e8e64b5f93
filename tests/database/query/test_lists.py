"""List columns and the record's own columns in queries: what a filter means over several values,
under masks and behind links, which index answers it, and fields of the system's types.
"""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from engine.access.guard import guard
from engine.access.policy import policy_for
from engine.access.record_query import Board, RecordQuery
from engine.core.database import Databases
from engine.core.errors import InvalidInput, NexusError
from engine.core.keyring import Keyring, new_key
from engine.query.read import Reader
from metamodel.model import Model
from metamodel.role import Role
from tests.database.records.world import World, build_world

pytestmark = pytest.mark.database

TEAM = {
    "entity": "team",
    "plural": "teams",
    "title": "name",
    "system": "team",
    "fields": [{"name": "name", "type": "text"}],
}
CASE: dict[str, Any] = {
    "entity": "case",
    "plural": "cases",
    "title": "name",
    "ownership": {"member": "helpers"},
    "fields": [
        {"name": "name", "type": "text"},
        {"name": "tags", "type": "tags", "index": True, "searchable": True},
        {
            "name": "areas",
            "type": "choices",
            "index": True,
            "options": [{"key": "skin"}, {"key": "hair"}],
        },
        {"name": "helpers", "type": "members"},
        {"name": "parent", "type": "link", "to": "case"},
        {"name": "made_at", "type": "created_at"},
        {"name": "made_by", "type": "created_by"},
        {"name": "touched_at", "type": "updated_at"},
        {"name": "touched_by", "type": "updated_by"},
    ],
}

ROLES: list[dict[str, Any]] = [
    {
        "key": "masked",
        "entities": {
            "case": {
                "read": "all",
                "fields": {"tags": {"access": "masked", "shown_when": "areas contains 'skin'"}},
            }
        },
    },
    {"key": "helper", "entities": {"case": {"read": "own"}}},
]


@pytest.fixture(scope="module")
async def world(module_databases: Databases) -> World:
    """A clinic with four cases."""
    made = await build_world(module_databases, "lists", TEAM, CASE)
    roles = [*made.snapshot.model.roles, *(Role.model_validate(each) for each in ROLES)]
    model = Model.model_validate({"entities": made.snapshot.model.entities, "roles": roles})
    made = replace(made, snapshot=replace(made.snapshot, model=model))
    first = await made.create(
        "case", name="a", tags=["VIP", "Ação"], areas=["skin"], helpers=[str(made.ana)]
    )
    await made.create("case", name="b", tags=["vip plus"], areas=["hair", "skin"])
    await made.create("case", name="c", tags=["Ação"], areas=["hair"], parent=str(first))
    await made.create("case", name="d", helpers=[str(made.bia), str(made.ana)])
    return made


async def _names(world: World, query: str, role: str = "admin") -> str:
    reader = Reader(world.databases, Keyring(keys=(new_key(),)))
    body = await reader.list_records(world.ctx(role), "case", f"fields=name&sort=name&{query}")
    return "".join(each["name"] for each in json.loads(body)["data"])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("filter=tags = 'vip'", "a"),
        ("filter='vip' = tags", "a"),
        ("filter=tags = 'acao'", "ac"),
        ("filter=tags != 'vip'", "bcd"),
        ("filter=not tags = 'vip'", "bcd"),
        ("filter=tags in ('VIP', 'VIP PLUS')", "ab"),
        ("filter=not tags in ('VIP', 'VIP PLUS')", "cd"),
        ("filter=tags contains 'vip'", "ab"),
        ("filter=not tags contains 'vip'", "cd"),
        ("filter=tags starts with 'vip p'", "b"),
        ("filter=tags is empty", "d"),
        ("filter=not tags is empty", "abc"),
        ("filter=areas contains 'skin'", "ab"),
        ("filter=areas contains 'skin' and areas contains 'hair'", "b"),
        ("filter=areas in ('hair')", "bc"),
        ("filter=not areas contains 'skin'", "cd"),
        ("filter=parent.tags = 'vip'", "c"),
        ("filter=parent.areas contains 'hair'", ""),
        ("filter=helpers contains $me", "ad"),
        ("filter=helpers is empty", "bc"),
        ("filter=helpers.name = 'bia'", "d"),
        ("tags=VIP", "ab"),
        ("tags[eq]=vip", "a"),
        ("tags[in]=vip,vip plus", "ab"),
        ("areas=skin", "ab"),
        ("areas[in]=skin,hair", "abc"),
        ("areas[empty]=true", "d"),
        ("areas[ne]=skin", "cd"),
        ("search=plus", "b"),
        ("search=acao", "ac"),
    ],
)
async def test_a_filter_holds_for_any_value(world: World, query: str, names: str) -> None:
    assert await _names(world, query) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("filter=tags = 'acao'", "a"),
        ("filter=tags contains 'o'", "a"),
        ("filter=tags is empty", "cd"),
        ("search=acao", "a"),
    ],
)
async def test_a_masked_list_is_empty(world: World, query: str, names: str) -> None:
    assert await _names(world, query, "masked") == names


async def test_who_is_among_the_members_owns(world: World) -> None:
    assert await _names(world, "", "helper") == "ad"


@pytest.mark.parametrize("query", ["areas=feet", "filter=areas = 'feet'"])
async def test_an_unknown_option_is_a_fault(world: World, query: str) -> None:
    with pytest.raises(InvalidInput):
        await _names(world, query)


@pytest.mark.parametrize(
    ("condition", "index"),
    [("tags[eq]=vip", "tags"), ("areas[in]=skin,hair", "areas"), ("areas=skin", "areas")],
)
async def test_equality_asks_the_index(world: World, condition: str, index: str) -> None:
    reader = Reader(world.databases, Keyring(keys=(new_key(),)))
    first = reader.prepare(world.ctx(), "list", "case", condition).first
    where = [line for line in first.sql.splitlines() if "_trashed_at" in line and index in line]
    assert any(sign in where[0] for sign in ("@> array[", "&& "))
    assert "unnest" not in where[0]


async def test_the_own_columns_under_any_name(world: World) -> None:
    stored = world.snapshot.storage.entities["case"].fields
    assert stored["case_made_at"].columns == {"": "_created_at"}
    columns = await world.value(
        "select array_agg(column_name::text) from information_schema.columns"
        " where table_name = 'case' and column_name similar to '%(made|touched)%'"
    )
    assert columns is None
    reader = Reader(world.databases, Keyring(keys=(new_key(),)))
    body = await reader.list_records(world.ctx(), "case", "limit=1&sort=made_at,-touched_at")
    (row,) = json.loads(body)["data"]
    assert row["made_at"] == row["created_at"]
    assert row["touched_at"] == row["updated_at"]
    assert row["made_by"] == row["created_by"] == {"id": str(world.ana), "title": "Ana"}
    assert row["touched_by"] == row["updated_by"]
    assert await _names(world, "made_by=$me&made_at[empty]=false") == "abcd"
    assert await _names(world, "filter=made_by.name = 'bia'") == ""


@pytest.mark.parametrize("name", ["made_at", "made_by", "touched_at", "touched_by", "created_at"])
async def test_the_own_columns_are_never_written(world: World, name: str) -> None:
    assert (
        not policy_for(world.snapshot, world.ctx().actor).entities["case"].access(name).is_writable
    )
    value = str(world.bia) if name.endswith("_by") else "2020-01-01T00:00:00Z"
    with pytest.raises(NexusError) as caught:
        await world.create("case", **{"name": "x", name: value})
    assert [fault.code for fault in caught.value.faults] == ["field_read_only"]
    assert await _names(world, "") == "abcd"


async def test_a_board_is_not_by_a_list(world: World) -> None:
    query = RecordQuery(
        entity="case", select=(), limit=1, board=Board(field="areas", columns=("skin", None))
    )
    with pytest.raises(InvalidInput):
        guard(world.ctx(), query)


async def test_members_must_be_active_and_known(world: World) -> None:
    ghost = str(UUID(int=7))
    with pytest.raises(NexusError) as caught:
        await world.create("case", name="x", helpers=[ghost])
    assert [fault.path for fault in caught.value.faults] == ["helpers"]
