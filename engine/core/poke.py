"""Telling whoever follows the outbox in this process that something was committed.

Only a hint: followers look on their own a few times a second. A poke may come from any thread.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress

from engine.core.database import Datasource

__all__ = ["Bell", "listen", "poke"]

_bells: dict[Datasource, set["Bell"]] = {"core": set(), "chat": set()}


class Bell:
    """Rings in the loop it was made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits, now or when it comes to wait."""
        with suppress(RuntimeError):  # its loop has ended
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, seconds: float) -> None:
        """Until the bell rings, at most so long."""
        with suppress(TimeoutError):  # wait_for would lose a cancellation that comes with a ring
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()


@contextmanager
def listen(datasource: Datasource) -> Generator[Bell]:
    """A bell that each poke of a datasource rings while the block lasts."""
    bell = Bell()
    _bells[datasource].add(bell)
    try:
        yield bell
    finally:
        _bells[datasource].discard(bell)


def poke(datasource: Datasource) -> None:
    """Say that a transaction with events was committed. Never raises, never waits."""
    for bell in tuple(_bells[datasource]):
        bell.ring()
