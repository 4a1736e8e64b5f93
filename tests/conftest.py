"""Fixtures shared by all tests: a database server, and fresh databases on it.

`databases` is new for each test, `module_databases` for each module; `server.open()` gives more.
Of tests that run side by side, each worker has an embedded server of its own.
"""

import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from engine.core.database import Databases
from engine.core.embedded import Cluster
from engine.core.settings import ROOT
from tests.databases import DatabaseServer

RINGS = {"unit": "unit", "database": "database", "browser": "browser", "screens": "browser"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test belongs to the ring its folder names; other folders mark their tests themselves."""
    tests = ROOT / "tests"
    for item in items:
        if item.path.is_relative_to(tests):
            ring = RINGS.get(item.path.relative_to(tests).parts[0])
            if ring:
                item.add_marker(ring)


@pytest.fixture(scope="session")
async def server() -> AsyncGenerator[DatabaseServer]:
    """The server that tests make their databases on."""
    given = os.environ.get("NEXUS_TEST_DATABASE_URL")
    if given:
        outside = DatabaseServer(admin_url=given)
        await outside.prepare()
        yield outside
        return
    var = Path(os.environ.get("NEXUS_TEST_VAR") or ROOT / "var" / "test")
    var = var.with_name(f"{var.name}{os.environ.get('PYTEST_XDIST_WORKER', '')}")
    with Cluster.running(var, fast=True) as urls:
        embedded = DatabaseServer(admin_url=urls.admin_url)
        await embedded.prepare()
        yield embedded


@pytest.fixture
async def databases(server: DatabaseServer) -> AsyncGenerator[Databases]:
    """Core and chat with the system tables and nothing else, for this test alone."""
    async with server.open() as opened:
        yield opened


@pytest.fixture(scope="module")
async def module_databases(server: DatabaseServer) -> AsyncGenerator[Databases]:
    """Core and chat with the system tables, shared by the tests of one module."""
    async with server.open() as opened:
        yield opened
