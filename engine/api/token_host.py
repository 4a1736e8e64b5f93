"""The host name for machines: API tokens only. A cookie sent there is not read, and none is set.

So a session can never be used from another origin than the pages' own.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["TokenHost"]

_SENT, _SET = b"cookie", b"set-cookie"


class TokenHost:
    """Wraps the application; requests to other hosts pass untouched."""

    def __init__(self, app: ASGIApp, host: str | None) -> None:
        self._app = app
        self._host = host.lower().encode() if host else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if self._host is None or scope["type"] != "http" or not self._is_for_machines(scope):
            await self._app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] != _SENT]

        async def send_without_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() != _SET]
                message = {**message, "headers": kept}
            await send(message)

        await self._app({**scope, "headers": headers}, receive, send_without_cookie)

    def _is_for_machines(self, scope: Scope) -> bool:
        named = next((value for name, value in scope["headers"] if name == b"host"), b"")
        return named.lower().partition(b":")[0] == self._host
