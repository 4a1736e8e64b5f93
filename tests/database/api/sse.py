"""A reader of server-sent events that speaks to the application without a server between."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.types import ASGIApp, Message


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One event: its kind, its data and the id to resume after it."""

    kind: str
    data: Any
    id: str | None


@dataclass(kw_only=True)
class Feed:
    """What came so far."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    ended: bool = False
    paused: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def events(self) -> list[Heard]:
        """The whole events so far, in order."""
        found: list[Heard] = []
        for block in self.text.split("\n\n")[:-1]:
            lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            if "data" in lines:
                data = json.loads(lines["data"])
                found.append(Heard(kind=lines["event"], data=data, id=lines.get("id")))
        return found

    @property
    def last_id(self) -> str:
        """What a browser would send as Last-Event-ID."""
        ids = [line[4:] for line in self.text.split("\n") if line.startswith("id: ")]
        return ids[-1]

    def changes(self) -> list[tuple[str, str]]:
        """(id, op) of every change."""
        return [(each.data["id"], each.data["op"]) for each in self.events if each.kind == "change"]

    async def until(self, true: Callable[["Feed"], bool], seconds: float = 8) -> None:
        """Wait for something to have come."""
        async with asyncio.timeout(seconds):
            while not true(self):
                await asyncio.sleep(0.02)


@asynccontextmanager
async def following(
    app: ASGIApp,
    client: httpx.AsyncClient,
    *,
    last_id: str | None = None,
    after: str | None = None,
    reads: bool = True,
) -> AsyncGenerator[Feed]:
    """A stream of the member the client is signed in as. One that does not read takes nothing."""
    feed, hang_up = Feed(), asyncio.Event()
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    headers = {"cookie": cookies, **({"last-event-id": last_id} if last_id else {})}
    if reads:
        feed.paused.set()

    async def receive() -> Message:
        await hang_up.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            feed.status = message["status"]
            feed.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            return
        await feed.paused.wait()
        feed.text += message.get("body", b"").decode()
        feed.ended = not message.get("more_body")

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/events",
        "raw_path": b"/api/events",
        "query_string": urlencode({"after": after} if after else {}).encode(),
        "root_path": "",
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("nexus.test", 80),
    }
    task = asyncio.ensure_future(app(scope, receive, send))
    try:
        if reads:
            await feed.until(lambda feed: "\n\n" in feed.text or feed.ended)
        yield feed
    finally:
        hang_up.set()
        feed.paused.set()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 5)
