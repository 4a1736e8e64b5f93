"""The SQL of expressions: open to indexes, and nothing a value can make the database refuse."""

from collections.abc import AsyncGenerator
from typing import Any

import asyncpg
import pytest
from hypothesis import given, settings

from engine.query.expression_sql import compile_expression
from metamodel.expression import BOOLEAN, TypedExpression, check_types, parse
from tests.databases import DatabaseServer
from tests.unit.expression.conftest import LeadScope
from tests.unit.expression.lead_table import TABLES, Binds, LeadTable
from tests.unit.expression.strategies import FILTERS

TEXTS = {
    "channel = 'site'": "(l.channel = $1::text)",
    "channel != 'site'": "(l.channel IS DISTINCT FROM $1::text)",
    "channel in ('site'; 'whatsapp')": "((l.channel = ANY($1::text[])))",
    "name = 'Ana'": "(nexus.fold(l.name) = nexus.fold($1::text))",
    "phone = '+55'": "(l.phone = $1::text)",
    "service_value >= 1000": "(l.service_value >= $1::bigint)",
    "not service_value >= 10.5": "((l.service_value >= $1::numeric) IS NOT TRUE)",
    "owner = $me": "(l.owner = $1::uuid)",
    "not owner = $me": "((l.owner = $1::uuid) IS NOT TRUE)",
    "service_unit in $units": "((l.service_unit = ANY($1::uuid[])))",
    "birth_date < $today - 3": "(l.birth_date < ($1::date - $2::integer))",
    "created_at >= '2026-03-01'": (
        "(l.created_at >= (($1::date)::timestamp AT TIME ZONE $2::text))"
    ),
    "procedures = '00000000-0000-0000-0000-000000000001'": (
        "(EXISTS (SELECT 1 FROM (SELECT p.procedure_id AS v FROM lead_procedure p"
        " WHERE p.lead_id = l.id) e WHERE e.v = $1::uuid))"
    ),
}


@pytest.mark.unit
@pytest.mark.parametrize("text", TEXTS)
def test_condition_is_open_to_indexes(scope: LeadScope, text: str) -> None:
    typed = check_types(parse(text), scope, BOOLEAN)
    assert isinstance(typed, TypedExpression)
    assert compile_expression(typed, LeadTable(scope), Binds()) == TEXTS[text]


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


@pytest.mark.database
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
