"""One call on a hot route: find its handler, run it under the fence, send what it answers."""

from contextlib import aclosing
from typing import cast

from starlette.types import Receive, Scope, Send

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, Stream
from engine.api.data.idempotency import with_idempotency
from engine.api.data.routes import find_handler
from engine.api.problems import encode_problem, header_lines, to_nexus_error
from engine.api.services import Services
from engine.query.export import Exporter
from engine.query.read import Reader


class DataRoutes:
    """The routes of `routes.py`, as an ASGI application."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._api = DataApi(
            services=services,
            reader=Reader(services.databases, services.keyring),
            exporter=Exporter(services.databases),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call; every error becomes a problem in the caller's language."""
        call = Call(scope, receive, send)
        try:
            handler = find_handler(call)

            async def work(ctx: RequestContext) -> Answer | Stream:
                known = await with_idempotency(ctx, call)
                return cast("Answer | Stream", await handler(self._api, known))

            answer = await self._services.run(call, work)
        except Exception as error:
            problem = to_nexus_error(error)
            body = encode_problem(problem, await self._services.locale(call))
            headers = {k.encode(): v.encode() for k, v in header_lines(problem).items()}
            await call.answer(
                problem.status, body, kind=b"application/problem+json", headers=headers
            )
            return
        told = {b"x-model-version": str(answer.version).encode(), **answer.headers}
        if isinstance(answer, Answer):
            await call.answer(answer.status, answer.body, headers=told)
            return
        async with aclosing(answer.chunks) as chunks:
            await call.stream(chunks, kind=answer.kind, status=answer.status, headers=told)
