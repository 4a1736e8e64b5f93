"""Publishes in a process of its own that is killed with SIGKILL at a chosen moment.

The child counts the moments a publish reports and kills itself at the n-th, or some milliseconds
after it, which is in the middle of the statement that follows.
"""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from engine.core.database import Databases
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.doctor import Finding, examine
from engine.definitions.packages import install_package
from engine.definitions.publish import resume, rollback
from engine.definitions.run import Progress
from engine.records.seeds import RecordSeeds
from tests.databases import DatabaseServer
from tests.shop import CHANGES, base, files, insert_rows

LONG = (
    "backfill",
    "copy_column",
    "create_index",
    "add_foreign_key",
    "set_not_null",
    "fill_reference",
)
"""Steps of one long statement: killed also in the middle of it."""

_context = get_context("forkserver")
_context.set_forkserver_preload(["tests.killing"])


@dataclass(frozen=True, kw_only=True)
class Blow:
    """Kill at the n-th moment, `delay` seconds after it."""

    moment: int
    delay: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Victim:
    """A clinic at version 1 with records, and a change to publish in a process that dies."""

    databases: Databases
    clinic: Clinic
    change: str

    def strike(self, blow: Blow) -> bool:
        """Publish and kill. False when the publish had ended before the moment came."""
        urls = (self.databases.core.dsn, self.databases.chat.dsn)
        child = _context.Process(target=_publish, args=(*urls, self.clinic, self.change, blow))
        child.start()
        child.join()
        if child.exitcode not in (0, -signal.SIGKILL):
            raise AssertionError(f"the child ended with {child.exitcode}")
        return child.exitcode != 0

    async def recover(self) -> list[str]:
        """Start again after a kill: what doctor says, and what the next publishes come to."""
        seen: list[str] = []
        await resume(
            self.databases, self.clinic, wait_seconds=20, seed_writer=RecordSeeds(self.databases)
        )
        seen += [f"resumed: {each.code} {each.path}" for each in await self.findings()]
        change = CHANGES[self.change]
        forward = await install_package(
            self.databases,
            self.clinic,
            files(change.apply()),
            stage_moves=change.stage_moves,
            seed_writer=RecordSeeds(self.databases),
        )
        seen += [] if forward.is_ok else [f"forward: {forward.state} {forward.problems}"]
        back = await rollback(
            self.databases, self.clinic, 1, seed_writer=RecordSeeds(self.databases)
        )
        seen += [] if back.is_ok else [f"back: {back.state} {back.problems}"]
        seen += [f"after: {each.code} {each.path}" for each in await self.findings()]
        return seen

    async def findings(self) -> list[Finding]:
        """What doctor says."""
        return await examine(self.databases, self.clinic)


@dataclass(frozen=True, kw_only=True)
class Herd:
    """Copies of one prepared clinic: each victim is new, so that every step is taken for real."""

    server: DatabaseServer
    template: str
    clinic: Clinic

    @asynccontextmanager
    async def victim(self, change: str) -> AsyncGenerator[Victim]:
        """A clinic that never saw the change."""
        async with self.server.open(self.template) as databases:
            yield Victim(databases=databases, clinic=self.clinic, change=change)

    async def moments(self, change: str) -> list[Progress]:
        """The moments of one whole publish: where there is something to kill at."""
        moments: list[Progress] = []
        async with self.victim(change) as victim:
            made = CHANGES[change]
            result = await install_package(
                victim.databases,
                victim.clinic,
                files(made.apply()),
                stage_moves=made.stage_moves,
                on_progress=moments.append,
                seed_writer=RecordSeeds(victim.databases),
            )
            assert result.state == "published", result.problems
        return moments

    async def strike(self, change: str, blow: Blow) -> list[str]:
        """Kill a new victim and say what was wrong after it recovered."""
        async with self.victim(change) as victim:
            victim.strike(blow)
            return await victim.recover()


@asynccontextmanager
async def breed(server: DatabaseServer, rows: int) -> AsyncGenerator[Herd]:
    """The shop at version 1 with records, ready to be copied."""
    async with server.fresh() as (core, chat):
        databases = Databases.open(core, chat, size=2)
        clinic = await create_clinic(databases, slug="kill", name="Kill")
        result = await install_package(
            databases, clinic, files(base()), seed_writer=RecordSeeds(databases)
        )
        assert result.state == "published", result.problems
        await insert_rows(databases, clinic, rows)
        await databases.close()
        template = core.rpartition("/")[2].removesuffix("_core")
        yield Herd(server=server, template=template, clinic=clinic)


def blows(moments: list[Progress]) -> list[Blow]:
    """Every moment, and the middle of every long statement."""
    found = [Blow(moment=number) for number in range(len(moments))]
    for number, moment in enumerate(moments):
        if moment.moment == "started" and moment.step and moment.step.kind in LONG:
            found += [Blow(moment=number, delay=delay) for delay in (0.004, 0.03)]
    return found


def _publish(core: str, chat: str, clinic: Clinic, name: str, blow: Blow) -> None:
    asyncio.run(_publish_and_die(core, chat, clinic, name, blow))


async def _publish_and_die(core: str, chat: str, clinic: Clinic, name: str, blow: Blow) -> None:
    databases, change, seen = Databases.open(core, chat, size=2), CHANGES[name], 0

    def count(_: Progress) -> None:
        nonlocal seen
        if seen == blow.moment:
            if blow.delay:
                threading.Timer(blow.delay, _die).start()
            else:
                _die()
        seen += 1

    await install_package(
        databases,
        clinic,
        files(change.apply()),
        stage_moves=change.stage_moves,
        on_progress=count,
        seed_writer=RecordSeeds(databases),
    )
    os._exit(0)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
