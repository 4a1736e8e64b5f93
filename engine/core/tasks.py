"""Ending tasks of a process: a cancellation that a library swallowed is said again."""

import asyncio
from collections.abc import Iterable

__all__ = ["end_tasks"]

_AGAIN = 1.0


async def end_tasks(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel until all have ended. What they raise is not passed on."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_AGAIN)
