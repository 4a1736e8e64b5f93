"""What a field type cleans goes into its columns and comes out as the wire value."""

import json
from typing import Any

import pytest

from engine.kinds.field_type import field_types
from metamodel.field import Field
from tests.database.records.world import World

pytestmark = pytest.mark.database

ID = "019ab2c4-0000-7000-8000-000000000001"
CASES: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "text": ({}, " Olá ", "Olá"),
    "long_text": ({}, "a\r\nb", "a\nb"),
    "phone": ({}, "(11) 90412-7783", "+5511904127783"),
    "choice": ({"options": [{"key": "a"}]}, "a", "a"),
    "money": ({}, 1890, "1890.00"),
    "date": ({}, "2026-11-23", "2026-11-23"),
    "datetime": ({}, "2026-03-09T14:30:00-03:00", "2026-03-09T17:30:00+00:00"),
    "stage": ({"pipeline": "sales"}, "new", "new"),
    "member": ({}, {"id": ID}, ID),
    "link": ({"to": "unit"}, ID, ID),
    "any_link": (
        {"targets": ["lead"]},
        {"entity": "lead", "id": ID},
        {"entity": "lead", "id": ID, "title": None},
    ),
}


def test_every_type_with_columns_has_a_case() -> None:
    assert sorted(CASES) == sorted(set(field_types) - {"links"})


@pytest.mark.parametrize("key", sorted(CASES))
async def test_round_trip_and_null(world: World, key: str) -> None:
    definition, sent, expected = CASES[key]
    kind, field = field_types[key], Field(name="it", type=key, **definition)
    columns = kind.columns(field)
    names = {column.suffix: f"c_{column.suffix}" for column in columns}
    fields = ", ".join(f"{names[column.suffix]} {column.pg_type}" for column in columns)
    sql = kind.to_json_sql(names, field)
    async with world.databases.core.clinic(world.clinic.id, role="owner") as con:
        await con.execute(f"create temporary table it_{key} ({fields})")
        try:
            for value in (sent, None):
                stored = kind.clean(value, field) if value is not None else {}
                row = [stored.get(column.suffix) for column in columns]
                marks = ", ".join(f"${n}" for n in range(1, len(row) + 1))
                await con.execute(f"delete from it_{key}")
                await con.execute(f"insert into it_{key} values ({marks})", *row)
                text = await con.fetchval(
                    f"select json_build_object('it', {sql})::text from it_{key}"
                )
                assert json.loads(text)["it"] == (None if value is None else expected)
        finally:
            await con.execute(f"drop table it_{key}")
