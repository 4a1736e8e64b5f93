"""A write sent twice is made once: the key is kept with its results in the write's own transaction.

A second call with the same key waits for the first to end. If that one was undone, it is made now;
if it stands, its results are answered. A key that comes with another request is refused.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from engine.access.actor import Idempotency, RequestContext
from engine.core.errors import NexusError
from engine.core.pool import Connection
from engine.records.change import WriteResult

_CLAIM = (
    "insert into _idempotency (caller, key, request) values ($1, $2, $3)"
    " on conflict (caller, key) do update set at = now(), request = excluded.request,"
    " results = null where _idempotency.at < now() - interval '48 hours'"
    " returning true"
)
_FIND = (
    "select request, results::text, at >= now() - interval '48 hours' is_recent"
    " from _idempotency where caller = $1 and key = $2"
)
_KEEP = "update _idempotency set results = $3::jsonb where caller = $1 and key = $2"


class IdempotencyKeyReused(NexusError):
    """The same key came with another request."""

    code = "idempotency_key_reused"
    status = 422
    message = {
        "pt-BR": "Esta Idempotency-Key já foi usada com outro pedido.",
        "en": "This Idempotency-Key was used with another request already.",
        "es": "Esta Idempotency-Key ya se usó con otra solicitud.",
    }
    hint = {
        "pt-BR": "Gere uma chave nova para cada pedido; repita a chave só ao reenviar o mesmo.",
        "en": "Make a new key for each request; repeat one only to send the same again.",
        "es": "Genere una clave nueva para cada solicitud; repítala solo al reenviar la misma.",
    }


async def find_results(con: Connection, ctx: RequestContext) -> tuple[WriteResult, ...] | None:
    """What this very request came to before; None when it is to be made now.

    Raises IdempotencyKeyReused.
    """
    asked = ctx.idempotency
    if asked is None:
        return None
    if await con.fetchval(_CLAIM, asked.caller, asked.key, asked.request):
        return None
    row = await con.fetchrow(_FIND, asked.caller, asked.key)
    if row is None or row["request"] != asked.request:
        raise IdempotencyKeyReused
    return _read(row["results"])


async def find_earlier(con: Connection, ctx: RequestContext) -> tuple[WriteResult, ...] | None:
    """What this very request came to, when that is known already; nothing is claimed.

    Raises IdempotencyKeyReused.
    """
    asked = ctx.idempotency
    row = await con.fetchrow(_FIND, asked.caller, asked.key) if asked is not None else None
    if asked is None or row is None or not row["is_recent"]:
        return None
    if row["request"] != asked.request:
        raise IdempotencyKeyReused
    return _read(row["results"])


async def keep_results(
    con: Connection, ctx: RequestContext, results: Sequence[WriteResult]
) -> None:
    """Remember what the request came to."""
    asked: Idempotency | None = ctx.idempotency
    if asked is not None:
        kept = [
            [str(each.id), each.version, str(each.change_set), each.is_changed] for each in results
        ]
        await con.execute(_KEEP, asked.caller, asked.key, json.dumps(kept))


def _read(text: str) -> tuple[WriteResult, ...]:
    return tuple(
        WriteResult(id=UUID(record), version=version, change_set=UUID(named), is_changed=changed)
        for record, version, named, changed in json.loads(text)
    )
