"""One HTTP call on the hot path, without a framework between: what came in, and how an answer goes
out."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from starlette.types import Message, Receive, Scope, Send

from engine.api.problems import BadRequest, BodyTooLarge, UnsupportedMedia
from engine.core.errors import ModelSwitching

BODY_LIMIT = 8 * 1024 * 1024
SESSION_COOKIE = "nexus_session"


class Call:
    """Headers, cookies and body of a request, read only when asked for."""

    __slots__ = (
        "_body",
        "_headers",
        "_is_taken",
        "_receive",
        "_scope",
        "_send",
        "locale",
        "method",
        "path",
        "query",
        "started",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._headers: dict[bytes, bytes] | None = None
        self._body: bytes | None = None
        self._is_taken = False
        self.started = time.perf_counter()
        self.locale: str | None = None  # the caller's, once it is known
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: str = scope["query_string"].decode("latin-1")

    def header(self, name: bytes) -> str | None:
        """A header by its lower-case name."""
        if self._headers is None:
            self._headers = dict(self._scope["headers"])
        value = self._headers.get(name)
        return None if value is None else value.decode("latin-1")

    def session_token(self) -> str | None:
        """The session cookie."""
        cookies = self.header(b"cookie")
        if not cookies or SESSION_COOKIE not in cookies:
            return None
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == SESSION_COOKIE:
                return unquote(value.strip('"'))
        return None

    @property
    def client(self) -> str | None:
        """The address the connection came from."""
        client = self._scope.get("client")
        return client[0] if client else None

    async def body(self) -> bytes:
        """The whole body, up to the limit. It comes once and is kept: a call may be run again."""
        if self._body is None:
            self._body = await self._read()
        return self._body

    async def _read(self) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while True:
            message: Message = await self._receive()
            if message["type"] == "http.disconnect":
                raise BadRequest()
            chunk: bytes = message.get("body", b"")
            size += len(chunk)
            if size > BODY_LIMIT:
                raise BodyTooLarge(limit=BODY_LIMIT // 1024 // 1024)
            chunks.append(chunk)
            if not message.get("more_body"):
                return b"".join(chunks)

    async def chunks(self) -> AsyncGenerator[bytes]:
        """The body as it comes, of any length: nothing of it is kept. It comes once, so a call that
        is run again after it began is one to be made again. Raises ModelSwitching then."""
        if self._is_taken:
            raise ModelSwitching(retry_after=1)
        self._is_taken = True
        while True:
            message: Message = await self._receive()
            if message["type"] == "http.disconnect":
                raise BadRequest()
            yield message.get("body", b"")
            if not message.get("more_body"):
                return

    async def json(self) -> Any:
        """The body as JSON. Raises UnsupportedMedia when it is said to be something else."""
        kind = (self.header(b"content-type") or "application/json").split(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise UnsupportedMedia()
        return parse_json(await self.body())

    async def answer(
        self,
        status: int,
        body: bytes,
        *,
        kind: bytes = b"application/json",
        headers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        """Send a finished answer."""
        told = {b"content-length": str(len(body)).encode(), **(headers or {})}
        await self._begin(status, kind, told)
        await self._send({"type": "http.response.body", "body": body})

    async def stream(
        self,
        chunks: AsyncIterator[bytes],
        *,
        kind: bytes,
        status: int = 200,
        headers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        """Send an answer in pieces, until the caller goes away. An error on the way is raised, so
        that the server breaks the connection: half an answer must not look like a whole one.
        """
        gone = asyncio.ensure_future(self._gone())
        try:
            await self._begin(status, kind, headers or {})
            while (chunk := await _next(chunks, gone)) is not None:
                await self._send({"type": "http.response.body", "body": chunk, "more_body": True})
            if not gone.done():
                await self._send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()

    async def _begin(self, status: int, kind: bytes, headers: Mapping[bytes, bytes]) -> None:
        elapsed = (time.perf_counter() - self.started) * 1000
        told = {
            b"content-type": kind,
            b"cache-control": b"no-store",
            b"x-content-type-options": b"nosniff",
            b"server-timing": b"total;dur=%.2f" % elapsed,
            **headers,
        }
        sent = list(told.items())
        await self._send({"type": "http.response.start", "status": status, "headers": sent})

    async def _gone(self) -> None:
        """Returns when the caller has hung up."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def _next(chunks: AsyncIterator[bytes], gone: asyncio.Future[None]) -> bytes | None:
    """The next piece; None at the end, and as soon as the caller is gone."""
    piece = asyncio.ensure_future(anext(chunks, None))
    try:
        await asyncio.wait({piece, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if gone.done() or not piece.done():
            piece.cancel()
            await asyncio.wait({piece})
    return None if gone.done() else piece.result()


def _refuse_constant(_: str) -> Any:
    raise ValueError("not a JSON number")


class _KeyTwice(Exception):
    """A key stands twice in an object: which value counts would be a guess."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _KeyTwice(next(key for key, _ in pairs if key in seen or seen.add(key)))
    return found


def parse_json(body: bytes) -> Any:
    """JSON as RFC 8259 has it, every key of an object once, or BadRequest."""
    try:
        return json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )
    except _KeyTwice as error:
        key = str(error)[:60]
        raise BadRequest(
            detail={
                "pt-BR": f"A chave “{key}” aparece duas vezes no mesmo objeto.",
                "en": f"The key “{key}” stands twice in the same object.",
                "es": f"La clave “{key}” aparece dos veces en el mismo objeto.",
            }
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadRequest(
            detail={
                "pt-BR": "O corpo do pedido não é um JSON válido em UTF-8.",
                "en": "The body is not valid JSON in UTF-8.",
                "es": "El cuerpo no es un JSON válido en UTF-8.",
            }
        ) from error


def cookie_header(token: str, *, secure: bool, max_age: int) -> str:
    """The Set-Cookie value of a session."""
    cookie: SimpleCookie = SimpleCookie()
    cookie[SESSION_COOKIE] = token
    morsel = cookie[SESSION_COOKIE]
    morsel["path"] = "/"
    morsel["httponly"] = True
    morsel["samesite"] = "Lax"
    morsel["max-age"] = max_age
    if secure:
        morsel["secure"] = True
    return morsel.OutputString()


def call_of(request: Request) -> Call:
    """The same view of a call for routes behind FastAPI; it reads, FastAPI answers."""
    call: Call | None = request.scope.get("nexus.call")
    if call is None:
        call = request.scope["nexus.call"] = Call(request.scope, request.receive, _no_send)
    return call


async def _no_send(_: Message) -> None:
    raise RuntimeError("FastAPI answers this call")
