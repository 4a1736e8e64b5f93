"""Uploads: one file in the body, raw or as a form, received in chunks and judged before it is
kept."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from urllib.parse import unquote

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.known_parameters import unknown_parameter
from engine.api.problems import BadRequest
from engine.core.errors import InvalidInput
from engine.files.judge import judge
from engine.files.multipart import FilePart, boundary_of
from engine.files.refused import INCOMPLETE, FilesUnavailable, FileTooLarge, refuse, shown_size
from engine.files.spool import Spool, open_spool
from engine.query.parameters import malformed, read_parameters
from engine.records.uploads import find_place, keep_upload

PARAMETERS = ("name", "entity", "field")
_FORM_OVERHEAD = 16 * 1024
_DRAINED = 4  # times the limit: a browser shows an answer only once its body was taken
_EXTENDED = re.compile(r"filename\*\s*=\s*utf-8''([^;\s]+)", re.IGNORECASE)
_PLAIN = re.compile(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))', re.IGNORECASE)


async def upload(api: DataApi, ctx: RequestContext, call: Call) -> Answer:
    """Take one file; it is the uploader's until a record holds it."""
    services = api.services
    await services.check_fence(ctx)
    asked = _parameters(call.query)
    limit = services.settings.file_limit
    place = find_place(ctx, asked.get("entity"), asked.get("field"), limit)
    async with (
        open_spool(services.settings.var, place.limit) as spool,
        aclosing(call.chunks()) as body,
    ):
        try:
            name = await _receive(call, spool, body, place.limit)
        except FileTooLarge:
            await _drain(body, place.limit * _DRAINED)
            raise
        except BadRequest:
            raise refuse(INCOMPLETE) from None
        except OSError as error:
            raise FilesUnavailable from error
        file = await judge(spool, asked.get("name") or name, place.accept)
        if file.size > place.limit:  # written anew, an image may have grown
            raise FileTooLarge(limit=shown_size(place.limit))
        file_id = await keep_upload(
            ctx, services.databases, services.files, place.datasources, file
        )
    made = {
        "id": str(file_id), "name": file.name, "content_type": file.content_type,
        "size": file.size, "width": file.width, "height": file.height,
    }  # fmt: skip
    return json_answer(ctx, {"data": made}, 201)


async def _receive(call: Call, spool: Spool, body: AsyncGenerator[bytes], limit: int) -> str:
    """Put the file into the spool; answers the name it was sent under."""
    length = call.header(b"content-length") or ""
    boundary = boundary_of(call.header(b"content-type"))
    overhead = _FORM_OVERHEAD if boundary else 0
    if length.isascii() and length.isdigit() and int(length) > limit + overhead:
        raise FileTooLarge(limit=shown_size(limit))
    if boundary is None:
        await spool.receive(body)
        return _named(call.header(b"content-disposition") or "")
    part = FilePart(boundary)
    async with aclosing(part.chunks(body)) as chunks:
        await spool.receive(chunks)
    return part.name or ""


async def _drain(body: AsyncGenerator[bytes], most: int) -> None:
    async for chunk in body:
        most -= len(chunk)
        if most < 0:
            return


def _named(header: str) -> str:
    """The file name of a Content-Disposition header."""
    if found := _EXTENDED.search(header):
        return unquote(found[1], errors="replace")
    if found := _PLAIN.search(header):
        sent = found[1] if found[1] is not None else found[2]
        return re.sub(r"\\(.)", r"\1", sent).encode("latin-1").decode("utf-8", "replace")
    return ""


def _parameters(query: str) -> dict[str, str]:
    pairs = read_parameters(query)
    names = [name for name, _ in pairs]
    found = [unknown_parameter(name[:60], PARAMETERS) for name in names if name not in PARAMETERS]
    found += [malformed(name) for name in sorted(set(names)) if names.count(name) > 1]
    given = dict(pairs)
    if "field" in given and "entity" not in given:
        found.append(malformed("field"))
    if found:
        raise InvalidInput(faults=tuple(found))
    return given
