"""Runs a written-down publish from where it stands: forward to the end, or back to where it began.

Up to the switch any failure is undone and the old version goes on serving. From the moment the
chat database has switched there is only forward.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import asyncpg

from engine.core.database import other_datasource
from engine.core.errors import NexusError
from engine.core.pool import Connection
from engine.definitions.apply_step import (
    TRANSACTIONAL,
    apply_step,
    lift,
    undo_step,
)
from engine.definitions.artifacts import Artifacts
from engine.definitions.fence import LOCK_EXCLUSIVE_SQL, state_lock_key
from engine.definitions.journal import Journal, JournalStep, PublishState
from engine.definitions.run_problems import (
    is_connection_lost,
    left_undone,
    seed_refused,
    tidy_later,
    unexpected,
)
from engine.definitions.run_seed import run_seed
from engine.definitions.seed import SeedWriter
from engine.definitions.session import PublishSession, with_short_locks
from engine.definitions.step import Step
from engine.definitions.step_work import StepFailed, StepWork
from engine.definitions.store import CHANNEL

__all__ = ["Moment", "Progress", "Runner"]

log = logging.getLogger("nexus.publish")

Moment = Literal[
    "started", "batch", "worked", "done", "undone", "switching", "chat_switched", "switched"
]

_SWITCH_ATTEMPTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A moment of a publish. `position` of `total` steps; `step` is None around the switch."""

    moment: Moment
    position: int
    total: int
    step: Step | None = None
    rows: int = 0


