"""Demo records of the apps that ship, in a clinic whose model was published from their YAML."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.core.database import Databases
from engine.core.settings import ROOT
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.folder import read_folder
from engine.definitions.packages import install_packages
from engine.definitions.store import SnapshotStore
from engine.ext import fill_demo
from engine.records.seeds import RecordSeeds

pytestmark = pytest.mark.database

NOW = datetime(2026, 11, 23, 13, 42, tzinfo=UTC)
DIGEST = """
select md5(string_agg(each, ';' order by each)) from (
    select concat_ws('|', id, name, whatsapp, stage, stage_since, service_value, _version)
        from lead
    union all select concat_ws('|', id, summary, happened_at) from activity
    union all select concat_ws('|', id, body, _created_at) from comment
    union all select concat_ws('|', id, title, due_at, stage) from task
    union all select concat_ws('|', id, subject, starts_at, ends_at, stage) from appointment
) rows(each)
"""
COUNTS = """
select (select count(*) from lead), (select count(*) from activity),
       (select count(*) from comment), (select count(*) from task),
       (select count(*) from appointment), (select count(*) from _member)
"""
LEAST = {
    "new": 15, "active": 30, "negotiation": 25, "no_answer": 50, "qualified": 10, "closed": 350,
    "lost": 900,
}  # fmt: skip
FACTS = """
select count(*) leads, count(distinct whatsapp) phones, count(distinct name) names,
       bool_and(whatsapp ~ '^[+]55[1-9][1-9]90[0-9]{7}$') invented,
       bool_and(email is null or email like '%@example.com') reserved,
       min(_created_at) oldest, max(_created_at) newest, max(stage_since) moved,
       count(*) filter (where stage = 'lost' and lost_reason is null) unexplained,
       count(*) filter (where stage = 'closed' and service_value is null) unpriced
from lead
"""
HOURS = """
select count(*) from lead, lateral (select _created_at at time zone 'America/Sao_Paulo') as c(at)
where extract(hour from c.at) between 0 and 7
"""
OUT_OF_HOURS = """
select count(*) from _stage_log, lateral (select at at time zone 'America/Sao_Paulo') as c(local)
where from_stage is not null
  and (extract(isodow from local) = 7 or extract(hour from local) not between 9 and 18)
"""
WON = """
select channel, count(*) filter (where stage = 'closed') * 100 / count(*) from lead group by 1
"""


async def _clinic(databases: Databases, slug: str) -> Clinic:
    clinic = await create_clinic(databases, slug=slug, name=slug)
    folders = [read_folder(ROOT / "default_apps" / key) for key in ("core", "leads", "agenda")]
    result = await install_packages(databases, clinic, folders, seed_writer=RecordSeeds(databases))
    assert result.is_ok, [problem.message for problem in result.problems]
    snapshot = await SnapshotStore(databases).current(clinic.id)
    assert await fill_demo(databases, clinic, snapshot, NOW) == ("core", "leads", "agenda")
    return clinic


async def test_the_demo_clinic_is_full_believable_and_the_same_each_time(
    databases: Databases,
) -> None:
    first, second = await _clinic(databases, "um"), await _clinic(databases, "dois")
    digests: list[str] = []
    for clinic in (first, second):
        async with databases.core.clinic(clinic.id) as con:
            digests.append(await con.fetchval(DIGEST))
            stages = dict(await con.fetch("select stage, count(*)::int from lead group by 1"))
            assert {key: stages[key] >= least for key, least in LEAST.items()} == dict.fromkeys(
                LEAST, True
            ), stages
            facts = await con.fetchrow(FACTS)
            assert (facts["leads"], facts["phones"], facts["names"]) == (2000, 2000, 2000)
            assert (facts["invented"], facts["reserved"]) == (True, True)
            assert (facts["unexplained"], facts["unpriced"]) == (0, 0)
            assert NOW - timedelta(days=366) < facts["oldest"] < NOW - timedelta(days=355)
            assert NOW - timedelta(days=2) < facts["newest"] < NOW
            assert facts["moved"] < NOW
            activities, comments, tasks, visits = list(await con.fetchrow(COUNTS))[1:5]
            assert (activities > 5000, comments > 500, tasks > 500, visits > 900) == (True,) * 4
            unnamed = "select count(*) from activity where record_title is null or author is null"
            assert await con.fetchval(unnamed) == 0
            assert await con.fetchval("select count(*) from comment where author is null") == 0
    assert digests[0] == digests[1]


async def test_the_year_of_the_demo_clinic_is_believable(databases: Databases) -> None:
    """Nobody writes at night, nobody works on Sundays, and who was recommended buys most."""
    clinic = await _clinic(databases, "ano")
    async with databases.core.clinic(clinic.id) as con:
        assert await con.fetchval(HOURS) == 0
        assert await con.fetchval(OUT_OF_HOURS) == 0
        won = dict(await con.fetch(WON))
        assert won["referral"] > won["whatsapp"] > won["campaign"]
        months = await con.fetch(
            "select count(*)::int from lead group by date_trunc('month', _created_at) order by"
            " date_trunc('month', _created_at)"
        )
        counts = [row[0] for row in months][1:-1]  # whole months
        assert min(counts) > 80
        assert sum(counts[-3:]) > sum(counts[:3])  # the clinic grows


async def test_running_again_adds_nothing(databases: Databases) -> None:
    clinic = await _clinic(databases, "tres")
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id) as con:
        before = tuple(await con.fetchrow(COUNTS))
    await fill_demo(databases, clinic, snapshot, NOW)
    async with databases.core.clinic(clinic.id) as con:
        assert tuple(await con.fetchrow(COUNTS)) == before
