"""Exports: a file that is sent while it is read."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import DataApi, Stream


async def export(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Stream:
    """Every record of a list, as CSV or lines of JSON."""
    file = api.exporter.export(ctx, entity, call.query)
    first = await anext(file.chunks)  # the fence is passed before the status is sent

    async def chunks() -> AsyncGenerator[bytes]:
        async with aclosing(file.chunks) as rest:
            yield first
            async for chunk in rest:
                yield chunk

    return Stream(
        chunks=chunks(),
        kind=file.kind.encode(),
        version=ctx.snapshot.version,
        headers={
            b"content-disposition": f'attachment; filename="{file.name}"'.encode("ascii", "replace")
        },
    )
