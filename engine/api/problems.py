"""The one place that knows HTTP errors: a NexusError becomes `application/problem+json` (RFC 9457).

Messages are in the user's language; codes are stable. Logs get code, path and ids, never a value.
"""

import json
import logging
import re
from typing import Any

import asyncpg
from pydantic import ValidationError

from engine.api.request_id import current_request_id
from engine.core.errors import InvalidInput, NexusError, NotFound, Text
from metamodel.label import DEFAULT_LOCALE, LOCALES

log = logging.getLogger("nexus.api")

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    410: "Gone",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class BadRequest(NexusError):
    """The request itself cannot be read."""

    code = "bad_request"
    status = 400
    message = {
        "pt-BR": "O pedido não pôde ser lido.",
        "en": "The request could not be read.",
        "es": "No se pudo leer la solicitud.",
    }
    hint = {
        "pt-BR": "Confira o formato do que foi enviado e tente de novo.",
        "en": "Check the form of what was sent and try again.",
        "es": "Revise el formato de lo enviado e intente de nuevo.",
    }


class BodyTooLarge(NexusError):
    """The body is over the limit."""

    code = "body_too_large"
    status = 413
    message = {
        "pt-BR": "O conteúdo enviado é grande demais (limite de {limit} MB).",
        "en": "What was sent is too large (limit {limit} MB).",
        "es": "Lo enviado es demasiado grande (límite de {limit} MB).",
    }
    hint = {
        "pt-BR": "Divida o envio em partes.",
        "en": "Send it in parts.",
        "es": "Divida el envío en partes.",
    }


class UnsupportedMedia(NexusError):
    """The body is of a kind this address does not take."""

    code = "unsupported_media"
    status = 415
    message = {
        "pt-BR": "Este endereço só aceita JSON.",
        "en": "This address takes JSON only.",
        "es": "Esta dirección solo acepta JSON.",
    }
    hint = {
        "pt-BR": "Envie o cabeçalho Content-Type: application/json.",
        "en": "Send the header Content-Type: application/json.",
        "es": "Envíe el encabezado Content-Type: application/json.",
    }


class MethodNotAllowed(NexusError):
    """The address exists, the method does not; `allowed` names those there are."""

    code = "method_not_allowed"
    status = 405
    message = {
        "pt-BR": "Este endereço não aceita este método.",
        "en": "This address does not take this method.",
        "es": "Esta dirección no acepta este método.",
    }
    hint = {
        "pt-BR": "Métodos aceitos: {allowed}.",
        "en": "It takes: {allowed}.",
        "es": "Métodos aceptados: {allowed}.",
    }


class Busy(NexusError):
    """The database could not answer in time or is not reachable."""

    code = "busy"
    status = 503
    message = {
        "pt-BR": "O sistema está ocupado. Tente de novo em instantes.",
        "en": "The system is busy. Try again in a moment.",
        "es": "El sistema está ocupado. Intente de nuevo en un momento.",
    }


class Unexpected(NexusError):
    """An error of ours that no class names; the log has it under the same request id."""

    code = "error"
    status = 500
    hint = {
        "pt-BR": "Tente de novo; se continuar, informe o código {request_id} ao suporte.",
        "en": "Try again; if it goes on, tell support the code {request_id}.",
        "es": "Intente de nuevo; si continúa, informe el código {request_id} al soporte.",
    }


def choose_locale(accept_language: str | None) -> str:
    """The language of the header we speak that is wanted most, else pt-BR."""
    parts = [part.partition(";") for part in (accept_language or "")[:500].split(",")]
    for tag, _, weight in sorted(parts, key=lambda part: -_weight(part[2])):
        wanted = tag.strip().lower().split("-")[0]
        for locale in LOCALES:
            if locale.lower().split("-")[0] == wanted and _weight(weight) > 0:
                return locale
    return DEFAULT_LOCALE


def _weight(text: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", text)
    return float(found[1]) if found else 1.0


def say(text: Text, locale: str, params: dict[str, object] | None = None) -> str:
    """The text in `locale`, else pt-BR, with its placeholders filled."""
    template = text.get(locale) or text.get(DEFAULT_LOCALE) or next(iter(text.values()), "")
    for key, value in (params or {}).items():
        template = template.replace("{" + key + "}", str(value))
    return template


def problem_of(error: NexusError, locale: str) -> dict[str, Any]:
    """The problem document of an error."""
    problem: dict[str, Any] = {
        "type": f"urn:nexus:problem:{error.code}",
        "title": say(error.message, locale, error.params),
        "status": error.status,
        "code": error.code,
        "detail": say(error.detail or error.message, locale, error.params),
        "errors": [
            {
                "path": fault.path,
                "code": fault.code,
                "message": say(fault.message, locale),
                **({"hint": say(fault.hint, locale)} if fault.hint else {}),
                **fault.data,
            }
            for fault in error.faults
        ],
    }
    if error.hint:
        problem["hint"] = say(error.hint, locale, error.params)
    for key in ("version", "retry_after", "request_id"):
        if key in error.params:
            problem[key] = error.params[key]
    problem.update(error.beside)
    return problem


def encode_problem(error: NexusError, locale: str) -> bytes:
    """The problem document as UTF-8 JSON."""
    return json.dumps(problem_of(error, locale), ensure_ascii=False, default=str).encode(
        "utf-8", "replace"
    )


def to_nexus_error(error: Exception) -> NexusError:
    """Any error as one of ours: what the database refuses is bad input or busy; the rest is logged
    and stays a 500."""
    match error:
        case NexusError():
            return error
        case ValidationError():
            return InvalidInput()
        case asyncpg.InvalidTextRepresentationError() | asyncpg.DataError() | UnicodeEncodeError():
            return BadRequest()
        case (
            asyncpg.QueryCanceledError()
            | asyncpg.LockNotAvailableError()
            | asyncpg.TooManyConnectionsError()
            | asyncpg.CannotConnectNowError()
            | asyncpg.InterfaceError()
            | asyncpg.PostgresConnectionError()
            | OSError()
        ):
            log.warning("database busy: %s", type(error).__name__)
            return Busy(retry_after=1)
        case _:
            log.error("unexpected %s", type(error).__name__, exc_info=error)
            return Unexpected(request_id=current_request_id())


def header_lines(error: NexusError) -> dict[str, str]:
    """The headers that go with a problem."""
    headers: dict[str, str] = {}
    if error.status == 503 or (error.status == 409 and "retry_after" in error.params):
        headers["retry-after"] = "1"
    if isinstance(error, MethodNotAllowed):
        headers["allow"] = str(error.params.get("allowed", "GET, HEAD"))
    return headers


__all__ = [
    "BadRequest",
    "BodyTooLarge",
    "Busy",
    "MethodNotAllowed",
    "NotFound",
    "UnsupportedMedia",
    "choose_locale",
    "encode_problem",
    "header_lines",
    "say",
]
