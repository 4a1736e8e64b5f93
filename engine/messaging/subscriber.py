"""One open stream of events: who follows, how far it has come, and what waits to be sent."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.access.actor import RequestContext
from engine.core.database import Datasource
from engine.core.keyring import Keyring

HEARTBEAT = 20.0
LIFETIME = 3600.0
"""Seconds after which a stream ends; whoever still follows opens the next one."""
QUEUE = 256
"""Batches that may wait for a slow reader before it is dropped; it resumes where it was."""
RETRY_MS = 2000
PURPOSE = "events"

Positions = dict[Datasource, int]


def write_id(keyring: Keyring, positions: Mapping[Datasource, int]) -> str:
    """The id of an event: how far it is in each database. Nobody but us can read it: positions
    count what happens out of the reader's sight too (law 2).
    """
    return keyring.encrypt(PURPOSE, json.dumps(positions).encode())


def read_id(keyring: Keyring, text: str) -> Positions:
    """The positions of an id. Raises TokenInvalid."""
    found: Positions = json.loads(keyring.decrypt(PURPOSE, text))
    return found


def write_event(kind: str, data: Mapping[str, Any], id_: str | None = None) -> bytes:
    """One event in the form of `text/event-stream`."""
    text = json.dumps(data, separators=(",", ":"))
    mark = f"id: {id_}\n" if id_ is not None else ""
    return f"event: {kind}\ndata: {text}\n{mark}\n".encode()


@dataclass(eq=False, kw_only=True)
class Subscriber:
    """`positions` is how far everything was read for it, told or not. `identify` says who it is by
    now, or raises.
    """

    session: str
    keyring: Keyring
    ctx: RequestContext
    positions: Positions
    identify: Callable[[], Awaitable[RequestContext]]
    closing: str | None = None
    _queue: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def id(self, positions: Positions | None = None) -> str:
        """The id to resume after what was read for it so far, or up to these positions."""
        return write_id(self.keyring, self.positions if positions is None else positions)

    def put(self, chunk: bytes) -> None:
        """Send this next; a reader that does not keep up is closed."""
        if self.closing is None:
            try:
                self._queue.put_nowait(chunk)
            except asyncio.QueueFull:
                self.close("slow")

    def close(self, reason: str) -> None:
        """End the stream once what waits was sent."""
        if self.closing is None:
            self.closing = reason
            if self._queue.empty():
                self._queue.put_nowait(b"")

    async def chunks(self) -> AsyncGenerator[bytes]:
        """What to send, with a sign of life when there is nothing."""
        clock = asyncio.get_running_loop().time
        end = clock() + LIFETIME
        yield f"retry: {RETRY_MS}\nid: {self.id()}\n\n".encode()
        while self.closing is None or not self._queue.empty():
            if self.closing is None and clock() >= end:
                self.close("time")
            chunk = await self._next(min(HEARTBEAT, end - clock()))
            if chunk:
                yield chunk
        yield write_event("close", {"reason": self.closing})

    async def _next(self, seconds: float) -> bytes:
        if not self._queue.empty():
            return self._queue.get_nowait()
        try:
            async with asyncio.timeout(max(0.001, seconds)):
                return await self._queue.get()
        except TimeoutError:
            return f": \nid: {self.id()}\n\n".encode()
