"""The short form of the kill ring: a publish with every kind of step, killed at places all over it.

The last two tests break the recovery on purpose: what they leave behind must be seen.
"""

from collections.abc import AsyncGenerator

import pytest

from engine.definitions import apply_step, publish
from engine.definitions.run import Progress
from engine.definitions.step_work import StepWork
from engine.records.seeds import RecordSeeds
from tests.databases import DatabaseServer
from tests.killing import Blow, Herd, Victim, blows, breed

CHANGE = "everything"
PARTS = 4
EACH = 8


@pytest.fixture(scope="module")
async def big_herd(server: DatabaseServer) -> AsyncGenerator[Herd]:
    async with breed(server, 2000) as herd:
        yield herd


@pytest.fixture(scope="module")
async def moments(big_herd: Herd) -> list[Progress]:
    return await big_herd.moments(CHANGE)


@pytest.mark.parametrize("part", range(PARTS))
async def test_killed_publish_recovers(big_herd: Herd, moments: list[Progress], part: int) -> None:
    wrong: dict[str, list[str]] = {}
    for blow in blows(moments)[part * EACH :: PARTS * EACH]:
        if seen := await big_herd.strike(CHANGE, blow):
            wrong[str(blow)] = seen
    assert wrong == {}


@pytest.mark.parametrize("name", ["switching", "chat_switched", "switched"])
async def test_around_the_switch(big_herd: Herd, moments: list[Progress], name: str) -> None:
    number = [each.moment for each in moments].index(name)
    assert await big_herd.strike(CHANGE, Blow(moment=number)) == []


async def test_ignoring_the_journal_is_seen(
    big_herd: Herd, moments: list[Progress], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [(each.moment, each.step.kind if each.step else "") for each in moments]

    async def nothing_open(_: object) -> None:
        return None

    async with big_herd.victim(CHANGE) as victim:
        assert victim.strike(Blow(moment=names.index(("worked", "copy_column"))))
        with monkeypatch.context() as broken:
            broken.setattr(publish, "find_open", nothing_open)
            await publish.resume(
                victim.databases, victim.clinic, seed_writer=RecordSeeds(victim.databases)
            )
            found = {each.code for each in await victim.findings()}
        assert {"publish_open", "column_extra", "function_extra", "table_extra"} <= found
        assert await victim.recover() == []


async def test_an_invalid_index_is_built_again(big_herd: Herd, moments: list[Progress]) -> None:
    async with big_herd.victim(CHANGE) as victim:
        await spoil_index(big_herd, victim, moments)
        assert await victim.recover() == []


async def test_keeping_an_invalid_index_is_seen(
    big_herd: Herd, moments: list[Progress], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def any_index_will_do(_: StepWork) -> None:
        return

    async with big_herd.victim(CHANGE) as victim:
        await spoil_index(big_herd, victim, moments)
        with monkeypatch.context() as broken:
            broken.setitem(apply_step._APPLY, "create_index", any_index_will_do)
            await publish.resume(
                victim.databases, victim.clinic, seed_writer=RecordSeeds(victim.databases)
            )
            assert "index_invalid" in {each.code for each in await victim.findings()}


async def spoil_index(herd: Herd, victim: Victim, moments: list[Progress]) -> None:
    """Kill after an index was built and leave it as a kill in the middle of building does."""
    number, index = next(
        (number, each.step.index)
        for number, each in enumerate(moments)
        if each.moment == "worked"
        and each.step
        and each.step.index
        and each.step.index.unique
        and each.step.datasource == "core"
    )
    assert victim.strike(Blow(moment=number))
    admin = await herd.server.admin(victim.databases.core.dsn.rpartition("/")[2])
    await admin.execute(
        "update pg_index set indisvalid = false where indexrelid = $1::regclass",
        f"{victim.clinic.schema}.{index.name}",
    )
    await admin.close()
