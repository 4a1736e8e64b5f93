"""One clinic for each module of tests of the write door."""

import pytest

from engine.core.database import Databases
from tests.database.records.world import World, build_world


@pytest.fixture(scope="module")
async def world(module_databases: Databases) -> World:
    """The clinic."""
    return await build_world(module_databases)
