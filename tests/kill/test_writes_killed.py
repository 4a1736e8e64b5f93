"""SIGKILL of the server, and of PostgreSQL, in the middle of 10,000 writes.

Whoever got no answer sends the same again under the same key. Nothing acknowledged is lost, nothing
is made twice, history and outbox are whole, and a consumer gets every event, in order.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from engine.core.database import Databases
from engine.core.embedded import Cluster
from engine.core.postgres.state import free_port
from engine.core.settings import ROOT
from engine.definitions.migrations import migrate
from tests.ledger import Ledger
from tests.served_samples import fill_ids, make_clinic, read_ledger, sign_in
from tests.writers import Writers

WRITES = int(os.environ.get("NEXUS_KILL_WRITES", "10000"))
KILLS, RECORDS, WRITERS = 5, 60, 16
PATIENCE = 60.0


class Stubborn(httpx.AsyncBaseTransport):
    """Sends again, under the same key, until there is an answer; one of the server's own faults is
    none."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=64))
        self.resent = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            request.headers.setdefault("idempotency-key", str(uuid4()))
        body = await request.aread()
        until = monotonic() + PATIENCE
        while True:
            again = httpx.Request(
                request.method, request.url, headers=request.headers, content=body,
                extensions=request.extensions,
            )  # fmt: skip
            try:
                answer = await self._inner.handle_async_request(again)
                await answer.aread()
                if answer.status_code < 500:
                    return answer
            except httpx.TransportError:
                pass
            if monotonic() > until:
                raise TimeoutError(f"no answer to {request.method} {request.url.path}")
            self.resent += 1
            await asyncio.sleep(0.1)

    async def aclose(self) -> None:
        await self._inner.aclose()


@dataclass(kw_only=True)
class Killed:
    """A server that is killed and started again on the same port."""

    databases: Databases
    var: Path
    port: int = field(default_factory=free_port)
    kills: int = 0

    @property
    def notes(self) -> Path:
        return self.var / "notes"

    def start(self) -> None:
        urls = (self.databases.core.dsn, self.databases.chat.dsn)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killed_server", *urls, str(self.var), str(self.port),
             str(self.notes)],
            cwd=ROOT,
        )  # fmt: skip

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self.kills += 1

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=30)

    async def crash_database(self, admin_url: str) -> None:
        """Kill one of the database's processes: all of them end, and it recovers from its log."""
        connection = await asyncpg.connect(admin_url)
        try:
            pid = await connection.fetchval(
                "select pid from pg_stat_activity where application_name = 'nexus' limit 1"
            )
            os.kill(pid, signal.SIGKILL)
        finally:
            connection.terminate()  # it ended with the others
        self.kills += 1


@asynccontextmanager
async def crashing(var: Path) -> AsyncGenerator[tuple[str, Killed]]:
    """A database server of its own, as safe as the product's, and a server on it."""
    with Cluster.running(var / "postgres") as urls:
        databases = Databases.open(urls.core_url, urls.chat_url, size=4)
        await migrate(databases)
        killed = Killed(databases=databases, var=var)
        killed.start()
        try:
            yield urls.admin_url, killed
        finally:
            killed.stop()
            await databases.close()


@pytest.mark.slow
async def test_writes_survive_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(20_261_124)  # noqa: S311
    async with crashing(tmp_path) as (admin_url, killed):
        clinic, ids = await make_clinic(killed.databases, "kill")
        transport = Stubborn()
        address = f"http://127.0.0.1:{killed.port}"
        async with httpx.AsyncClient(transport=transport, base_url=address) as client:
            await sign_in(client, clinic)
            await fill_ids(client, ids)
            crew = Writers(client=client, ids=ids, seed=1, most=RECORDS)
            began = monotonic()
            await crew.begin(RECORDS // 2)
            moments = sorted(chance.sample(range(WRITES // 20, WRITES * 9 // 10), KILLS + 1))
            blows: list[Callable[[], None]] = [killed.kill] * KILLS

            async def strike() -> None:
                crash_at = moments.pop(chance.randrange(len(moments)))
                for moment in sorted((*moments, crash_at)):
                    while len(crew.told) < moment:
                        await asyncio.sleep(0.005)
                    await asyncio.sleep(chance.random() * 0.05)
                    if moment == crash_at:
                        await killed.crash_database(admin_url)
                    else:
                        blows.pop()()
                        killed.start()

            await asyncio.gather(
                strike(),
                *(crew.write(each, lambda: len(crew.told) >= WRITES) for each in range(WRITERS)),
            )
            seconds = monotonic() - began
        ledger = await settled(killed, lambda: read_ledger(killed.databases, clinic))
    wrong = [*ledger.wrong(), *crew.lost(ledger), *delivered(killed.notes, clinic.id, ledger)]
    versions = sum(map(len, ledger.history.values()))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(crew.told)} acknowledged, {versions} versions, {killed.kills} kills,"
            f" {transport.resent} sent again, {len(crew.told) / seconds:.0f} writes/s\n"
        )
    assert wrong == []
    assert killed.kills == KILLS + 1
    assert transport.resent > 0


async def settled(killed: Killed, read: Callable[[], Awaitable[Ledger]]) -> Ledger:
    """What stands, once the relay has given every event its position and the consumer has it."""
    until = monotonic() + PATIENCE
    sql = "select count(*) filter (where position is null), max(position) from nexus.outbox"
    while monotonic() < until:
        async with killed.databases.core.system() as con:
            row = await con.fetchrow(sql)
        lines = killed.notes.read_text().splitlines()
        given = int(lines[-1].split()[0]) if lines else 0
        if row is not None and tuple(row) == (0, given):
            return await read()
        await asyncio.sleep(0.2)
    raise AssertionError("the relay did not come to the end of the outbox")


def delivered(notes: Path, clinic_id: str, ledger: Ledger) -> list[str]:
    """What a consumer did not get, or not in order."""
    found: list[str] = []
    first: dict[int, tuple[UUID, int]] = {}
    for line in notes.read_text().splitlines():
        position, clinic, record, version = line.split()
        known = first.setdefault(int(position), (UUID(record), int(version)))
        if known != (UUID(record), int(version)):
            found.append(f"position {position} was of another event before")
        if clinic != clinic_id:
            found.append(f"position {position} is of another clinic")
    positions = list(first)
    if positions != list(range(positions[0], positions[0] + len(positions))):
        found.append("positions with holes, or out of order")
    got: dict[UUID, list[int]] = {}
    for record, version in first.values():
        got.setdefault(record, []).append(version)
    for record, versions in ledger.history.items():
        if got.get(record) != [each.version for each in versions]:
            found.append(f"{record}: a consumer got {got.get(record)}")
    return found
