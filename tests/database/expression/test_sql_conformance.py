"""What expressions mean, asked of a real PostgreSQL: filters and the leads they find."""

from collections.abc import AsyncGenerator
from typing import Any

import asyncpg
import pytest

from engine.query.expression_sql import compile_expression, compile_value
from metamodel.expression import BOOLEAN, TypedExpression, check_types, parse
from tests.databases import DatabaseServer
from tests.lead_table import TABLES, Binds, LeadTable

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
async def leads(server: DatabaseServer) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]"]:
    """A database with the leads of the cases."""
    async with server.fresh() as (core, _):
        connection = await asyncpg.connect(core)
        await connection.execute("CREATE SCHEMA cases; SET search_path = cases")
        await connection.execute(TABLES)
        yield connection
        await connection.close()


CASES = r"""
# text: case and accents aside
name = 'jose da silva'                                  | a
name = 'JOSÉ DA SILVA'                                  | a
name != 'jose da silva'                                 | b c n
not (name = 'jose da silva')                            | b c n
not (name != 'jose da silva')                           | a
name = 'maria "Bê" O''Neil'                             | b
name = "maria ""be"" o'neil"                            | b
name = null                                             | n
name != null                                            | a b c
name > 'k'                                              | b
name < 'a'                                              | c
not (name > 'k')                                        | a c n
campaign is empty                                       | b c n
campaign is not empty                                   | a
name contains 'SILVA'                                   | a
name contains '%'                                       | c
name contains '_'                                       | c
name contains '\\'                                      | c
name contains ''                                        | a b c
name not contains 'silva'                               | b c n
name starts with 'jos'                                  | a
name ends with 'neil'                                   | b
não (name começa com 'jos')                             | b c n
name in ('José da Silva'; 'x')                          | a
name not in ('José da Silva'; 'x')                      | b c n
name in ()                                              |
name not in ()                                          | a b c n
name in ('x'; null)                                     | n
phone = '+5511904127783'                                | a
phone in ('+5511904127783', '+551133334444')            | a b
lower(name) = 'jose da silva'                           | a
length(name) > 13                                       | b
concat(name; '-'; channel) = 'jose da silva-whatsapp'   | a
# keys
channel = 'whatsapp'                                    | a
channel != 'whatsapp'                                   | b c n
channel in ('whatsapp', 'site')                         | a b
not channel in ('whatsapp', 'site')                     | c n
stage = 'negotiation' and service_value >= 1000         | b
stage is empty                                          | n
# numbers
service_value > 0                                       | a b
not service_value > 0                                   | c n
service_value = 2500.5                                  | b
service_value between 0 and 1000                        | a c
service_value not between 0 and 1000                    | b n
visits in (2; 0)                                        | a b
visits in (2; 0.0)                                      | a b
visits = -3                                             | c
visits < 99999999999999999999999                        | a b c
-visits = 3                                             | c
service_value / visits > 400                            | a
service_value / 0 = 1                                   |
service_value / 0 is empty                              | a b c n
service_value / 0 = null                                | a b c n
visits % 2 = 0                                          | a b
score * 2 + 1 = 4                                       | a
abs(visits) = 3                                         | c
round(score) = 2                                        | a
round(score) = -3                                       | c
round(service_value / 3; 2) = 333.33                    | a
score = visits                                          | b n
score != visits                                         | a c
not (score = visits)                                    | a c
# yes or no
is_active                                               | a
not is_active                                           | b c n
is_active = false                                       | b
is_active != true                                       | b c n
is_active = (visits > 0)                                | a b
true                                                    | a b c n
not true                                                |
IF(visits > 0; 'alto'; 'baixo') = 'alto'                | a
SE(is_active; birth_date; '2026-01-01') = '2026-01-01'  | b c n
coalesce(service_value; 0) = 0                          | c n
# who asks
owner = $me                                             | a
owner != $me                                            | b c n
owner = '00000000-0000-0000-0000-000000000002'          | b
owner is empty                                          | c n
owner.name = 'ana conceicao'                            | a
owner.name != 'ana conceicao'                           | b c n
service_unit = $unit                                    | a c
not service_unit = $unit                                | b n
service_unit in $units                                  | a b c
service_unit not in $units                              | n
$units contains service_unit                            | a b c
team in $teams                                          |
# dates
birth_date = '1990-03-31'                               | a
birth_date > $today                                     | c
birth_date between $today and in_days(2)                | c
birth_date - $today = 2                                 | c
year(birth_date) = 1990                                 | a
month(birth_date) = month($today)                       | a
next_days(birth_date; 3)                                | c
next_days(birth_date; 2)                                |
in_days(999999) = null                                  | a b c n
created_at = '2026-03-31'                               | b
created_at >= '2026-03-31'                              | b
created_at > '2026-03-30'                               | b
created_at <= '2026-03-30'                              | a c n
created_at < '2026-03-30'                               | c n
created_at != '2026-03-31'                              | a c n
created_at between '2026-03-30' and '2026-03-31'        | a b
created_at in ('2026-03-30'; '2025-12-31')              | a n
created_at >= '2026-03-30T23:30'                        | a b
created_at >= '2026-03-31T03:00:00Z'                    | b
created_at < $now - hours(12)                           | a c n
date(created_at) = $today                               | b
created_at = $today                                     | b
created_at >= $today                                    | b
created_at < $today                                     | a c n
created_at >= start_of_month()                          | a b
created_at > days_ago(3)                                | a b
not created_at > days_ago(3)                            | c n
created_at between days_ago(1) and $today               | a b
created_at in ($today; '2025-12-31')                    | b n
created_at in (null; $today)                            | b
birth_date < created_at                                 | a b
birth_date > $now                                       | c
visit_local = $today                                    | a
visit_local > '2026-03-31'                              | b
appointments.starts_at > $today                         | a
not appointments.starts_at > $today                     | b c n
$today = date(created_at)                               | b
date(created_at) >= start_of_week()                     | a b
date(created_at) < start_of_month()                     | c n
start_of_year(created_at) = '2025-01-01'                | n
last_days(created_at; 2)                                | a b
last_days(created_at; 1)                                | b
not last_days(created_at; 2)                            | c n
ultimos_dias(created_at; 31)                            | a b
days_between(last_contact_at, $now) > 3                 | b
days_between(last_contact_at, $now) = 3                 | a
date(created_at) = days_ago(1)                          | a
visit_local = '2026-03-31T23:59'                        | a
visit_local <= '2026-03-31'                             | a
instant(visit_local) < '2026-04-01T03:00:00Z'           | a
# to-many: any of them, and none of them
procedures contains '00000000-0000-0000-0000-000000000015' | a
procedures = '00000000-0000-0000-0000-000000000016'     | a b
procedures != '00000000-0000-0000-0000-000000000015'    | b c n
procedures not contains '00000000-0000-0000-0000-000000000015' | b c n
procedures is empty                                     | c n
procedures is not empty                                 | a b
procedures.name contains 'bot'                          | a
procedures.name contains '50%_'                         | a b
procedures.name in ('botox'; 'x')                       | a
procedures.price * 2 > 1000                             | a
not procedures.price > 500                              | b c n
appointments.stage = 'scheduled'                        | a
not (appointments.stage = 'scheduled')                  | b c n
appointments.starts_at between '2026-04-01' and '2026-04-30' | a
last_days(appointments.starts_at; 31)                   | a
appointments.confirmed                                  | a
not appointments.confirmed                              | b c n
# together
E(stage = 'new'; OU(visits = 2; visits = 9))            | a
stage = 'new' or stage = 'closed' and visits = 9        | a
not (stage = 'new' or visits = 0)                       | c n
not (stage = 'new' and visits = 2)                      | b c n
photo is empty                                          | b c n
"""


