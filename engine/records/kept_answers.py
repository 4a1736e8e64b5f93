"""A request that is no write of records is made once for each key: publishes, drafts, uploads.

Such work has transactions of its own, so its key is claimed in one before it and gets the answer in
one after it. Whoever comes between is told to wait; a claim nobody ended is told to be unclear.
"""

from dataclasses import dataclass

from engine.access.actor import Idempotency
from engine.core.database import Databases
from engine.core.errors import NexusError
from engine.core.tenant import Clinic
from engine.records.idempotency import IdempotencyKeyReused

__all__ = ["ANSWER_MAX", "IdempotencyInProgress", "IdempotencyUnclear", "KeptAnswer", "claim",
           "forget", "keep"]  # fmt: skip

ANSWER_MAX = 256 * 1024
_UNCLEAR = 0
_CLAIM = (
    "insert into _idempotency (caller, key, request) values ($1, $2, $3)"
    " on conflict (caller, key) do update set at = now(), request = excluded.request,"
    " results = null, status = null, kind = null, answer = null"
    " where _idempotency.at < now() - interval '48 hours' returning true"
)
_FIND = (
    "select request, status, kind, answer, at < now() - interval '10 minutes' is_old"
    " from _idempotency where caller = $1 and key = $2"
)
_KEEP = (
    "update _idempotency set status = $4, kind = $5, answer = $6"
    " where caller = $1 and key = $2 and request = $3"
)
_FORGET = "delete from _idempotency where caller = $1 and key = $2 and request = $3"


class IdempotencyInProgress(NexusError):
    """The same request is being made right now."""

    code = "idempotency_in_progress"
    status = 409
    message = {
        "pt-BR": "Este mesmo pedido ainda está em andamento.",
        "en": "This very request is still under way.",
        "es": "Esta misma solicitud todavía está en curso.",
    }
    hint = {
        "pt-BR": "Envie de novo, com a mesma chave, depois do tempo em Retry-After.",
        "en": "Send it again under the same key after the time in Retry-After.",
        "es": "Envíela de nuevo, con la misma clave, después del tiempo en Retry-After.",
    }


class IdempotencyUnclear(NexusError):
    """The same request was begun, and what it came to is not known."""

    code = "idempotency_unclear"
    status = 409
    message = {
        "pt-BR": "Este pedido já foi feito uma vez e não se sabe como terminou.",
        "en": "This request was made before and it is not known how it ended.",
        "es": "Esta solicitud ya se hizo una vez y no se sabe cómo terminó.",
    }
    hint = {
        "pt-BR": "Veja primeiro o estado atual; se ainda for preciso, repita com uma chave nova.",
        "en": "Look at the present state first; if it is still needed, send it under a new key.",
        "es": "Mire primero el estado actual; si aún hace falta, repítala con una clave nueva.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a request was answered."""

    status: int
    kind: str
    body: bytes


async def claim(databases: Databases, clinic: Clinic, asked: Idempotency) -> KeptAnswer | None:
    """The answer this very request had before; None when it is now to be made.

    Raises IdempotencyKeyReused, IdempotencyInProgress or IdempotencyUnclear.
    """
    async with databases.core.clinic(clinic.id) as con:
        if await con.fetchval(_CLAIM, asked.caller, asked.key, asked.request):
            return None
        row = await con.fetchrow(_FIND, asked.caller, asked.key)
    if row is None:  # the one before was refused this moment
        raise IdempotencyInProgress(retry_after=1)
    if row["request"] != asked.request:
        raise IdempotencyKeyReused
    if row["status"] is None and not row["is_old"]:
        raise IdempotencyInProgress(retry_after=1)
    if row["status"] is None or row["status"] == _UNCLEAR:
        raise IdempotencyUnclear
    return KeptAnswer(status=row["status"], kind=row["kind"], body=row["answer"])


async def keep(
    databases: Databases, clinic: Clinic, asked: Idempotency, answer: KeptAnswer | None
) -> None:
    """Keep what the request came to; None when that is not known."""
    status, kind, body = (
        (answer.status, answer.kind, answer.body) if answer else (_UNCLEAR, None, None)
    )
    async with databases.core.clinic(clinic.id) as con:
        await con.execute(_KEEP, asked.caller, asked.key, asked.request, status, kind, body)


async def forget(databases: Databases, clinic: Clinic, asked: Idempotency) -> None:
    """A refused request does not use its key up."""
    async with databases.core.clinic(clinic.id) as con:
        await con.execute(_FORGET, asked.caller, asked.key, asked.request)
