"""`Idempotency-Key`: who sends what under which key, for the write door to make it once."""

import hashlib
from dataclasses import replace

from engine.access.actor import Idempotency, RequestContext
from engine.api.call import Call
from engine.core.errors import Fault, InvalidInput

KEY_MAX = 200
HEADER = b"idempotency-key"
UPLOADS = "/api/files"
_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


async def with_idempotency(ctx: RequestContext, call: Call) -> RequestContext:
    """The context that knows the key of a call, or the same one when it has none.

    Raises InvalidInput for a key that is none.
    """
    if call.method not in _METHODS or call.header(HEADER) is None or call.path == UPLOADS:
        return ctx  # an upload's body is not for memory: its whole answer is kept instead
    key = read_key(call)
    digest = hashlib.sha256(f"{call.method} {call.path}?{call.query}\n".encode())
    digest.update(await call.body())
    caller = str(ctx.actor.member_id or ctx.actor.account_id)
    asked = Idempotency(caller=caller, key=key, request=digest.digest())
    return replace(ctx, idempotency=asked)


def read_key(call: Call) -> str:
    """The key of a call. Raises InvalidInput for what is none."""
    key = call.header(HEADER) or ""
    if not 1 <= len(key) <= KEY_MAX or not key.isascii() or not key.isprintable():
        raise InvalidInput(faults=(_malformed(),))
    return key


def _malformed() -> Fault:
    return Fault(
        path="Idempotency-Key",
        code="malformed",
        message={
            "pt-BR": f"A chave tem de 1 a {KEY_MAX} caracteres ASCII.",
            "en": f"The key has from 1 to {KEY_MAX} ASCII characters.",
            "es": f"La clave tiene de 1 a {KEY_MAX} caracteres ASCII.",
        },
        hint={
            "pt-BR": "Use um UUID novo para cada pedido.",
            "en": "Use a new UUID for each request.",
            "es": "Use un UUID nuevo para cada solicitud.",
        },
    )
