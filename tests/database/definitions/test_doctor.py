"""Doctor sees each kind of difference and says the remedy; a healthy clinic has no findings."""

import pytest

from engine.core.database import Databases
from engine.definitions.clinics import create_clinic
from engine.definitions.doctor import examine
from tests.database.definitions.conftest import World

DAMAGES = {
    "table_missing": 'drop table "shp_item" cascade',
    "table_extra": "create table stranger (id int)",
    "column_missing": 'alter table "shp_item" drop column code',
    "column_extra": 'alter table "shp_item" add column stray text',
    "column_type": 'alter table "shp_item" alter column code type varchar(9) using null',
    "not_null_missing": 'alter table "shp_item" alter column title drop not null',
    "not_null_extra": 'alter table "shp_item" alter column serial set not null',
    "default_extra": "alter table \"shp_item\" alter column code set default 'x'",
    "index_extra": 'create index stray on "shp_item" (code)',
    "constraint_extra": 'alter table "shp_item" add constraint stray check (price < 10000)',
    "constraint_unchecked": (
        'alter table "shp_item" add constraint stray check (price < 1) not valid'
    ),
    "function_extra": "create function _sync_x() returns int language sql as 'select 1'",
    "privilege_missing": 'revoke insert on "shp_item" from {app}',
    "privilege_extra": "grant insert on _publish to {app}",
    "versions_differ": "update _state set model_version = 9",
    "epochs_differ": "update _state set policy_epoch = policy_epoch + 5",
    "modes_differ": "update _state set mode = 'frozen'",
    "migration_missing": "delete from _migration where number = 2",
}


@pytest.mark.parametrize("code", DAMAGES)
async def test_damage_is_found(world: World, code: str) -> None:
    async with world.databases.core.clinic(world.clinic.id, role="owner") as con:
        await con.execute(DAMAGES[code].replace("{app}", f'"{world.clinic.app_role}"'))
    findings = await examine(world.databases, world.clinic)
    assert code in {each.code for each in findings}
    assert all(each.message["pt-BR"] and each.remedy["pt-BR"] for each in findings)


async def test_missing_index_and_link(world: World) -> None:
    snapshot = await world.snapshot()
    name = snapshot.storage.entities["e_shp_item"].indexes[0]
    async with world.databases.core.clinic(world.clinic.id, role="owner") as con:
        await con.execute(f'drop index "{name}"')
        key = await con.fetchval(
            "select conname from pg_constraint where conrelid = 'shp_item'::regclass"
            " and contype = 'f'"
        )
        await con.execute(f'alter table "shp_item" drop constraint "{key}"')
    assert {code for code, _ in await world.findings()} == {"index_missing", "foreign_key_missing"}


async def test_inherited_role(databases: Databases) -> None:
    """Roles belong to the whole server, so this clinic is not a copy that others share."""
    clinic = await create_clinic(databases, slug="demo", name="Demo")
    async with databases.core.system() as con:
        await con.execute(f'grant "{clinic.app_role}" to nexus with inherit true')
    assert [each.code for each in await examine(databases, clinic)] == ["role_inherited"] * 2


async def test_healthy(world: World) -> None:
    assert await world.findings() == []
