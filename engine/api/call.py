"""One HTTP call on the hot path, without a framework between: what came in, and how an answer goes
out."""

import json
import time
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from starlette.types import Message, Receive, Scope, Send

from engine.api.problems import BadRequest, BodyTooLarge, UnsupportedMedia

BODY_LIMIT = 8 * 1024 * 1024
SESSION_COOKIE = "nexus_session"


class Call:
    """Headers, cookies and body of a request, read only when asked for."""

    __slots__ = (
        "_body",
        "_headers",
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
        elapsed = (time.perf_counter() - self.started) * 1000
        sent = [
            (b"content-type", kind),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            (b"server-timing", b"total;dur=%.2f" % elapsed),
        ]
        if headers:
            sent.extend(headers.items())
        await self._send({"type": "http.response.start", "status": status, "headers": sent})
        await self._send({"type": "http.response.body", "body": body})


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
