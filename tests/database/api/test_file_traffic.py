"""Files over a real socket: what a client that sends too much is told, and what memory it takes."""

import asyncio
import os
import socket
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from tests.database.api.conftest import Served
from tests.database.api.wire import problem

pytestmark = pytest.mark.database

MB = 1024 * 1024
BLOCK = bytes(range(256)) * 1024  # 256 kB


@pytest.fixture(scope="module")
async def address(served: Served) -> AsyncGenerator[str]:
    """The application behind uvicorn, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(served.app, lifespan="off", log_level="warning")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await task


async def signed_in(served: Served, address: str) -> httpx.AsyncClient:
    known = await served.client("seller")
    headers = {"x-csrf-token": known.headers["x-csrf-token"]}
    cookies = dict(known.cookies.items())
    return httpx.AsyncClient(base_url=address, headers=headers, cookies=cookies, timeout=60)


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def test_files_in_and_out_in_bounded_memory(served: Served, address: str) -> None:
    """48 MB each way, the client's part of the same process included."""
    seen: list[int] = []

    async def content() -> AsyncIterator[bytes]:
        yield b"fLaC"
        for _ in range(48 * MB // len(BLOCK)):
            seen.append(resident())
            yield BLOCK

    async with await signed_in(served, address) as client:
        await client.post("/api/files", content=b"warm")
        before = resident()
        made = await client.post("/api/files", content=content())
        assert made.status_code == 201, made.text
        file = made.json()["data"]
        assert file["size"] == 48 * MB + 4
        size = 0
        found = await client.get(f"/api/files/{file['id']}")
        async with client.stream("GET", found.headers["location"]) as answer:
            assert int(answer.headers["content-length"]) == file["size"]
            async for chunk in answer.aiter_bytes():
                size += len(chunk)
                seen.append(resident())
        assert size == file["size"]
        assert max(seen) - before < 24 * MB


@pytest.mark.parametrize("has_length", [True, False])
async def test_too_large_a_file_gets_its_answer_not_a_broken_connection(
    served: Served, address: str, has_length: bool
) -> None:
    """80 MB: said in advance, or found out on the way."""

    async def content() -> AsyncIterator[bytes]:
        yield b"\xff\xd8\xff\xe0"
        for _ in range(80 * MB // len(BLOCK)):
            yield BLOCK

    headers = {"content-length": str(80 * MB + 4)} if has_length else {}
    async with await signed_in(served, address) as client:
        before = resident()
        answer = await client.post("/api/files", content=content(), headers=headers)
        problem(answer, 413, "file_too_large")
        assert resident() - before < 24 * MB
        assert (await client.get("/api/session")).status_code == 200
    assert not list((served.var / "uploads").iterdir())


async def test_a_client_that_goes_away_leaves_nothing(served: Served, address: str) -> None:
    """In the middle of its upload, and in the middle of its download."""
    known = await served.client("seller")
    cookies = "; ".join(f"{name}={value}" for name, value in known.cookies.items())
    host, _, port = address.removeprefix("http://").partition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST /api/files HTTP/1.1\r\nhost: {host}\r\ncontent-length: {10 * MB}\r\n"
        f"cookie: {cookies}\r\nx-csrf-token: {known.headers['x-csrf-token']}\r\n\r\n"
    )
    writer.write(head.encode() + BLOCK)
    await writer.drain()
    uploads = served.var / "uploads"
    for _ in range(100):
        if list(uploads.glob("*/sent")):
            break
        await asyncio.sleep(0.05)
    assert list(uploads.iterdir())
    writer.transport.abort()
    for _ in range(100):
        if not list(uploads.iterdir()):
            break
        await asyncio.sleep(0.05)
    assert not list(uploads.iterdir())
    async with await signed_in(served, address) as client:
        file = (await client.post("/api/files", content=b"fLaC" + BLOCK * 40)).json()["data"]
        found = await client.get(f"/api/files/{file['id']}")
        async with client.stream("GET", found.headers["location"]) as answer:
            await anext(answer.aiter_raw())
        again = await client.get(found.headers["location"], headers={"range": "bytes=0-3"})
        assert (again.status_code, again.content) == (206, b"fLaC")
