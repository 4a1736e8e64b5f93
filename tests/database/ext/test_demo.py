"""Demo records of the apps that ship, in a clinic whose model was published from their YAML."""

import time
from datetime import UTC, datetime

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
select md5(string_agg(
    concat_ws('|', id, name, whatsapp, stage, stage_since, _version), ';' order by id
)) from lead
"""
COUNTS = """
select (select count(*) from lead), (select count(*) from activity),
       (select count(*) from appointment), (select count(*) from _member)
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
            assert stages == {
                "new": 34, "active": 27, "negotiation": 23, "no_answer": 14,
                "qualified": 18, "closed": 12, "lost": 7,
            }  # fmt: skip
            assert (
                await con.fetchval("select count(*) from activity where record_title is null") == 0
            )
            assert await con.fetchval("select count(*) from appointment") > 100
            assert await con.fetchval(
                "select min(_created_at) > $1::timestamptz - interval '75 days' from lead", NOW
            )
            assert await con.fetchval("select max(stage_since) < $1 from lead", NOW)
            assert await con.fetchval("select bool_and(whatsapp like '+551190%') from lead")
    assert digests[0] == digests[1]


async def test_running_again_adds_nothing(databases: Databases) -> None:
    clinic = await _clinic(databases, "tres")
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id) as con:
        before = tuple(await con.fetchrow(COUNTS))
    started = time.perf_counter()
    await fill_demo(databases, clinic, snapshot, NOW)
    assert time.perf_counter() - started < 3
    async with databases.core.clinic(clinic.id) as con:
        assert tuple(await con.fetchrow(COUNTS)) == before
