"""Live events: tells each subscriber that a record it may see changed, and nothing of the others.

Batches of 200 ms; for each entity one guarded statement answers for all subscribers of the same
rules and facts. Nothing is told under an old model or a revoked right: every statement returns the
fence, and a batch that meets a newer one is read again for who the subscribers are by then. Idle
streams hold no connection.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import replace

from engine.access.actor import RequestContext
from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.errors import NexusError, SnapshotStale
from engine.core.keyring import Keyring
from engine.core.tasks import end_tasks
from engine.definitions.store import SnapshotStore
from engine.messaging.announce import Announcement, Announcer
from engine.messaging.errors import TooManyStreams
from engine.messaging.event import COLUMNS, read_event
from engine.messaging.subscriber import Positions, Subscriber, read_id, write_event, write_id

__all__ = ["Streams"]

TICK = 0.2
LOOK = 5.0
"""Seconds after which a stream without events learns of a new model or a lost right."""
STREAMS_MAX = 10
BATCH = 500
_BOUNDS_SQL = (
    "select max(position) filter (where consumer = 'deleted'),"
    " max(position) filter (where consumer = 'relay') from nexus.relay_position"
)
_EVENTS_SQL = f"select {COLUMNS} from nexus.clinic_events($1, $2, $3, {BATCH})"  # noqa: S608
_STATE_SQL = "select model_version, policy_epoch from _state"

_log = logging.getLogger("nexus.streams")
Identify = Callable[[], Awaitable[RequestContext]]


class Streams:
    """The open streams of a process."""

    def __init__(
        self,
        databases: Databases,
        snapshots: SnapshotStore,
        keyring: Keyring,
        forget: Callable[[str], None],
    ) -> None:
        """`forget` drops what is cached of a clinic's sessions."""
        self._databases, self._snapshots, self._forget = databases, snapshots, forget
        self._keyring = keyring
        self._announcer = Announcer(databases)
        self._open: set[Subscriber] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(
        self, ctx: RequestContext, session: str, last_id: str | None, identify: Identify
    ) -> AsyncGenerator[bytes]:
        """The chunks of a new stream, after the event with this id. Raises TooManyStreams and
        TokenInvalid.
        """
        if sum(each.session == session for each in self._open) >= STREAMS_MAX:
            raise TooManyStreams(limit=STREAMS_MAX)
        if last_id is None:
            positions = await self._newest()
        else:
            positions = read_id(self._keyring, last_id)
        return self._follow(
            Subscriber(
                session=session,
                keyring=self._keyring,
                ctx=ctx,
                positions=positions,
                identify=identify,
            )
        )

    async def now(self) -> str:
        """The id to follow after: whatever is read from now on, a stream after it tells what became
        visible since.
        """
        return write_id(self._keyring, await self._newest())

    async def close(self) -> None:
        """End all streams."""
        for each in tuple(self._open):
            each.close("shutdown")
        tasks, self._tasks = self._tasks, []
        await end_tasks(tasks)

    async def _follow(self, subscriber: Subscriber) -> AsyncGenerator[bytes]:
        self._open.add(subscriber)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._tick(name)) for name in DATASOURCES]
            self._tasks.append(asyncio.create_task(self._watch()))
        try:
            async for chunk in subscriber.chunks():
                yield chunk
        finally:
            self._open.discard(subscriber)
            if not self._open:
                await self.close()

    # --- what happened -------------------------------------------------------------------------

    async def _tick(self, datasource: Datasource) -> None:
        while True:
            try:
                await self._deliver(datasource)
            except Exception as error:
                _log.warning("%s: events wait (%s)", datasource, type(error).__name__)
            await asyncio.sleep(TICK)

    async def _deliver(self, datasource: Datasource) -> None:
        deleted, newest = await self._bounds(datasource)
        waiting: dict[tuple[str, int], list[Subscriber]] = defaultdict(list)
        for each in self._open:
            position = each.positions[datasource]
            if position < deleted or position > newest:
                each.positions[datasource] = newest
                each.put(write_event("reset", {}, each.id()))
            elif position < newest and each.closing is None:
                waiting[each.ctx.clinic.id, position].append(each)
        for (clinic_id, position), followers in waiting.items():
            try:
                await self._announce(datasource, clinic_id, position, newest, followers)
            except SnapshotStale:
                await self._renew(clinic_id)
            except NexusError as error:
                _log.warning("%s: events wait (%s)", clinic_id, error.code)

    async def _announce(
        self,
        datasource: Datasource,
        clinic_id: str,
        position: int,
        newest: int,
        followers: Sequence[Subscriber],
    ) -> None:
        snapshot = await self._snapshots.current(clinic_id)
        entities = [each.id for each in snapshot.model.entities if each.datasource == datasource]
        async with self._databases.source(datasource).clinic(clinic_id) as con:
            rows = await con.fetch(_EVENTS_SQL, position, newest, entities)
        events = [read_event(row) for row in rows]
        last = events[-1].position if len(events) == BATCH else newest
        told = await self._announcer.judge(followers, events)
        for each in followers:
            _tell(each, datasource, told[each], last)

    async def _newest(self) -> Positions:
        return {name: (await self._bounds(name))[1] for name in DATASOURCES}

    async def _bounds(self, datasource: Datasource) -> tuple[int, int]:
        async with self._databases.source(datasource).system() as con:
            row = await con.fetchrow(_BOUNDS_SQL)
        return (row[0] or 0, row[1] or 0) if row is not None else (0, 0)

    # --- who follows ---------------------------------------------------------------------------

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            for clinic_id in {each.ctx.clinic.id for each in self._open}:
                try:
                    await self._look(clinic_id)
                except Exception as error:
                    _log.warning("%s: streams not renewed (%s)", clinic_id, type(error).__name__)

    async def _look(self, clinic_id: str) -> None:
        """Renew the streams of a clinic when its model or policy moved, or a session ended."""
        async with self._databases.core.clinic(clinic_id) as con:
            version, epoch = await con.fetchrow(_STATE_SQL) or (0, 0)
        behind = any(
            each.ctx.snapshot.version < version or each.ctx.actor.policy_epoch < epoch
            for each in self._of(clinic_id)
        )
        await self._renew(clinic_id, forget=behind)

    async def _renew(self, clinic_id: str, *, forget: bool = True) -> None:
        """Ask anew who everybody is; a stream of somebody who is another by now ends."""
        if forget:
            self._forget(clinic_id)
            await self._snapshots.refresh(clinic_id)
        for each in self._of(clinic_id):
            try:
                ctx = await each.identify()
            except NexusError as error:
                each.close("session" if error.status < 500 else "busy")
                continue
            if _facts(ctx) != _facts(each.ctx):
                each.close("access")
            elif ctx.snapshot.version > each.ctx.snapshot.version:
                each.put(write_event("model", {"version": ctx.snapshot.version}))
            elif ctx.actor.policy_epoch > each.ctx.actor.policy_epoch:
                each.put(write_event("views", {}))  # a saved view may be another by now
            each.ctx = ctx

    def _of(self, clinic_id: str) -> list[Subscriber]:
        return [each for each in self._open if each.ctx.clinic.id == clinic_id]


def _facts(ctx: RequestContext) -> object:
    return replace(ctx.actor, policy_epoch=0)


def _tell(
    subscriber: Subscriber, datasource: Datasource, told: Sequence[Announcement], last: int
) -> None:
    """Each announcement with the id to resume after it; then the batch is behind the subscriber."""
    positions = dict(subscriber.positions)
    lines: list[bytes] = []
    for each in told:
        positions[datasource] = each.position
        lines.append(write_event("change", each.data, subscriber.id(positions)))
    if lines:
        subscriber.put(b"".join(lines))
    if subscriber.closing is None:
        subscriber.positions[datasource] = last
