"""Nothing an expression holds can make the database refuse it, whatever was written."""

from collections.abc import AsyncGenerator
from typing import Any

import asyncpg
import pytest
from hypothesis import given, settings

from engine.query.expression_sql import compile_expression
from metamodel.expression import BOOLEAN, TypedExpression, check_types, parse
from tests.databases import DatabaseServer
from tests.expression_strategies import FILTERS
from tests.lead_table import TABLES, Binds, LeadTable


def random_filters() -> list[str]:
    """The same filters on every run."""
    texts: list[str] = []

    @settings(max_examples=400, derandomize=True, database=None, deadline=None)
    @given(FILTERS)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return texts


@pytest.fixture(scope="module")
async def leads(server: DatabaseServer) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]"]:
    """A database with a few leads."""
    async with server.fresh() as (core, _):
        connection = await asyncpg.connect(core)
        await connection.execute("CREATE SCHEMA cases; SET search_path = cases")
        await connection.execute(TABLES)
        yield connection
        await connection.close()


async def test_whatever_is_accepted_runs_and_splits_the_leads(
    leads: "asyncpg.Connection[asyncpg.Record]", scope: Any
) -> None:
    ran = 0
    for text in random_filters():
        found: set[str] = set()
        for each in (text, f"not ({text})"):
            typed = check_types(parse(each), scope, BOOLEAN)
            if not isinstance(typed, TypedExpression):
                continue
            params = Binds()
            where = compile_expression(typed, LeadTable(scope), params)
            rows = await leads.fetch(f"SELECT key FROM lead l WHERE {where}", *params.values)
            keys = {row["key"] for row in rows}
            assert not keys & found, each
            found |= keys
            ran += 1
        assert found in (set(), set("abcn")), text
    assert ran > 400
