"""Values on their way between texts and lists, and options that leave a list, in both databases."""

import json
from copy import deepcopy
from typing import Any

import pytest

from engine.core.database import Datasource
from engine.definitions.publish import rollback
from tests.database.definitions.conftest import World
from tests.shop import THINGS, Shop, base, field_of

SOURCES = ("core", "chat")
OPTIONS = [{"key": key, "label": key} for key in ("a", "b", "c")]


def _changed(**values: Any) -> Shop:
    shop = deepcopy(base())
    for thing in THINGS.values():
        field_of(shop, thing, "code").update(values)
    return shop


async def _codes(world: World, source: Datasource, column: str) -> Any:
    sql = f'select json_agg("{column}" order by title)::text from {{thing}}'
    return json.loads(str(await world.value(source, sql)))


async def _put(world: World, *codes: str | None) -> None:
    for source in SOURCES:
        await world.value(source, "update {thing} set code = null")
        for index, code in enumerate(codes):
            await world.value(
                source,
                "update {thing} set code = $1, title = ' ' || $2 where id = (select id from"
                " {thing} where title not like ' %' order by title limit 1)",
                code,
                str(index),
            )


@pytest.mark.parametrize("kind", ["tags", "choices"])
async def test_a_text_becomes_a_list_and_comes_back(world: World, kind: str) -> None:
    await _put(world, "a", "c, a", None)
    options = {"options": OPTIONS} if kind == "choices" else {}
    result = await world.install(_changed(type=kind, **options))
    assert (result.state, await world.findings()) == ("published", [])
    expected = [["a"], ["a", "c"] if kind == "choices" else ["c", "a"], None]
    for source in SOURCES:
        assert (await _codes(world, source, "code_2"))[:3] == expected
        await world.value(source, "update {thing} set code_2 = $1 where title = ' 2'", ["b", "c"])
    await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    for source in SOURCES:
        assert (await _codes(world, source, "code"))[:3] == ["a", "c, a", "b, c"]


async def test_a_text_that_is_no_option_is_told(world: World) -> None:
    await _put(world, "a", "z")
    result = await world.install(_changed(type="choices", options=OPTIONS))
    assert result.state != "published"
    assert {each.code for each in result.problems} >= {"rows_converts"}


async def test_an_option_leaves_a_list_to_where_it_is_told(world: World) -> None:
    await _put(world, "a,b", "b", "c,a")
    await world.install(_changed(type="choices", options=OPTIONS))
    fewer = _changed(type="choices", options=[OPTIONS[0], OPTIONS[2]])
    refused = await world.install(fewer)
    assert {each.code for each in refused.problems} >= {"rows_keys"}
    moves = {f"{thing}.code": {"b": "a"} for thing in THINGS.values()}
    result = await world.install(fewer, stage_moves=moves)
    assert (result.state, await world.findings()) == ("published", [])
    for source in SOURCES:
        assert (await _codes(world, source, "code_2"))[:3] == [["a"], ["a"], ["a", "c"]]


async def test_markup_is_read_as_text_and_text_as_paragraphs(world: World) -> None:
    await _put(world, "1 < 2\nfim", "<b>")
    result = await world.install(_changed(type="rich_text"))
    assert (result.state, await world.findings()) == ("published", [])
    for source in SOURCES:
        html = await _codes(world, source, "code_2")
        assert html[:2] == ["<p>1 &lt; 2</p><p>fim</p>", "<p>&lt;b&gt;</p>"]
        assert (await _codes(world, source, "code_text"))[:2] == ["1 < 2\nfim", "<b>"]
    await world.install(_changed(type="long_text"))
    storage = (await world.snapshot()).storage
    for source in SOURCES:
        thing = THINGS[source]
        column = storage.entities[f"e_{thing}"].fields[f"f_{thing}_code"].columns[""]
        assert (await _codes(world, source, column))[:2] == ["1 < 2\nfim", "<b>"]


async def test_a_required_list_fills_what_there_is(world: World) -> None:
    shop = deepcopy(base())
    for thing in THINGS.values():
        shop[thing]["fields"].append(
            {
                "id": f"f_{thing}_areas",
                "name": "areas",
                "type": "choices",
                "label": "Áreas",
                "options": OPTIONS,
                "required": True,
                "default": ["a", "b"],
            }
        )
    result = await world.install(shop)
    assert (result.state, await world.findings()) == ("published", [])
    for source in SOURCES:
        assert (await _codes(world, source, "areas"))[0] == ["a", "b"]


async def test_the_own_columns_publish_and_examine_clean(world: World) -> None:
    shop = deepcopy(base())
    for thing in THINGS.values():
        for name in ("created_at", "created_by", "updated_at", "updated_by"):
            shop[thing]["fields"].append(
                {"id": f"f_{thing}_{name}", "name": f"my_{name}", "type": name, "label": name}
            )
    result = await world.install(shop)
    assert (result.state, await world.findings()) == ("published", [])
    await rollback(world.databases, world.clinic, 1, seed_writer=world.seeds)
    assert await world.findings() == []
    assert await world.value("core", "select count(_created_at) from {thing}") == 300
