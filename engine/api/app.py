"""The application: hot routes (records, views) as plain ASGI, the rest behind FastAPI, the front
end beside them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.api import (
    definition_routes,
    draft_routes,
    health_routes,
    model_routes,
    session_routes,
)
from engine.api.hot_routes import HotRoutes
from engine.api.problems import MethodNotAllowed, choose_locale, encode_problem, to_nexus_error
from engine.api.services import Services
from engine.api.start import open_services
from engine.api.static import StaticFiles
from engine.core.errors import Fault, InvalidInput, NexusError, NotFound
from engine.core.settings import Settings

_FRONT_END = Path(__file__).parents[2] / "frontend" / "dist"


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The ASGI application, configured from the environment unless `settings` is given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with open_services(settings or Settings.load()) as services:
            app.state.services = services
            yield

    api = FastAPI(
        title="One Nexus Atemporal",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    for router in (
        session_routes.router,
        model_routes.router,
        definition_routes.router,
        draft_routes.router,
        health_routes.router,
    ):
        api.include_router(router)
    api.add_exception_handler(Exception, _answer_problem)
    api.add_exception_handler(NexusError, _answer_problem)
    api.add_exception_handler(RequestValidationError, _answer_problem)
    api.add_exception_handler(HTTPException, _answer_problem)
    return _Root(api, StaticFiles(_FRONT_END))


class _Root:
    """Chooses who answers by the first letters of the path."""

    def __init__(self, api: FastAPI, pages: StaticFiles) -> None:
        self._api, self._pages = api, pages
        self._hot: HotRoutes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Dispatch one connection."""
        if scope["type"] != "http":
            await self._api(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith(("/api/data", "/api/views/")):
            if self._hot is None:
                services: Services = self._api.state.services
                self._hot = HotRoutes(services)
            await self._hot(scope, receive, send)
        elif path.startswith("/api/") or path == "/api":
            await self._api(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD"):
            await self._pages(scope, send)
        else:
            body = encode_problem(MethodNotAllowed(), choose_locale(None))
            await Response(body, 405, media_type="application/problem+json")(scope, receive, send)


async def _answer_problem(request: Request, error: Exception) -> Response:
    problem = _from_framework(error)
    locale = choose_locale(request.headers.get("accept-language"))
    return Response(
        encode_problem(problem, locale), problem.status, media_type="application/problem+json"
    )


def _from_framework(error: Exception) -> NexusError:
    match error:
        case RequestValidationError():
            faults = tuple(
                Fault(
                    path=".".join(str(part) for part in fault["loc"] if part != "body"),
                    code=fault["type"],
                    message={"pt-BR": "Valor ausente ou inválido.", "en": str(fault["msg"])},
                )
                for fault in error.errors()
            )
            return InvalidInput(faults=faults)
        case HTTPException(status_code=405):
            return MethodNotAllowed()
        case HTTPException(status_code=404):
            return NotFound()
        case _:
            return to_nexus_error(error)