def read_cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.strip().splitlines() if not line.startswith("#")]
    pairs = [line.rsplit("|", 1) for line in lines]
    return [(text.strip(), keys.strip()) for text, keys in pairs]


def typed(text: str, scope: Any) -> TypedExpression:
    found = check_types(parse(text), scope, BOOLEAN)
    assert isinstance(found, TypedExpression), [each.message() for each in found]
    return found


@pytest.mark.parametrize(("text", "keys"), read_cases())
async def test_filter_finds(
    leads: "asyncpg.Connection[asyncpg.Record]", scope: Any, text: str, keys: str
) -> None:
    params = Binds()
    where = compile_expression(typed(text, scope), LeadTable(scope), params)
    query = f"SELECT coalesce(string_agg(key, ' ' ORDER BY key), '') FROM lead l WHERE {where}"
    assert await leads.fetchval(query, *params.values) == keys


@pytest.mark.parametrize(("text", "keys"), read_cases())
async def test_negation_finds_the_others(
    leads: "asyncpg.Connection[asyncpg.Record]", scope: Any, text: str, keys: str
) -> None:
    params = Binds()
    where = compile_expression(typed(f"not ({text})", scope), LeadTable(scope), params)
    query = f"SELECT coalesce(string_agg(key, ' ' ORDER BY key), '') FROM lead l WHERE {where}"
    others = " ".join(key for key in "abcn" if key not in keys.split())
    assert await leads.fetchval(query, *params.values) == others


@pytest.mark.parametrize(("text", "keys"), read_cases())
async def test_condition_as_a_value_is_never_null(
    leads: "asyncpg.Connection[asyncpg.Record]", scope: Any, text: str, keys: str
) -> None:
    params = Binds()
    value = compile_value(typed(text, scope), LeadTable(scope), params)
    rows = await leads.fetch(f"SELECT key, {value} AS holds FROM lead l", *params.values)
    assert {row["key"]: row["holds"] for row in rows} == {
        key: key in keys.split() for key in "abcn"
    }
