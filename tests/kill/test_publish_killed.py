"""SIGKILL at every moment of every kind of change on 50,000 records, in both databases.

After a restart doctor finds no difference, and the next publishes succeed.
"""

import os
from collections.abc import AsyncGenerator

import pytest

from tests.databases import DatabaseServer
from tests.killing import Herd, blows, breed
from tests.shop import CHANGES

ROWS = int(os.environ.get("NEXUS_KILL_ROWS", "50000"))


@pytest.fixture(scope="module")
async def herd(server: DatabaseServer) -> AsyncGenerator[Herd]:
    async with breed(server, ROWS) as herd:
        yield herd


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
async def test_killed_everywhere(herd: Herd, change: str) -> None:
    wrong: dict[str, list[str]] = {}
    for blow in blows(await herd.moments(change)):
        if seen := await herd.strike(change, blow):
            wrong[str(blow)] = seen
    assert wrong == {}
