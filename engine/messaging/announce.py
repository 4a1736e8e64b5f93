"""Which events of a batch each subscriber is told of: one statement for an entity and a set of
rules and facts, shared by all who have the same.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.guard import guard
from engine.access.policy import policy_for
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.messaging.event import Event
from engine.messaging.subscriber import Subscriber
from engine.query.binds import fill
from engine.query.execute import run
from engine.query.past import find_seen_before
from engine.query.reach import Reach, plan_reach, read_ids, write_ids
from metamodel.entity import Entity

CACHE_SIZE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A change as one subscriber hears of it. Never a value."""

    position: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    """What of an entity's records somebody sees now, and could see before they changed."""

    shown: frozenset[UUID]
    gone: frozenset[UUID]


_NOTHING = _Sight(shown=frozenset(), gone=frozenset())


class Announcer:
    """Judges batches; keeps the compiled reach of entities and policies."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._reaches: OrderedDict[tuple[str, str, str], Reach | None] = OrderedDict()

    async def judge(
        self, followers: Sequence[Subscriber], events: Sequence[Event]
    ) -> Mapping[Subscriber, Sequence[Announcement]]:
        """What each is told, in the order of positions. Raises SnapshotStale."""
        by_entity: dict[str, list[Event]] = {}
        for event in events:
            by_entity.setdefault(event.entity, []).append(event)
        told: dict[Subscriber, list[Announcement]] = {each: [] for each in followers}
        known: dict[tuple[object, ...], _Sight] = {}
        now = datetime.now(UTC)
        for entity_id, theirs in by_entity.items():
            for each in followers:
                entity = _find(each.ctx, entity_id)
                if entity is None:
                    continue
                sight = await self._sight(replace(each.ctx, now=now), entity, theirs, known)
                told[each].extend(_announcements(entity, theirs, sight))
        return {each: sorted(found, key=_position) for each, found in told.items()}

    async def _sight(
        self,
        ctx: RequestContext,
        entity: Entity,
        events: Sequence[Event],
        known: dict[tuple[object, ...], _Sight],
    ) -> _Sight:
        reach = self._reach(ctx, entity)
        if reach is None:
            return _NOTHING
        facts = fill(reach.now.binds, ctx, ("",))
        key = (policy_for(ctx.snapshot, ctx.actor).shape, entity.name, *map(str, facts))
        found = known.get(key)
        if found is None:
            ids = {event.record for event in events}
            answer = await run(ctx, self._databases, reach.now, (write_ids(ids),))
            shown = read_ids(answer.body)
            lost = [(e.record, e.version) for e in events if e.record not in shown]
            gone = await find_seen_before(ctx, self._databases, reach, entity, lost)
            found = known[key] = _Sight(shown=shown, gone=gone)
        return found

    def _reach(self, ctx: RequestContext, entity: Entity) -> Reach | None:
        policy = policy_for(ctx.snapshot, ctx.actor)
        key = (ctx.snapshot.hash, policy.shape, entity.name)
        if key not in self._reaches:
            self._reaches[key] = _plan(ctx, entity)
            if len(self._reaches) > CACHE_SIZE:
                self._reaches.popitem(last=False)
        self._reaches.move_to_end(key)
        return self._reaches[key]


def _plan(ctx: RequestContext, entity: Entity) -> Reach | None:
    policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name)
    if policy is None or not policy.can("read"):
        return None
    query = RecordQuery(entity=entity.name, select=(Selected(name="id"),))
    return plan_reach(guard(ctx, query), ctx.snapshot)


def _find(ctx: RequestContext, entity_id: str) -> Entity | None:
    return next((each for each in ctx.snapshot.model.entities if each.id == entity_id), None)


def _announcements(
    entity: Entity, events: Sequence[Event], sight: _Sight
) -> Sequence[Announcement]:
    """The last event of each record."""
    latest = {event.record: event for event in events}
    return [
        Announcement(
            position=event.position,
            data={
                "entity": entity.name,
                "id": str(event.record),
                "version": event.version,
                "op": event.op if event.record in sight.shown else "gone",
            },
        )
        for event in latest.values()
        if event.record in sight.shown or event.record in sight.gone
    ]


def _position(announcement: Announcement) -> int:
    return announcement.position
