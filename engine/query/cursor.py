"""Cursors: where a page ended, signed, and bound to who asked what under which rules (law 2).

A cursor of another clinic, member, question, model or policy is stale; one nobody signed is
invalid.
"""

import hashlib
import json
from typing import cast

from engine.access.actor import RequestContext
from engine.core.errors import NexusError
from engine.core.keyring import Keyring, TokenInvalid
from engine.query.plan import QueryPlan

PURPOSE = "cursor"
LENGTH_MAX = 16_000


class CursorStale(NexusError):
    """The list this page belongs to is no longer the same; start again from its first page."""

    code = "cursor_stale"
    status = 410
    message = {
        "pt-BR": "A lista mudou desde a página anterior. Recomece da primeira página.",
        "en": "The list has changed since the last page. Start again from the first page.",
        "es": "La lista cambió desde la página anterior. Vuelva a empezar desde la primera.",
    }
    hint = {
        "pt-BR": "Repita o pedido sem “after”.",
        "en": "Repeat the request without “after”.",
        "es": "Repita la solicitud sin “after”.",
    }


class CursorInvalid(NexusError):
    """The text in `after` is no cursor of this server."""

    code = "cursor_invalid"
    status = 400
    message = {
        "pt-BR": "O valor de “after” não é válido.",
        "en": "The value of “after” is not valid.",
        "es": "El valor de “after” no es válido.",
    }
    hint = {
        "pt-BR": "Use o “next” da página anterior, sem mudanças.",
        "en": "Use the “next” of the page before, unchanged.",
        "es": "Use el “next” de la página anterior, sin cambios.",
    }


def sign_cursor(
    keyring: Keyring,
    ctx: RequestContext,
    plan: QueryPlan,
    values: list[str | None],
    column: str | None = "",
) -> str:
    """The text of a cursor that goes on after a row with these sort values."""
    bound = [_binding(ctx, plan, column), values]
    payload = json.dumps(bound, separators=(",", ":"), ensure_ascii=False)
    return keyring.sign(PURPOSE, payload.encode())


def read_cursor(
    keyring: Keyring, ctx: RequestContext, plan: QueryPlan, text: str, length: int
) -> tuple[str | None, ...]:
    """The values of a cursor. Raises CursorInvalid or CursorStale."""
    try:
        if len(text) > LENGTH_MAX:
            raise TokenInvalid
        payload: object = json.loads(keyring.verify(PURPOSE, text))
    except (TokenInvalid, ValueError) as error:
        raise CursorInvalid from error
    binding, values = cast("tuple[str, list[str | None]]", payload)
    column = plan.columns[0] if len(plan.columns) == 1 else ""
    if binding != _binding(ctx, plan, column) or len(values) != length:
        raise CursorStale
    return tuple(values)


def _binding(ctx: RequestContext, plan: QueryPlan, column: str | None) -> str:
    parts = f"{ctx.clinic.id}\n{ctx.actor.member_id}\n{plan.digest}\n{column or ''}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]