class Cancelled(Exception):
    """The caller asked to stop before the switch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Everything a run needs; `on_progress` may raise nothing it does not want to stop at."""

    session: PublishSession
    journal: Journal
    artifacts: Artifacts
    seed_writer: SeedWriter
    on_progress: Callable[[Progress], None] | None = None
    should_cancel: Callable[[], bool] | None = None

    async def run(self) -> PublishState:
        """Bring the publish to an end and say to which."""
        journal = self.journal
        if journal.state == "undoing":
            return await self._undo("failed")
        if not await self._has_switched():
            try:
                await self._prepare()
                await journal.set_phase("switch")
                await self._switch()
            except Cancelled:
                return await self._undo("cancelled")
            except StepFailed as failure:
                journal.problems.append(failure.problem)
                return await self._undo("failed")
            except asyncpg.PostgresError as error:
                if is_connection_lost(error) or await self._has_switched():
                    raise
                journal.problems.append(unexpected(error))
                return await self._undo("failed")
            except Exception as error:
                journal.problems.append(unexpected(error))
                await self._give_up()
                raise
        elif journal.phase != "contract":
            await self._switch()
        try:
            await self._contract()
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            journal.problems.append(tidy_later())
            return "done"  # the journal stays open: the next start or publish goes on here
        await journal.set_state("done")
        return "done"

    async def _prepare(self) -> None:
        for phase in ("expand", "fill"):
            await self.journal.set_phase(phase)
            for item in self.journal.of_phase(phase):
                self._stop_if_asked()
                if item.state != "done":
                    await self._step(item)

    async def _contract(self) -> None:
        for item in self.journal.of_phase("contract"):
            if item.state in ("done", "failed"):
                continue
            try:
                await (self._seed(item) if item.step.kind == "seed" else self._step(item))
            except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
                await self.journal.set_step(item, "pending")
                raise
            except Exception as error:
                await self._leave_undone(item, error)

    async def _step(self, item: JournalStep) -> None:
        session, journal, step = self.session, self.journal, item.step
        con = session.of(step.datasource)
        work = StepWork(
            con=con,
            other=session.of(other_datasource(step.datasource)),
            app_role=session.clinic.app_role,
            step=step,
            progress=item.progress,
            save=self._saver(item),
        )
        self._say("started", item)
        if step.kind in TRANSACTIONAL and con is session.core:

            async def both() -> None:
                await apply_step(work)
                await journal.set_step(item, "done")

            await with_short_locks(con, both)
        else:
            await journal.set_step(item, "running")
            try:
                if step.kind in TRANSACTIONAL:
                    await with_short_locks(con, lambda: apply_step(work))
                else:
                    await apply_step(work)
            except Cancelled:
                raise
            except Exception:
                if not con.is_closed() and not session.core.is_closed():
                    await journal.set_step(item, "failed")
                raise
            self._say("worked", item)
            await journal.set_step(item, "done")
        self._say("done", item)

    async def _seed(self, item: JournalStep) -> None:
        try:
            await run_seed(
                self.session, self.artifacts, self.journal.facts, item.step, self.seed_writer
            )
        except NexusError as error:
            self.journal.problems.append(seed_refused(item.step, error))
            await self.journal.set_step(item, "failed")
            return
        self._say("worked", item)
        await self.journal.set_step(item, "done")
        self._say("done", item)

    async def _leave_undone(self, item: JournalStep, error: Exception) -> None:
        """The new version serves: a step that cannot be done is told, and must not hold up the
        rest, nor every later publish."""
        session = self.session
        if session.core.is_closed() or session.chat.is_closed():
            raise error
        if isinstance(error, asyncpg.PostgresError) and is_connection_lost(error):
            raise error
        log.error("step %s of %s", item.step.kind, session.clinic.id, exc_info=error)
        self.journal.problems.append(left_undone(item.step, error))
        await self.journal.set_step(item, "failed")

    async def _switch(self) -> None:
        """Both databases under their exclusive locks; chat commits first, core right after it."""
        self._say("switching")
        for attempt in range(_SWITCH_ATTEMPTS):
            try:
                await self._switch_once()
            except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
                if attempt == _SWITCH_ATTEMPTS - 1:
                    raise
                await asyncio.sleep(random.uniform(0.05, 0.6))  # noqa: S311
            else:
                break
        self.journal.phase = "contract"
        self._say("switched")

    async def _switch_once(self) -> None:
        session, journal, facts = self.session, self.journal, self.journal.facts
        items = journal.of_phase("switch")
        strict = not await self._has_switched()
        async with session.core.transaction():
            await self._enter(session.core, items, strict=strict)
            await session.core.execute(
                "insert into _model_version (version, model_hash, storage_hash, source_hash,"
                " publish_id, published_by, note) values ($1, $2, $3, $4, $5, $6, $7)",
                facts.version,
                facts.model_hash,
                facts.storage_hash,
                facts.source_hash,
                journal.id,
                facts.published_by,
                facts.note,
            )
            await session.core.execute(
                "update _publish set phase = 'contract' where id = $1", journal.id
            )
            await session.core.execute(
                "update _publish_step set state = 'done', finished_at = now()"
                " where publish_id = $1 and phase = 'switch'",
                journal.id,
            )
            async with session.chat.transaction():
                await self._enter(session.chat, items, strict=strict)
            self._say("chat_switched")
            payload = f"{session.clinic.id}:{facts.version}"
            await session.core.execute("select pg_notify($1, $2)", CHANNEL, payload)
        for item in items:
            item.state = "done"

    async def _enter(self, con: Connection, items: list[JournalStep], *, strict: bool) -> None:
        await con.execute("set local lock_timeout = '200ms'")
        await con.execute(LOCK_EXCLUSIVE_SQL, state_lock_key(self.session.clinic.id))
        for item in items:
            if self.session.of(item.step.datasource) is con:
                await lift(con, item.step, strict=strict)
        await con.execute("update _state set model_version = $1", self.journal.facts.version)

    async def _has_switched(self) -> bool:
        """Whether the chat database serves the new version: then core must follow."""
        version: int = await self.session.chat.fetchval("select model_version from _state")
        return version >= self.journal.facts.version

    async def _give_up(self) -> None:
        """After an error of our own: back to where it began, if the databases still answer."""
        if self.session.core.is_closed() or self.session.chat.is_closed():
            return
        if not await self._has_switched():
            await self._undo("failed")

    async def _undo(self, end: PublishState) -> PublishState:
        journal = self.journal
        if journal.state != "undoing":
            await journal.set_state("undoing")
        for item in reversed(journal.of_phase("expand", "fill")):
            if item.state in ("pending", "undone"):
                continue
            await undo_step(self.session.of(item.step.datasource), item.step)
            await journal.set_step(item, "undone")
            self._say("undone", item)
        await journal.set_state(end)
        return end

    def _saver(self, item: JournalStep) -> Callable[[Mapping[str, Any]], Awaitable[None]]:
        async def save(progress: Mapping[str, Any]) -> None:
            await self.journal.save_progress(item, progress)
            self._say("batch", item, rows=progress.get("done", 0))
            self._stop_if_asked()

        return save

    def _stop_if_asked(self) -> None:
        if self.should_cancel and self.should_cancel():
            raise Cancelled

    def _say(self, moment: Moment, item: JournalStep | None = None, rows: int = 0) -> None:
        if self.on_progress:
            self.on_progress(
                Progress(
                    moment=moment,
                    position=item.position + 1 if item else len(self.journal.of_phase("expand")),
                    total=len(self.journal.steps),
                    step=item.step if item else None,
                    rows=rows,
                )
            )
