"""The local store: whole or nothing, private, and no key that leads out of its folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.core.file_store import LocalFileStore, file_key

pytestmark = pytest.mark.unit

KEY = file_key("abc", 2026, "019ab2c4-0000-7000-8000-000000000001")


async def pieces(*parts: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if error is not None:
        raise error


async def read(store: LocalFileStore, start: int = 0, length: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in store.open(KEY, start, length)])


async def test_what_was_put_is_read_whole_and_in_part(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path / "files")
    assert not await store.exists(KEY)
    await store.put(KEY, pieces(b"abc", b"", b"defgh"))
    assert await store.exists(KEY)
    assert (await read(store), await read(store, 2, 3)) == (b"abcdefgh", b"cde")
    assert (await read(store, 6, 100), await read(store, 9), await read(store, 0, 0)) == (
        b"gh",
        b"",
        b"",
    )
    await store.put(KEY, pieces(b"anew"))
    assert await read(store) == b"anew"
    await store.delete(KEY)
    await store.delete(KEY)
    assert not await store.exists(KEY)
    with pytest.raises(FileNotFoundError):
        await read(store)


async def test_half_a_file_is_no_file(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    await store.put(KEY, pieces(b"before"))
    with pytest.raises(OSError, match="full"):
        await store.put(KEY, pieces(b"half", error=OSError("full")))
    assert await read(store) == b"before"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [KEY.rpartition("/")[2]]


async def test_only_the_owner_reads(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path / "files")
    await store.put(KEY, pieces(b"x"))
    path = tmp_path / "files" / KEY
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in list(path.parents)[:3]} == {0o700}


@pytest.mark.parametrize(
    "key", ["../x", "/etc/passwd", f"../{KEY}", f"{KEY}/x", f"{KEY}.exe", "a/2026/../../x", ""]
)
async def test_keys_stay_inside(tmp_path: Path, key: str) -> None:
    store = LocalFileStore(tmp_path)
    for work in (store.exists(key), store.delete(key), store.put(key, pieces(b"x"))):
        with pytest.raises(ValueError, match="not a file key"):
            await work
