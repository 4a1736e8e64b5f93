"""The floor: asyncpg, uvicorn and one hand-written statement per scenario. No permissions, no
metadata, no history.

Run by `python -m tests.bench`; reads the physical names from a JSON file so that it needs nothing
of the engine.
"""

import json
import os
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import asyncpg
from starlette.types import Receive, Scope, Send

_PLAN = json.loads(Path(os.environ["NEXUS_BENCH_FLOOR"]).read_text())


async def _keep(connection: object) -> None:
    """Send nothing when a connection goes back: the four reset statements would cost a third of the
    throughput."""


async def _body(receive: Receive) -> bytes:
    found = b""
    while True:
        message = await receive()
        found += message.get("body", b"")
        if not message.get("more_body"):
            return found


class Floor:
    """`GET /s1?stage=&situation=`, `GET /s2?id=`, `POST /s4`, `POST /s5`, `GET /s6?term=`."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the bytes PostgreSQL made."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        assert self._pool is not None
        asked = parse_qs(scope["query_string"].decode())
        async with self._pool.acquire() as con:
            if scope["path"] == "/s1":
                body = await con.fetchval(_PLAN["s1"], asked["stage"][0], asked["situation"][0])
            elif scope["path"] == "/s4":
                body = await self._create(con, json.loads(await _body(receive)))
            elif scope["path"] == "/s5":
                sent = json.loads(await _body(receive))
                body = await con.fetchval(_PLAN["s5"], UUID(sent["id"]), sent["stage"])
            elif scope["path"] == "/s6":
                body = await con.fetchval(_PLAN["s6"], asked["term"][0])
            else:
                body = await con.fetchval(_PLAN["s2"], UUID(asked["id"][0]))
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _create(self, con: asyncpg.pool.PoolConnectionProxy, sent: dict[str, str]) -> bytes:
        return await con.fetchval(
            _PLAN["s4"],
            uuid4(),
            sent["name"],
            sent["whatsapp"],
            sent["channel"],
            Decimal(sent["service_value"]),
            sent["comment"],
            UUID(sent["procedure"]),
            UUID(_PLAN["seller"]),
        )

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._pool = await asyncpg.create_pool(
            _PLAN["dsn"],
            min_size=10,
            max_size=10,
            statement_cache_size=1000,
            max_cacheable_statement_size=0,
            reset=_keep,
            server_settings={"search_path": _PLAN["schema"], "role": _PLAN["role"], "jit": "off"},
        )
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


app = Floor()
