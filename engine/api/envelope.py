"""What every call gets, whoever answers it: a request id, its time, and a problem instead of a
stack trace."""

import time
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.api.call import Call
from engine.api.framework_errors import from_framework
from engine.api.problems import encode_problem, header_lines
from engine.api.request_id import begin_request

_Headers = list[tuple[bytes, bytes]]


class Envelope:
    """Around the whole application: `X-Request-Id` and `Server-Timing` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"")
        request_id = begin_request(given.decode("latin-1")).encode()
        started = time.perf_counter()

        async def send_enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: _Headers = [*message.get("headers", ()), (b"x-request-id", request_id)]
                if all(name != b"server-timing" for name, _ in headers):
                    elapsed = (time.perf_counter() - started) * 1000
                    headers.append((b"server-timing", b"total;dur=%.2f" % elapsed))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_enveloped)


class AnswerProblems:
    """Around what may raise anything: the error becomes a problem in the caller's language. It is
    logged once, where it becomes one of ours."""

    def __init__(self, app: ASGIApp, locale: Callable[[Call], Awaitable[str]]) -> None:
        self._app, self._locale = app, locale

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        is_begun = False

        async def watch(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            if is_begun:
                raise
            problem, call = from_framework(error), Call(scope, receive, send)
            await call.answer(
                problem.status,
                encode_problem(problem, await self._locale(call)),
                kind=b"application/problem+json",
                headers={k.encode(): v.encode() for k, v in header_lines(problem).items()},
            )
