"""Files going out: the question who may have one, and the bytes behind a short-lived address.

`GET /api/files/{id}` asks and redirects; where the store has signed addresses of its own it leads
there, else to the content route here, whose token names clinic, member, file and form. What a
browser could run is never shown: only pictures, PDF, sound and video are, everything else is
downloaded, and nothing runs in the product's origin.
"""

import json
import re
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, Stream
from engine.api.data.sent import record_id
from engine.api.known_parameters import unknown_parameter
from engine.core.errors import InvalidInput, NexusError, NotFound
from engine.core.keyring import TokenInvalid
from engine.files.kinds import SAFE_INLINE
from engine.query.parameters import malformed, read_parameters
from engine.records.file_access import StoredFile, find_file, load_file
from engine.records.uploads import THUMBNAIL

PURPOSE = "file content"
SECONDS = 300
_STEP = SECONDS // 2  # addresses stay the same for so long, so that a browser need not ask again
_FORMS = ("full", "thumb")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
_LOCKED = b"default-src 'none'; sandbox"
_PDF = b"default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"  # no viewer in a sandbox


class LinkExpired(NexusError):
    """The address of a file's content was good for five minutes."""

    code = "link_expired"
    status = 410
    message = {
        "pt-BR": "Este endereço do arquivo expirou.",
        "en": "This address of the file has expired.",
        "es": "Esta dirección del archivo expiró.",
    }
    hint = {
        "pt-BR": "Abra o arquivo de novo a partir do registro.",
        "en": "Open the file from its record again.",
        "es": "Abra el archivo de nuevo desde su registro.",
    }


async def get_file(api: DataApi, ctx: RequestContext, call: Call, file: str) -> Answer:
    """Lead to the content, for who may have it."""
    services = api.services
    await services.check_fence(ctx)
    form, is_download = _asked(call.query)
    found = await find_file(ctx, services.databases, api.reader, record_id(file))
    if form == "thumb" and not found.has_thumbnail:
        raise NotFound
    disposition = _disposition(found, form, is_download=is_download)
    key, kind = _place(found, form)
    target = services.files.link(key, seconds=SECONDS, content_type=kind, disposition=disposition)
    if target is None:
        target = f"/api/files/content/{_token(api, ctx, found, form, is_download=is_download)}"
    return Answer(307, b"", ctx.snapshot.version, {b"location": target.encode()})


async def get_content(api: DataApi, ctx: RequestContext, call: Call, token: str) -> Answer | Stream:
    """The bytes, whole or from a range, to the member the address was made for."""
    services = api.services
    await services.check_fence(ctx)
    file_id, form, is_download = _read_token(api, ctx, token)
    found = await load_file(ctx, services.databases, file_id)
    key, kind = _place(found, form)
    size = found.size if form == "full" else None
    if not await services.files.exists(key):
        raise NotFound
    tag = f'"{found.sha256[:32]}-{form}"'
    headers = {
        b"etag": tag.encode(),
        b"cache-control": b"private, max-age=600",
        b"content-disposition": _disposition(found, form, is_download=is_download).encode(),
        b"content-security-policy": _PDF if kind == "application/pdf" else _LOCKED,
        b"cross-origin-resource-policy": b"same-origin",
        b"referrer-policy": b"no-referrer",
    }
    version = ctx.snapshot.version
    if tag in (call.header(b"if-none-match") or ""):
        kept = {name: headers[name] for name in (b"etag", b"cache-control")}
        return Answer(304, b"", version, kept)
    span = _span(call, tag, size)
    if size is not None:
        headers[b"accept-ranges"] = b"bytes"
    if span is None:
        length = {} if size is None else {b"content-length": str(size).encode()}
        chunks = services.files.open(key)
        return Stream(chunks=chunks, kind=kind.encode(), version=version, headers=headers | length)
    start, end = span
    if start >= (size or 0) or start > end:
        return Answer(416, b"", version, {b"content-range": f"bytes */{size}".encode()})
    headers[b"content-range"] = f"bytes {start}-{end}/{size}".encode()
    headers[b"content-length"] = str(end - start + 1).encode()
    chunks = services.files.open(key, start, end - start + 1)
    return Stream(chunks=chunks, kind=kind.encode(), version=version, status=206, headers=headers)


def _asked(query: str) -> tuple[str, bool]:
    given = dict(pairs := read_parameters(query))
    names = [name for name, _ in pairs]
    known = ("size", "download")
    found = [unknown_parameter(name[:60], known) for name in names if name not in known]
    form, download = given.get("size", "full"), given.get("download", "0")
    found += [malformed("size")] if form not in _FORMS else []
    found += [malformed("download")] if download not in ("0", "1") else []
    if found:
        raise InvalidInput(faults=tuple(found))
    return form, download == "1"


def _place(file: StoredFile, form: str) -> tuple[str, str]:
    """Key and content type of the file or of its thumbnail."""
    if form == "thumb":
        return file.store_key + THUMBNAIL, "image/webp"
    return file.store_key, file.content_type


def _disposition(file: StoredFile, form: str, *, is_download: bool) -> str:
    is_shown = form == "thumb" or file.content_type in SAFE_INLINE
    kind = "inline" if is_shown and not is_download else "attachment"
    plain = re.sub(r"[^ !#-\[\]-~]", "_", file.name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"


def _token(
    api: DataApi, ctx: RequestContext, file: StoredFile, form: str, *, is_download: bool
) -> str:
    ends = (int(ctx.now.timestamp()) // _STEP + 2) * _STEP
    payload = [ctx.clinic.id, str(ctx.actor.member_id), str(file.id), form, is_download, ends]
    return api.services.keyring.sign(PURPOSE, json.dumps(payload).encode())


def _read_token(api: DataApi, ctx: RequestContext, token: str) -> tuple[UUID, str, bool]:
    """File, form and whether it is a download. Raises NotFound for what was not made for this
    member of this clinic, LinkExpired for what was."""
    try:
        payload = cast("list[Any]", json.loads(api.services.keyring.verify(PURPOSE, token)))
    except TokenInvalid:
        raise NotFound from None
    clinic, member, file, form, is_download, ends = payload
    if clinic != ctx.clinic.id or member != str(ctx.actor.member_id):
        raise NotFound
    if ctx.now.timestamp() >= ends:
        raise LinkExpired
    return UUID(file), form, is_download


def _span(call: Call, tag: str, size: int | None) -> tuple[int, int] | None:
    """First and last byte of a range request; None for the whole. Several ranges get the whole."""
    found = _RANGE.match(call.header(b"range") or "")
    if found is None or size is None or not (found[1] or found[2]):
        return None
    if call.header(b"if-range") not in (None, tag):
        return None
    if not found[1]:
        return max(0, size - int(found[2][:18])), size - 1 if int(found[2][:18]) else -1
    last = int(found[2][:18]) if found[2] else size - 1
    return int(found[1][:18]), min(last, size - 1)
