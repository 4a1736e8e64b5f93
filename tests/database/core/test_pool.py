"""Law 3 at the pool: two clinics alternate on one connection, requests are cancelled, nobody gets
another's row."""

import asyncio
import random
from collections.abc import AsyncGenerator

import asyncpg
import pytest

from engine.core.pool import AffinePool
from engine.core.tenant import role_name, schema_name
from tests.databases import DatabaseServer

CLINICS = ("aaaa", "bbbb")
ROUNDS = 2_000


@pytest.fixture(scope="module")
async def url(server: DatabaseServer) -> AsyncGenerator[str]:
    """A database with two clinics, each with one row that says whose it is."""
    async with server.fresh("template0") as (core, _):
        con = await asyncpg.connect(core)
        for clinic in CLINICS:
            for kind in ("owner", "app"):
                role = role_name(clinic, kind)
                await con.execute(f'create role "{role}"')
                await con.execute(f'grant "{role}" to current_user with inherit false, set true')
            schema = schema_name(clinic)
            await con.execute(f'create schema "{schema}"')
            await con.execute(f'create table "{schema}".whose(name text)')
            await con.execute(f"insert into \"{schema}\".whose values ('{clinic}')")
            await con.execute(f'grant usage on schema "{schema}" to "{role_name(clinic, "app")}"')
            await con.execute(f'grant select on "{schema}".whose to "{role_name(clinic, "app")}"')
        await con.close()
        yield core


@pytest.fixture
async def pool(url: str) -> AsyncGenerator[AffinePool]:
    """One connection for everybody."""
    pool = AffinePool(url, size=1)
    yield pool
    await pool.close()


async def read(pool: AffinePool, clinic: str) -> str:
    """The name in the clinic's own table, by unqualified SQL."""
    async with pool.clinic(clinic) as con:
        name = await con.fetchval("select name from whose")
        await con.fetchval("select pg_sleep(0.0002)")
        assert await con.fetchval("select name from whose") == name
        return name


async def test_two_clinics_alternate_with_cancelled_requests(pool: AffinePool) -> None:
    """2,000 turns, a third of them cancelled at a random moment: never another clinic's row."""
    chance = random.Random(7)  # noqa: S311
    answered = cancelled = 0
    for start in range(0, ROUNDS, 8):
        tasks = [
            asyncio.create_task(read(pool, CLINICS[turn % 2]), name=CLINICS[turn % 2])
            for turn in range(start, start + 8)
        ]
        if start % 24 == 0:
            await asyncio.sleep(chance.random() * 0.006)
            for task in chance.sample(tasks, 3):
                task.cancel()
        for task in tasks:
            try:
                assert await task == task.get_name()
                answered += 1
            except asyncio.CancelledError:
                cancelled += 1
    assert answered + cancelled == ROUNDS
    assert answered > 1_600
    assert cancelled > 20
    assert await asyncio.wait_for(read(pool, "aaaa"), 5) == "aaaa"


async def test_one_clinics_role_cannot_name_anothers_schema(pool: AffinePool) -> None:
    """PostgreSQL itself refuses a qualified name of another clinic."""
    async with pool.clinic("aaaa") as con:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await con.fetchval("select name from c_bbbb.whose")


async def test_a_role_left_by_an_earlier_user_is_not_trusted(pool: AffinePool) -> None:
    """What a block did to role and search path does not reach the next clinic."""
    async with pool.clinic("aaaa") as con:
        await con.execute("set role none; set search_path to c_bbbb")
    assert await read(pool, "bbbb") == "bbbb"
    assert await read(pool, "aaaa") == "aaaa"


async def test_a_transaction_left_open_is_thrown_away(pool: AffinePool) -> None:
    """A connection that comes back inside a transaction is not handed on."""
    async with pool.clinic("aaaa") as con:
        await con.execute("begin")
        before = await con.fetchval("select pg_backend_pid()")
    async with pool.clinic("aaaa") as con:
        assert await con.fetchval("select pg_backend_pid()") != before


async def test_waiters_are_served_after_errors(pool: AffinePool) -> None:
    """An error in one block leaves the pool usable and the waiters served."""

    async def fail() -> None:
        async with pool.clinic("aaaa") as con:
            await con.execute("select 1/0")

    results = await asyncio.gather(
        fail(), *(read(pool, clinic) for clinic in CLINICS * 5), return_exceptions=True
    )
    assert isinstance(results[0], asyncpg.DivisionByZeroError)
    assert results[1:] == list(CLINICS * 5)
