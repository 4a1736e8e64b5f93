"""`make soak`: two clinics on one connection, 10,000 requests, a third of them cancelled."""

import asyncio
import random
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from engine.api.app import create_app
from engine.core.database import Databases
from engine.core.settings import Settings
from tests.database.api.conftest import Served, lifespan, make_clinic, make_lead

pytestmark = pytest.mark.slow
ROUNDS, AT_ONCE = 10_000, 10


@pytest.fixture
async def pair(databases: Databases, tmp_path: Path) -> AsyncGenerator[tuple[Served, Served]]:
    """Two served clinics of equal model whose leads carry their clinic's name."""
    settings = Settings(
        database_url=databases.core.dsn,
        chat_database_url=databases.chat.dsn,
        var=tmp_path,
        pool_size=1,
    )
    app = create_app(settings)
    async with lifespan(app):
        one = await make_clinic(app, databases, "um")
        two = await make_clinic(app, databases, "dois")
        async with one.stack, two.stack:
            for served in (one, two):
                for _ in range(5):
                    await make_lead(served, name=served.clinic.slug)
            yield one, two


async def test_nobody_ever_gets_another_clinics_row(pair: tuple[Served, Served]) -> None:
    """Every answer holds only the asker's clinic; cancelled requests leave the connection sound."""
    chance = random.Random(20_261_123)  # noqa: S311
    clients = [(served.clinic.slug, await served.client("admin")) for served in pair]
    paths = ("/api/data/leads?fields=name&limit=5", "/api/views/lead.board/data?limit=5")
    answered = cancelled = 0

    async def ask(name: str, client: httpx.AsyncClient, path: str) -> None:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        others = {served.clinic.slug for served in pair} - {name}
        assert f'"name":"{name}"' in answer.text
        assert not any(f'"name":"{other}"' in answer.text for other in others)

    for start in range(0, ROUNDS, AT_ONCE):
        tasks = [
            asyncio.create_task(ask(*clients[turn % 2], paths[turn // 2 % 2]))
            for turn in range(start, start + AT_ONCE)
        ]
        if start % 20 == 0:
            await asyncio.sleep(chance.random() * 0.03)
            for task in chance.sample(tasks, 6):
                task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, asyncio.CancelledError):
                cancelled += 1
            elif isinstance(result, BaseException):
                raise result
            else:
                answered += 1
    assert answered + cancelled == ROUNDS
    assert cancelled > 500
