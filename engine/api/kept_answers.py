"""`Idempotency-Key` on what is no write of records: drafts, publishes, packages, rollbacks, files,
saved views.

Around the routes: the key is claimed, the request is made, its answer kept; the same request again
is told the same, with `Idempotent-Replayed: true`. The digest has the caller's roles: who lost a
right is not told again what it was told with it. Of an upload it has the headers, not the bytes.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.access.actor import Idempotency
from engine.api.call import Call
from engine.api.data.idempotency import HEADER, UPLOADS, read_key
from engine.api.data.routes import is_hot
from engine.api.envelope import AnswerProblems
from engine.api.services import Services
from engine.api.sessions import SessionFacts
from engine.core.errors import NexusError
from engine.records.kept_answers import ANSWER_MAX, KeptAnswer, claim, forget, keep

__all__ = ["KeptAnswers"]

_SESSION = "/api/session"
_VIEWS = "/api/views/"
_OF_UPLOADS = (b"content-type", b"content-length", b"content-disposition")


class KeptAnswers:
    """An ASGI application around the one that makes the requests."""

    def __init__(
        self,
        app: ASGIApp,
        services: Callable[[], Services],
        locale: Callable[[Call], Awaitable[str]],
    ) -> None:
        self._app, self._services = app, services
        self._once = AnswerProblems(self._make_once, locale)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call; one without a key passes."""
        is_post = scope["type"] == "http" and scope["method"] == "POST"
        if is_post and _is_kept(Call(scope, receive, send)):
            await self._once(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _make_once(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = Call(scope, receive, send)
        key, services = read_key(call), self._services()
        facts = await services.identify_now(call)
        receive_again = receive
        if call.path != UPLOADS:
            receive_again = _once_more(await call.body(), receive)
        asked = await _asked(call, facts, key)
        known = await claim(services.databases, facts.clinic, asked)
        if known is not None:
            await call.answer(
                known.status,
                known.body,
                kind=known.kind.encode("latin-1"),
                headers={b"idempotent-replayed": b"true"},
            )
            return
        await self._make(services, facts, asked, (scope, receive_again, send))

    async def _make(
        self,
        services: Services,
        facts: SessionFacts,
        asked: Idempotency,
        connection: tuple[Scope, Receive, Send],
    ) -> None:
        scope, receive, send = connection
        answer = _Answer()
        try:
            await self._app(scope, receive, answer.take)
        except NexusError as error:
            if error.status < 500:
                await forget(services.databases, facts.clinic, asked)
            else:
                await keep(services.databases, facts.clinic, asked, None)
            raise
        except Exception:
            await keep(services.databases, facts.clinic, asked, None)
            raise
        if 400 <= answer.status < 500:
            await forget(services.databases, facts.clinic, asked)
        else:
            await keep(services.databases, facts.clinic, asked, answer.kept())
        for message in answer.messages:
            await send(message)


@dataclass(slots=True)
class _Answer:
    """What the application sends, held back until it is kept."""

    messages: list[Message] = field(default_factory=list[Message])
    status: int = 0

    async def take(self, message: Message) -> None:
        self.messages.append(message)
        if message["type"] == "http.response.start":
            self.status = message["status"]

    def kept(self) -> KeptAnswer | None:
        """The answer to keep; None for an error of ours, and for one too large to keep."""
        body = b"".join(m.get("body", b"") for m in self.messages)
        if not 200 <= self.status < 400 or len(body) > ANSWER_MAX:
            return None
        headers = dict(self.messages[0].get("headers", ()))
        kind = headers.get(b"content-type", b"application/json").decode("latin-1")
        return KeptAnswer(status=self.status, kind=kind, body=body)


def _is_kept(call: Call) -> bool:
    if call.header(HEADER) is None or call.path == _SESSION:
        return False
    if call.path == UPLOADS or f"{call.path}/".startswith(_VIEWS):
        return True
    return call.path.startswith("/api/") and not is_hot(call.path)


async def _asked(call: Call, facts: SessionFacts, key: str) -> Idempotency:
    digest = hashlib.sha256(f"{call.method} {call.path}?{call.query}\n".encode())
    digest.update(f"{sorted(facts.actor.roles)}\n".encode())
    if call.path == UPLOADS:
        for name in _OF_UPLOADS:
            digest.update(f"{call.header(name)}\n".encode())
    else:
        digest.update(await call.body())
    caller = str(facts.actor.member_id or facts.actor.account_id)
    return Idempotency(caller=caller, key=key, request=digest.digest())


def _once_more(body: bytes, receive: Receive) -> Receive:
    """The body that was read, then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
