"""Opens what the API lives on, and finishes what an earlier process left half done."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from engine.api.services import Services
from engine.api.sessions import SessionStore
from engine.core.database import Databases
from engine.core.file_store import LocalFileStore
from engine.core.keyring import load_keyring
from engine.core.settings import Settings
from engine.definitions.publish import resume_all
from engine.definitions.references import heal_all_references
from engine.definitions.store import SnapshotStore
from engine.messaging.changes import Changes
from engine.messaging.references import References
from engine.messaging.relay import run_relays
from engine.messaging.streams import Streams
from engine.records.file_sweep import sweeping
from engine.records.retention import letting_go
from engine.records.seeds import RecordSeeds
from metamodel.expression import parse


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncGenerator[Services]:
    """Services over the databases the settings name, which must have their system tables."""
    if settings.database_url is None or settings.chat_database_url is None:
        raise RuntimeError("the API needs NEXUS_DATABASE_URL and NEXUS_CHAT_DATABASE_URL")
    databases = Databases.open(
        settings.database_url, settings.chat_database_url, size=settings.pool_size
    )
    snapshots = SnapshotStore(databases)
    seeds = RecordSeeds(databases)
    await resume_all(databases, seed_writer=seeds)
    await heal_all_references(databases, snapshots)
    snapshots.listen()
    parse("warm = 1")  # the grammar's tables, before somebody waits for them
    sessions, keyring = SessionStore(databases), load_keyring(settings.var, settings.keys)
    files = LocalFileStore(settings.file_folder)
    streams = Streams(databases, snapshots, keyring, sessions.forget)
    try:
        async with (
            run_relays(databases, [References(databases, snapshots)]),
            sweeping(databases, files, settings.var),
            letting_go(databases, snapshots),
        ):
            yield Services(
                settings=settings,
                databases=databases,
                keyring=keyring,
                snapshots=snapshots,
                sessions=sessions,
                seeds=seeds,
                files=files,
                changes=Changes(databases, keyring),
                streams=streams,
            )
    finally:
        await streams.close()
        await snapshots.close()
        await databases.close()
