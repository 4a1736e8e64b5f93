"""Clinics, accounts and members: made once, found again, and every lost right raises the fence."""

from datetime import date

import asyncpg
import pytest

from engine.core.database import DATASOURCES, Databases
from engine.core.errors import InvalidInput, NotFound
from engine.core.tenant import Clinic
from engine.definitions.clinics import (
    SlugTaken,
    create_clinic,
    drop_clinic,
    find_clinic,
    load_clinic,
    load_clinics,
    set_mode,
)
from engine.definitions.doctor import examine
from engine.definitions.fence import settle_policy
from engine.definitions.members import (
    EmailTaken,
    create_account,
    create_holiday,
    create_member,
    create_team,
    create_unit,
    find_account,
    set_active,
    set_password,
    set_roles,
    set_units,
)
from engine.definitions.migrations import migrate


@pytest.fixture
async def clinic(databases: Databases) -> Clinic:
    return await create_clinic(databases, slug="demo", name="Demo")


async def epochs(databases: Databases, clinic: Clinic) -> tuple[int, int]:
    found: list[int] = []
    for source in DATASOURCES:
        async with databases.source(source).clinic(clinic.id) as con:
            found.append(await con.fetchval("select policy_epoch from _state"))
    return found[0], found[1]


async def test_new_clinic_is_healthy_and_known(databases: Databases, clinic: Clinic) -> None:
    assert await examine(databases, clinic) == []
    assert await load_clinics(databases) == [clinic]
    assert await load_clinic(databases, "demo") == clinic
    assert await migrate(databases) == 0
    with pytest.raises(SlugTaken):
        await create_clinic(databases, slug="demo", name="Outra")


async def test_half_made_clinic_is_completed(databases: Databases, clinic: Clinic) -> None:
    """As after a crash between the databases: the chat schema is there, core's is not."""
    async with databases.core.system() as con:
        await con.execute("update nexus.clinic set ready_at = null")
        await con.execute(f'set role "{clinic.owner_role}"')
        await con.execute(f"drop schema {clinic.schema} cascade")
        await con.execute("set role none")
    assert await find_clinic(databases, "demo") is None
    again = await create_clinic(databases, slug="demo", name="Demo")
    assert again.id == clinic.id
    assert await examine(databases, again) == []


async def test_dropped_clinic_leaves_nothing(databases: Databases, clinic: Clinic) -> None:
    await drop_clinic(databases, clinic)
    with pytest.raises(NotFound):
        await load_clinic(databases, "demo")
    async with databases.core.system() as con:
        roles = await con.fetchval(
            "select count(*) from pg_roles where rolname like $1", f"nx_{clinic.id}%"
        )
    assert roles == 0


async def test_bad_slug_and_zone(databases: Databases) -> None:
    with pytest.raises(InvalidInput) as refused:
        await create_clinic(databases, slug='x"; drop', name="X", timezone="Marte/Base")
    assert [fault.code for fault in refused.value.faults] == ["slug_invalid", "timezone_unknown"]


async def test_app_role_cannot_reach_system_tables_or_others(
    databases: Databases, clinic: Clinic
) -> None:
    other = await create_clinic(databases, slug="other", name="Outra")
    async with databases.core.clinic(clinic.id) as con:
        for sql in (
            "select * from nexus.account",
            "update _publish set state = 'done'",
            "update _state set model_version = 3",
            f"select * from {other.schema}._member",
            "create table mine (id int)",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await con.execute(sql)


async def test_account_is_found_whatever_its_case(databases: Databases) -> None:
    made = await create_account(databases, email="José@x.com", name="José", password="segredo")
    assert await find_account(databases, " JOSE@X.COM ") == made
    with pytest.raises(EmailTaken):
        await create_account(databases, email="jose@x.com", name="J", password=None)


async def test_every_change_of_rights_raises_both_epochs(
    databases: Databases, clinic: Clinic
) -> None:
    account = await create_account(databases, email="a@x.com", name="A", password="p")
    unit = await create_unit(
        databases, clinic, name="Centro", hours={"monday": [["08:00", "12:00"]]}
    )
    team = await create_team(databases, clinic, name="Recepção")
    seen = [await epochs(databases, clinic)]
    member = await create_member(
        databases, clinic, name="A", account_id=account.id, roles=["seller"], teams=[team]
    )
    seen.append(await epochs(databases, clinic))
    await set_roles(databases, clinic, member, ["admin"])
    seen.append(await epochs(databases, clinic))
    await set_units(databases, clinic, member, [unit])
    seen.append(await epochs(databases, clinic))
    await set_active(databases, clinic, member, False)
    seen.append(await epochs(databases, clinic))
    await set_password(databases, account.id, "outra")
    await set_active(databases, clinic, member, True)
    await set_password(databases, account.id, "mais uma")
    seen.append(await epochs(databases, clinic))
    await set_mode(databases, clinic, "sandbox", "ensaio")
    seen.append(await epochs(databases, clinic))
    assert [core for core, chat in seen] == [chat for core, chat in seen]
    assert sorted({core for core, _ in seen}) == [core for core, _ in seen]


async def test_written_member_raises_the_fence_whoever_writes(
    databases: Databases, clinic: Clinic
) -> None:
    member = await create_member(databases, clinic, name="A", roles=["seller"])
    before, _ = await epochs(databases, clinic)
    async with databases.core.clinic(clinic.id) as con:
        await con.execute("update _member set roles = '{admin}' where id = $1", member)
    core, chat = await epochs(databases, clinic)
    assert core == before + 1
    assert await settle_policy(databases, clinic.id) == core
    assert await epochs(databases, clinic) == (core, core)
    assert chat < core


async def test_holiday(databases: Databases, clinic: Clinic) -> None:
    await create_holiday(databases, clinic, day=date(2026, 12, 25), name="Natal")
    async with databases.core.clinic(clinic.id) as con:
        assert await con.fetchval("select name from _holiday where day = '2026-12-25'") == "Natal"
