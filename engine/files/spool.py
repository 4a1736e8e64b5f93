"""A folder of its own for one upload: received in chunks, gone when the block ends.

No more than a chunk is in memory, and nothing stays on disk of what was refused.
"""

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import asynccontextmanager
from pathlib import Path

from engine.core.file_store import CHUNK
from engine.files.refused import EMPTY, FileTooLarge, refuse, shown_size

__all__ = ["Spool", "clear_spools", "digest", "open_spool", "read_chunks"]

_PREFIX = "upload-"


class Spool:
    """Names of the files of one upload."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.sent, self.clean = folder / "sent", folder / "clean"
        self.thumbnail = folder / "thumbnail"
        self._limit = limit
        self.size = 0

    async def receive(self, chunks: AsyncIterable[bytes]) -> None:
        """Write what comes, up to the limit. Raises FileTooLarge and, for nothing, InvalidInput."""
        waiting: list[bytes] = []
        held = 0
        with self.sent.open("wb") as file:
            async for chunk in chunks:
                self.size += len(chunk)
                if self.size > self._limit:
                    raise FileTooLarge(limit=shown_size(self._limit))
                waiting.append(chunk)
                held += len(chunk)
                if held >= CHUNK:
                    await asyncio.to_thread(file.writelines, waiting)
                    waiting, held = [], 0
            await asyncio.to_thread(file.writelines, waiting)
        if not self.size:
            raise refuse(EMPTY)


@asynccontextmanager
async def open_spool(var: Path, limit: int) -> AsyncGenerator[Spool]:
    """A folder under `var/uploads` that only this user reads, taken away with the block."""
    folder = await asyncio.to_thread(_make, var / "uploads")
    try:
        yield Spool(folder, limit)
    finally:
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))


async def read_chunks(path: Path) -> AsyncGenerator[bytes]:
    """A file in chunks."""
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk


async def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""

    def work() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return await asyncio.to_thread(work)


def clear_spools(var: Path, before: float) -> int:
    """Take away folders of uploads whose process died, last touched before this Unix time."""
    stale = [
        folder
        for folder in (var / "uploads").glob(f"{_PREFIX}*")
        if folder.is_dir() and folder.stat().st_mtime < before
    ]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)
    return len(stale)


def _make(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
