"""The application: hot routes (records, views) as plain ASGI, the rest behind FastAPI, the front
end beside them."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.api import (
    definition_routes,
    draft_routes,
    health_routes,
    model_routes,
    openapi_routes,
    session_routes,
)
from engine.api.call import BODY_LIMIT, Call, call_of
from engine.api.data.routes import is_hot
from engine.api.data.serve import DataRoutes
from engine.api.envelope import AnswerProblems, Envelope
from engine.api.framework_errors import from_framework
from engine.api.kept_answers import KeptAnswers
from engine.api.openapi.document import Documents
from engine.api.problems import (
    BodyTooLarge,
    MethodNotAllowed,
    encode_problem,
    header_lines,
)
from engine.api.services import Services
from engine.api.start import open_services
from engine.api.static import StaticFiles
from engine.core.errors import NexusError
from engine.core.settings import Settings

ROUTERS = (
    session_routes.router,
    model_routes.router,
    definition_routes.router,
    draft_routes.router,
    health_routes.router,
    openapi_routes.router,
)
END_STREAMS = "nexus.end_streams"
"""In the state of the lifespan: what a server calls first when it stops, since streams do not end
by themselves."""
_FRONT_END = Path(__file__).parents[2] / "frontend" / "dist"


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The ASGI application, configured from the environment unless `settings` is given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[Mapping[str, Any]]:
        async with open_services(settings or Settings.load()) as services:
            app.state.services = services
            yield {END_STREAMS: services.streams.close}

    api = FastAPI(
        title="One Nexus Atemporal",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    for router in ROUTERS:
        api.include_router(router)
    api.state.documents = Documents([route for router in ROUTERS for route in router.routes])

    async def locale(call: Call) -> str:
        services: Services = api.state.services
        return await services.locale(call)

    api.add_middleware(AnswerProblems, locale=locale)
    api.add_exception_handler(NexusError, _answer_problem)
    api.add_exception_handler(RequestValidationError, _answer_problem)
    api.add_exception_handler(HTTPException, _answer_problem)
    root = _Root(api, AnswerProblems(StaticFiles(_FRONT_END), locale))

    def services() -> Services:
        return api.state.services

    return Envelope(KeptAnswers(root, services, locale))


class _Root:
    """Chooses who answers by the first letters of the path."""

    def __init__(self, api: FastAPI, pages: ASGIApp) -> None:
        self._api, self._pages = api, pages
        self._hot: DataRoutes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Dispatch one connection."""
        if scope["type"] != "http":
            await self._api(scope, receive, send)
            return
        path: str = scope["path"]
        if is_hot(path):
            if self._hot is None:
                services: Services = self._api.state.services
                self._hot = DataRoutes(services)
            await self._hot(scope, receive, send)
        elif path.startswith("/api/") or path == "/api":
            await self._api(scope, _limited(receive), send)
        else:
            await self._pages(scope, receive, send)


def _limited(receive: Receive) -> Receive:
    """The body's messages up to the limit."""
    size = 0

    async def next_message() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > BODY_LIMIT:
            raise BodyTooLarge(limit=BODY_LIMIT // 1024 // 1024)
        return message

    return next_message


async def _answer_problem(request: Request, error: Exception) -> Response:
    services: Services = request.app.state.services
    problem = from_framework(error)
    if isinstance(problem, MethodNotAllowed):
        problem = MethodNotAllowed(allowed=", ".join(sorted(_methods(request.scope))))
    return _refusal(problem, await services.locale(call_of(request)))


def _methods(scope: Scope) -> set[str]:
    """Of all routes of an address: the framework names those of the first only."""
    routes = (route for router in ROUTERS for route in router.routes if isinstance(route, Route))
    fitting = (route for route in routes if route.matches(scope)[0] is not Match.NONE)
    return {method for route in fitting for method in route.methods or ()}


def _refusal(problem: NexusError, locale: str) -> Response:
    return Response(
        encode_problem(problem, locale),
        problem.status,
        headers=header_lines(problem),
        media_type="application/problem+json",
    )
