"""What the relay keeps in the database: positions given, positions reached, what may be forgotten.

All of it goes over the one connection that holds the relay's lock, so that a process which lost the
lock can write nothing any more.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from engine.core.pool import Connection
from engine.messaging.event import COLUMNS, Event, read_event

BATCH = 500
KEEP = timedelta(days=30)
"""How long an event can be followed from behind."""
FORGET_BATCH = 1000

_STAMP = f"""with base as (
    select position from nexus.relay_position where consumer = 'relay' for update
), batch as (
    select id, row_number() over (order by id) n from (
        select id from nexus.outbox where position is null order by id limit {BATCH}) waiting
), stamped as (
    update nexus.outbox o set position = base.position + batch.n, stamped_at = clock_timestamp()
    from base, batch where o.id = batch.id and o.position is null returning 1
)
update nexus.relay_position set position = position + (select count(*) from stamped),
    updated_at = clock_timestamp()
where consumer = 'relay' and exists (select from batch)
returning position, (select count(*) from stamped)"""  # noqa: S608
_READ = f"""select {COLUMNS} from nexus.outbox where position >
    (select position from nexus.relay_position where consumer = $1) order by position
limit {BATCH}"""  # noqa: S608
_KEEP = """update nexus.relay_position set position = $2, updated_at = clock_timestamp()
where consumer = $1 and position < $2"""
_BEGIN = """insert into nexus.relay_position (consumer, position)
select consumer, (select position from nexus.relay_position where consumer = 'relay')
from unnest($1::text[]) consumer on conflict do nothing"""
_FORGET = f"""with oldest as (
    select id, position, stamped_at from nexus.outbox
    where position > (select position from nexus.relay_position where consumer = 'deleted')
    order by position limit {FORGET_BATCH}
), gone as (
    delete from nexus.outbox o using oldest where o.id = oldest.id
        and oldest.stamped_at < clock_timestamp() - $1::interval and oldest.position <=
        (select min(position) from nexus.relay_position where consumer <> 'deleted')
    returning o.position
)
update nexus.relay_position set position = (select max(position) from gone),
    updated_at = clock_timestamp()
where consumer = 'deleted' and exists (select from gone)
returning (select count(*) from gone)"""  # noqa: S608


class Desk:
    """The relay's connection, used by one at a time."""

    def __init__(self, con: Connection) -> None:
        self._con, self._turn = con, asyncio.Lock()

    async def begin(self, consumers: Sequence[str]) -> None:
        """A consumer seen for the first time begins with what has no position yet."""
        async with self._turn:
            await self._con.execute(_BEGIN, list(consumers))

    async def stamp(self) -> tuple[int, int] | None:
        """Give positions to the oldest events that have none: the last one given and how many."""
        async with self._turn:
            row = await self._con.fetchrow(_STAMP)
        return None if row is None else (row[0], row[1])

    async def read(self, consumer: str) -> tuple[Event, ...]:
        """The events after a consumer's position, in order."""
        async with self._turn:
            rows = await self._con.fetch(_READ, consumer)
        return tuple(read_event(row) for row in rows)

    async def keep(self, consumer: str, position: int) -> None:
        """Remember how far a consumer has come."""
        async with self._turn:
            await self._con.execute(_KEEP, consumer, position)

    async def forget(self, age: timedelta = KEEP) -> int:
        """Delete a batch of events older than this that every consumer has had; how many."""
        async with self._turn:
            return await self._con.fetchval(_FORGET, age) or 0
