"""The built front ends, on the same origin as the API: files, and the app's page at the addresses
its router knows. Anywhere else a browser gets the page that says so, others a problem; both 404."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.types import Receive, Scope, Send

from engine.api.problems import MethodNotAllowed
from engine.core.errors import NotFound

PAGES = re.compile(r"/(?:login|m/[^/]+(?:/[^/]+)?|r/[^/]+/[^/]+|t/[^/]+)?/?\Z")
"""The addresses of `frontend/src/router.tsx`; a test compares the two."""
_PAGE_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        b" img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none';"
        b" base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=()"),
)
_NOT_BUILT = (
    b"<!doctype html><meta charset=utf-8><title>One Nexus Atemporal</title>"
    b"<p>The front end is not built yet: run <code>make run</code> or <code>npm run build</code>."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    body: bytes
    zipped: bytes | None
    kind: bytes
    etag: bytes
    modified: int


class StaticFiles:
    """Serves one folder from memory, compressed once, refreshed when a file's time stamp moves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._files: dict[Path, _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GET or HEAD. Raises NotFound or MethodNotAllowed."""
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed(allowed="GET, HEAD")
        path = scope["path"].lstrip("/")
        sent = dict(scope["headers"])
        file, status = self._load(path), 200
        if file is None:
            is_page = PAGES.match(scope["path"]) is not None
            if not is_page and b"text/html" not in sent.get(b"accept", b""):
                raise NotFound()
            file, status = self._load("index.html"), 200 if is_page else 404
        if file is None:
            headers = [(b"content-type", b"text/html; charset=utf-8")]
            await _send(send, 503, _NOT_BUILT, headers)
            return
        immutable = path.startswith("assets/")
        headers = [
            (b"content-type", file.kind),
            (b"etag", file.etag),
            (b"vary", b"accept-encoding"),
            (
                b"cache-control",
                b"public, max-age=31536000, immutable" if immutable else b"no-cache",
            ),
            (b"x-content-type-options", b"nosniff"),
            *_PAGE_HEADERS,
        ]
        if status == 200 and sent.get(b"if-none-match") == file.etag:
            await _send(send, 304, b"", headers)
            return
        body = file.body
        if file.zipped is not None and b"gzip" in sent.get(b"accept-encoding", b""):
            body = file.zipped
            headers.append((b"content-encoding", b"gzip"))
        await _send(send, status, b"" if scope["method"] == "HEAD" else body, headers)

    def _load(self, path: str) -> _File | None:
        if "\x00" in path:
            return None
        target = (self._folder / path).resolve()
        if not target.is_relative_to(self._folder) or not target.is_file():
            return None
        modified = target.stat().st_mtime_ns
        known = self._files.get(target)
        if known and known.modified == modified:
            return known
        body = target.read_bytes()
        kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind.endswith(
            ("javascript", "json", "svg+xml", "manifest+json")
        )
        file = _File(
            body=body,
            zipped=gzip.compress(body, 6) if is_text and len(body) > 1000 else None,
            kind=(f"{kind}; charset=utf-8" if is_text else kind).encode(),
            etag=b'"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'"',
            modified=modified,
        )
        self._files[target] = file
        return file


async def _send(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
