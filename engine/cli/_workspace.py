"""What most commands need: settings, a running database, pools."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from engine.core.database import Databases
from engine.core.embedded import Cluster
from engine.core.progress import step
from engine.core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Settings that name real databases, with pools over them."""

    settings: Settings
    databases: Databases


@contextmanager
def running_database(settings: Settings) -> Generator[Settings]:
    """Settings with database URLs: those given, else of the embedded PostgreSQL, run meanwhile."""
    if settings.database_url and settings.chat_database_url:
        yield settings
        return
    cluster = Cluster(settings.var)
    try:
        with step("Starting the database"):
            urls = cluster.start()
        yield settings.with_databases(urls.core_url, urls.chat_url)
    finally:
        cluster.stop()


@asynccontextmanager
async def open_workspace(settings: Settings | None = None) -> AsyncGenerator[Workspace]:
    """Run the database for the time of a block, with its system tables up to date."""
    from engine.definitions.migrations import migrate

    with running_database(settings or Settings.load()) as ready:
        databases = Databases.open(str(ready.database_url), str(ready.chat_database_url), size=4)
        try:
            with step("Bringing the system tables up to date"):
                await migrate(databases)
            yield Workspace(settings=ready, databases=databases)
        finally:
            await databases.close()
