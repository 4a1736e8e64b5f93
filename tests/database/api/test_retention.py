"""What is past its retention goes; nothing else does."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from engine.definitions.folder import read_folder
from engine.definitions.packages import install_packages
from engine.definitions.store import SnapshotStore
from engine.records.retention import LetGo, let_go
from engine.records.seeds import RecordSeeds
from tests.database.api.conftest import APPS, Served, make_lead
from tests.database.api.wire import fingerprint

pytestmark = pytest.mark.database
KEPT = {
    "app.yaml": "key: kept\nversion: 1.0.0\nlabel: {pt-BR: Guardados}\n"
    "requires: {core: '>=1.0', leads: '>=1.0'}\n",
    "entities/kept_note.yaml": "entity: kept_note\nplural: kept_notes\ntitle: name\n"
    "retention: {history: 30, trash: 10}\n"
    "fields:\n  - {name: name, type: text}\n"
    "  - {name: about, type: link, to: kept_note, on_delete: restrict}\n",
}


@pytest.fixture(scope="module")
async def keeping(served: Served) -> AsyncGenerator[Served]:
    """The clinic with an entity that keeps history 30 days and trash 10."""
    result = await install_packages(
        served.databases,
        served.clinic,
        [*(read_folder(path) for path in APPS), KEPT],
        seed_writer=RecordSeeds(served.databases),
    )
    assert result.is_ok, result.problems
    yield served


async def note(served: Served, **values: Any) -> str:
    admin = await served.client("admin")
    answer = await admin.post("/api/data/kept_notes", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]["id"]


async def after(served: Served, days: float, *, is_dry: bool = False) -> LetGo | None:
    """What goes when it is so many days later."""
    now = datetime.now(UTC) + timedelta(days=days)
    snapshots = SnapshotStore(served.databases)
    return await let_go(served.databases, snapshots, served.clinic, now, is_dry=is_dry)


async def rows(served: Served, sql: str, *arguments: Any) -> list[Any]:
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        return [tuple(row) for row in await con.fetch(sql, *arguments)]


VERSIONS = (
    "select version, before is null and after is null from _history"
    " where record::text = $1 order by version"
)


async def test_history_goes_but_for_the_newest_without_its_values(keeping: Served) -> None:
    admin = await keeping.client("admin")
    await after(keeping, 1000)  # what other tests left
    one = await note(keeping, name="A")
    for name in ("B", "C"):
        await admin.patch(f"/api/data/kept_notes/{one}", json={"name": name})
    lead = (await make_lead(keeping, name="Fica"))["id"]
    assert await after(keeping, 29) == LetGo()
    assert await rows(keeping, VERSIONS, one) == [(1, False), (2, False), (3, False)]
    expected = LetGo(versions=2, values=1)
    before = await fingerprint(keeping.databases, keeping.clinic)
    dry = await after(keeping, 31, is_dry=True)
    assert dry is not None
    assert (dry.versions, dry.values, dry.records) == (2, 1, 0)
    assert await fingerprint(keeping.databases, keeping.clinic) == before
    done = await after(keeping, 31)
    assert done is not None
    assert (done.versions, done.values) == (expected.versions, expected.values)
    assert await rows(keeping, VERSIONS, one) == [(3, True)]
    assert await rows(keeping, VERSIONS, lead) == [(1, False)]
    read = await admin.get(f"/api/data/kept_notes/{one}/history")
    assert [each["version"] for each in read.json()["data"]] == [3]
    old = await admin.patch(f"/api/data/kept_notes/{one}", json={"name": "D", "version": 1})
    assert old.status_code == 409


async def test_the_trash_is_purged_and_what_is_in_use_stays(keeping: Served) -> None:
    admin = await keeping.client("admin")
    away, used = await note(keeping, name="Some"), await note(keeping, name="Usada")
    holder = await note(keeping, name="Usa", about=used)
    fresh = await note(keeping, name="Viva")
    lead = (await make_lead(keeping, name="Lixo sem prazo"))["id"]
    for path in (f"kept_notes/{away}", f"kept_notes/{used}", f"leads/{lead}"):
        assert (await admin.delete(f"/api/data/{path}")).status_code == 200
    nine = await after(keeping, 9)
    assert nine is not None
    assert (nine.records, nine.left) == (0, 0)
    done = await after(keeping, 11)
    assert done is not None
    assert (done.records, done.left) == (1, 1)
    there = await rows(keeping, "select id::text from kept_note where id::text = any($1)",
                       [away, used, holder, fresh])  # fmt: skip
    assert {each[0] for each in there} == {used, holder, fresh}
    assert await rows(keeping, "select 1 from lead where id::text = $1", lead) == [(1,)]
    last = "select op, actor from _history where record::text = $1 order by version desc limit 1"
    assert await rows(keeping, last, away) == [("purge", "system")]


async def test_old_keys_go(keeping: Served) -> None:
    admin, key = await keeping.client("admin"), str(uuid4())
    await admin.post("/api/data/leads", json={"name": "K"}, headers={"idempotency-key": key})
    sql = "select 1 from _idempotency where key = $1"
    await after(keeping, 1.9)
    assert await rows(keeping, sql, key) == [(1,)]
    done = await after(keeping, 2.1)
    assert done is not None and done.keys >= 1
    assert await rows(keeping, sql, key) == []


async def test_one_process_at_a_time(keeping: Served) -> None:
    lock = "hashtextextended('nexus.retention ' || $1, 0)"
    async with keeping.databases.core.system() as con:
        await con.execute(f"select pg_advisory_lock({lock})", keeping.clinic.id)
        assert await after(keeping, 0) is None
        await con.execute(f"select pg_advisory_unlock({lock})", keeping.clinic.id)
    assert await after(keeping, 0) is not None
