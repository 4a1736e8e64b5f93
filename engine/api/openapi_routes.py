"""`GET /api/openapi.json`: this clinic's API as the caller may use it."""

from typing import Any

from fastapi import APIRouter, Request, Response

from engine.access.actor import RequestContext
from engine.api.call import call_of
from engine.api.known_parameters import KnownParameters
from engine.api.openapi.document import Documents
from engine.api.services import Services

router = APIRouter(prefix="/api", tags=["model"], dependencies=[KnownParameters])


@router.get("/openapi.json", response_model=dict[str, Any])
async def get_openapi(request: Request) -> Response:
    """The OpenAPI 3.1 document; 304 when the ETag still holds."""
    services: Services = request.app.state.services
    documents: Documents = request.app.state.documents

    async def build(context: RequestContext) -> tuple[bytes, str, int]:
        await services.check_fence(context)
        body, etag = documents.get(context)
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
