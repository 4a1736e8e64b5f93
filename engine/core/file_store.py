"""Where the bytes of files are. The port is shaped for object storage: keys, streams, no folders.

A key is `<clinic>/<year>/<id>`, with `.thumb` for the thumbnail. What was put is whole and on disk,
or not there at all.
"""

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncGenerator, AsyncIterable
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

__all__ = ["CHUNK", "FileStore", "LocalFileStore", "file_key"]

CHUNK = 256 * 1024
_KEY = re.compile(r"[a-z0-9]{1,24}/[0-9]{4}/[0-9a-f-]{36}(?:\.thumb)?\Z")


class FileStore(Protocol):
    """A place for files. Every method is safe to call again."""

    async def put(self, key: str, chunks: AsyncIterable[bytes]) -> None:
        """Keep what the chunks give under the key, all of it or nothing."""
        ...

    def open(self, key: str, start: int = 0, length: int | None = None) -> AsyncGenerator[bytes]:
        """The bytes from `start`, in chunks. Raises FileNotFoundError."""
        ...

    async def delete(self, key: str) -> None:
        """Take the bytes away; nothing happens when there are none."""
        ...

    async def exists(self, key: str) -> bool:
        """Whether there are bytes under the key."""
        ...

    def link(self, key: str, *, seconds: int, content_type: str, disposition: str) -> str | None:
        """An address that answers the bytes for so long without the product between, or None where
        the store has no such addresses."""
        ...


def file_key(clinic_id: str, year: int, file_id: object) -> str:
    """The key of a clinic's file."""
    return f"{clinic_id}/{year:04}/{file_id}"


class LocalFileStore:
    """Files in a folder of this machine: folders 0700, files 0600, written aside and renamed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, key: str, chunks: AsyncIterable[bytes]) -> None:
        """Write beside the place, make it durable, rename."""
        path = self._path(key)
        half = path.with_name(f"{path.name}.{uuid4().hex}.half")
        await asyncio.to_thread(_make_folders, self._folder, path.parent)
        try:
            handle = await asyncio.to_thread(os.open, half, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(handle, "wb") as file:
                async for chunk in chunks:
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_sync, file)
            await asyncio.to_thread(_rename, half, path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise

    async def open(
        self, key: str, start: int = 0, length: int | None = None
    ) -> AsyncGenerator[bytes]:
        """Read on in a thread; the file is closed with the generator."""
        left = length
        file = await asyncio.to_thread(self._path(key).open, "rb")
        with file:
            await asyncio.to_thread(file.seek, start)
            while left is None or left > 0:
                chunk = await asyncio.to_thread(
                    file.read, CHUNK if left is None else min(CHUNK, left)
                )
                if not chunk:
                    return
                left = None if left is None else left - len(chunk)
                yield chunk

    async def delete(self, key: str) -> None:
        """Unlink."""
        with contextlib.suppress(FileNotFoundError):
            await asyncio.to_thread(self._path(key).unlink)

    async def exists(self, key: str) -> bool:
        """Whether the file is there."""
        return await asyncio.to_thread(self._path(key).is_file)

    def link(self, key: str, *, seconds: int, content_type: str, disposition: str) -> str | None:
        """None: the product itself streams local files."""
        return None

    def _path(self, key: str) -> Path:
        if not _KEY.match(key):
            raise ValueError("not a file key")
        return self._folder / key


def _make_folders(root: Path, folder: Path) -> None:
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in reversed([folder, *folder.parents]):
        if part.is_relative_to(root):
            part.mkdir(mode=0o700, exist_ok=True)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _rename(half: Path, path: Path) -> None:
    half.replace(path)
    if os.name == "posix":
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
