"""Progress of work a person waits for: silent under a second, then a line with its time."""

import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TextIO

__all__ = ["step"]

QUIET_SECONDS = 1.0


@contextmanager
def step(text: str, out: TextIO | None = None) -> Generator[None]:
    """Say what is being done if it takes over a second, and how long it took once it is done."""
    stream = out or sys.stderr
    begin = time.monotonic()
    said = threading.Event()

    def speak() -> None:
        said.set()
        stream.write(f"  {text} …\n")
        stream.flush()

    timer = threading.Timer(QUIET_SECONDS, speak)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if said.is_set():
        stream.write(f"  {text}: {time.monotonic() - begin:.1f} s\n")
        stream.flush()
