"""The model the staff app boots from."""

from fastapi import APIRouter, Request, Response

from engine.access.actor import RequestContext
from engine.api.call import call_of
from engine.api.model_view import ModelViews
from engine.api.services import Services

router = APIRouter(prefix="/api", tags=["model"])
_views = ModelViews()


@router.get("/model")
async def get_model(request: Request) -> Response:
    """This actor's compiled model; 304 when the ETag still holds."""
    services: Services = request.app.state.services

    async def build(context: RequestContext) -> tuple[bytes, str, int]:
        await services.check_fence(context)
        body, etag = _views.get(context)
        return body, etag, context.snapshot.version

    body, etag, version = await services.run(call_of(request), build)
    headers = {
        "etag": f'"{etag}"',
        "cache-control": "private, no-cache",
        "x-model-version": str(version),
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
