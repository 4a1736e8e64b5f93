"""A package as sent: JSON `{"files": {path: text}, "stage_moves"?: {…}}`, a zip, or a multipart
form with a zip in `file` and perhaps `stage_moves` as JSON.

A folder around the package is taken off. Bombs are refused by count and size before anything is
unpacked.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, cast

from starlette.datastructures import UploadFile
from starlette.requests import Request

from engine.api.call import BODY_LIMIT, parse_json
from engine.api.problems import BadRequest, BodyTooLarge
from engine.api.stage_moves import read_moves, read_moves_text
from engine.core.errors import NexusError

_FILES_MAX = 2_000
_UNPACKED_MAX = 20 * 1024 * 1024
_TEXT = (".yaml", ".yml", ".md", ".json", ".txt")


class PackageUnreadable(NexusError):
    """What was sent is no package."""

    code = "package_unreadable"
    status = 422
    message = {
        "pt-BR": "Isto não é um pacote: falta o arquivo app.yaml.",
        "en": "This is no package: it has no app.yaml.",
        "es": "Esto no es un paquete: falta el archivo app.yaml.",
    }
    hint = {
        "pt-BR": 'Envie um zip da pasta do pacote ou JSON {"files": {"app.yaml": "…"}}.',
        "en": 'Send a zip of the package\'s folder or JSON {"files": {"app.yaml": "…"}}.',
        "es": 'Envíe un zip de la carpeta del paquete o JSON {"files": {"app.yaml": "…"}}.',
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPackage:
    """`files` maps paths to texts; `stage_moves` says where records of removed stages go."""

    files: dict[str, str]
    stage_moves: dict[str, dict[str, str]] | None


async def read_package_files(request: Request) -> SentPackage:
    """What was sent. Raises PackageUnreadable, InvalidInput, BadRequest, BodyTooLarge."""
    moves: dict[str, dict[str, str]] | None = None
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=10) as form:
            upload = form.get("file")
            if not isinstance(upload, UploadFile):
                raise PackageUnreadable()
            files = _unzip(await upload.read(BODY_LIMIT + 1))
            told = form.get("stage_moves")
            moves = read_moves_text(told if isinstance(told, str) else None)
    else:
        body = await _body(request)
        if body[:2] == b"PK":
            files = _unzip(body)
        else:
            sent = parse_json(body)
            files, moves = _from_json(sent), read_moves(sent.get("stage_moves"))
    return SentPackage(files=_without_folder(files), stage_moves=moves)


async def _body(request: Request) -> bytes:
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > BODY_LIMIT:
            raise BodyTooLarge(limit=BODY_LIMIT // 1024 // 1024)
    return bytes(chunks)


def _from_json(sent: Any) -> dict[str, str]:
    files = cast("dict[str, Any]", sent).get("files") if isinstance(sent, dict) else None
    if not isinstance(files, dict) or not files or len(cast("dict[str, Any]", files)) > _FILES_MAX:
        raise PackageUnreadable()
    named = cast("dict[str, Any]", files)
    if not all(isinstance(text, str) for text in named.values()):
        raise PackageUnreadable()
    return named


def _unzip(body: bytes) -> dict[str, str]:
    if len(body) > BODY_LIMIT:
        raise BodyTooLarge(limit=BODY_LIMIT // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if (
                len(entries) > _FILES_MAX
                or sum(entry.file_size for entry in entries) > _UNPACKED_MAX
            ):
                raise BodyTooLarge(limit=_UNPACKED_MAX // 1024 // 1024)
            return {
                entry.filename: archive.read(entry).decode("utf-8")
                for entry in entries
                if entry.filename.endswith(_TEXT)
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        struct.error,
    ) as error:
        raise BadRequest(
            detail={
                "pt-BR": "O arquivo zip não pôde ser lido.",
                "en": "The zip file could not be read.",
                "es": "No se pudo leer el archivo zip.",
            }
        ) from error


def _without_folder(files: dict[str, str]) -> dict[str, str]:
    if "app.yaml" in files:
        return files
    roots = [path.removesuffix("app.yaml") for path in files if path.endswith("/app.yaml")]
    if len(roots) != 1:
        raise PackageUnreadable()
    root = roots[0]
    return {path.removeprefix(root): text for path, text in files.items() if path.startswith(root)}
