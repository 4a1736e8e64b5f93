"""Is the process alive, and is everything it needs there?"""

from fastapi import APIRouter, Request, Response

from engine.api.services import Services

router = APIRouter(prefix="/api", tags=["operations"])


@router.get("/health")
async def get_health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/ready")
async def get_ready(request: Request, response: Response) -> dict[str, str]:
    """Both databases answer. 503 names what does not."""
    services: Services = request.app.state.services
    parts: dict[str, str] = {}
    for name in ("core", "chat"):
        try:
            async with services.databases.source(name).system() as con:
                await con.fetchval("select 1")
            parts[name] = "ok"
        except Exception as error:
            parts[name] = type(error).__name__
            response.status_code = 503
    return {"status": "ok" if response.status_code != 503 else "unavailable", **parts}
