"""A server of the product to be killed: `python -m tests.killed_server CORE CHAT VAR PORT NOTES`.

Beside the product's own consumers one writes every event it is given into the file NOTES, so that
what a consumer got survives the process.
"""

import os
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from engine.api import start
from engine.api.app import create_app
from engine.core.database import Databases, Datasource
from engine.core.settings import Settings
from engine.messaging.event import Consumer, Event
from engine.messaging.relay import run_relays


class Notes:
    """Consumer `notes`: one line for each event of the core database."""

    name = "notes"

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def take(self, datasource: Datasource, events: Sequence[Event]) -> None:
        """Write a batch down in one call: a kill leaves all of it or nothing."""
        if datasource == "core":
            lines = (f"{e.position} {e.clinic_id} {e.record} {e.version}\n" for e in events)
            os.write(self._file, "".join(lines).encode())

    async def mend(self, datasource: Datasource) -> None:
        """It leaves nothing behind."""


def main() -> None:
    core, chat, var, port, path = sys.argv[1:]
    notes = Notes(Path(path))

    @asynccontextmanager
    async def with_notes(
        databases: Databases, consumers: Sequence[Consumer]
    ) -> AsyncGenerator[None]:
        async with run_relays(databases, [*consumers, notes]):
            yield

    start.run_relays = with_notes
    settings = Settings(database_url=core, chat_database_url=chat, var=Path(var))
    uvicorn.run(create_app(settings), port=int(port), access_log=False, log_level="critical")


if __name__ == "__main__":
    main()
