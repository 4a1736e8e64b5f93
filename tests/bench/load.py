"""A closed-loop load generator over keep-alive connections: throughput, latency, and every answer
checked to be 200."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: a path to GET, or a body to POST there."""

    path: str
    body: bytes | None = None


Ask: TypeAlias = Callable[[int], Request]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one burst measured. Latencies in milliseconds."""

    per_second: float
    p50: float
    p95: float
    requests: int


async def burst(
    port: int,
    ask: Ask,
    headers: Mapping[str, str],
    *,
    seconds: float,
    connections: int,
) -> Sample:
    """Send `ask(n)` for n = 0, 1, … on some connections for some seconds. Raises on an answer that
    is no success."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    latencies: list[float] = []
    counter = iter(range(1_000_000_000))
    deadline = time.perf_counter() + seconds

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < deadline:
            sent = _encode(ask(next(counter)), head)
            started = time.perf_counter()
            writer.write(sent)
            block = await reader.readuntil(b"\r\n\r\n")
            size = int(block.lower().split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
            body = await reader.readexactly(size)
            latencies.append(time.perf_counter() - started)
            if not block.startswith(b"HTTP/1.1 20"):
                raise AssertionError(f"{ask(0).path}: {block[:60]!r} {body[:300]!r}")
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(connections)))
    elapsed = time.perf_counter() - started
    latencies.sort()
    return Sample(
        per_second=len(latencies) / elapsed,
        p50=latencies[len(latencies) // 2] * 1000,
        p95=latencies[int(len(latencies) * 0.95)] * 1000,
        requests=len(latencies),
    )


def _encode(request: Request, head: str) -> bytes:
    if request.body is None:
        return f"GET {request.path} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode()
    size = f"Content-Type: application/json\r\nContent-Length: {len(request.body)}\r\n"
    text = f"POST {request.path} HTTP/1.1\r\nHost: localhost\r\n{head}{size}\r\n"
    return text.encode() + request.body
