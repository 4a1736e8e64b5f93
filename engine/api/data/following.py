"""Following what changes: pages for integrators who keep a copy, a live stream for screens."""

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, Stream
from engine.api.known_parameters import unknown_parameter
from engine.api.sessions import hash_token
from engine.core.errors import Fault, InvalidInput
from engine.core.keyring import TokenInvalid
from engine.query.parameters import read_parameters


async def get_changes(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """What changed in an entity since a position."""
    body = await api.services.changes.page(ctx, entity, call.query)
    return Answer(200, body, ctx.snapshot.version)


async def follow_events(api: DataApi, ctx: RequestContext, call: Call) -> Stream:
    """Server-sent events: which records changed that the caller may see."""
    after = _read_after(call)
    await api.services.check_fence(ctx)
    token = call.session_token() or call.header(b"authorization") or ""

    async def identify() -> RequestContext:
        return await api.services.context(await api.services.identify(call))

    # A browser that goes on after a break sends the header with the address it first opened.
    last_id = call.header(b"last-event-id") or None
    try:
        chunks = await api.services.streams.open(
            ctx, hash_token(token).hex(), last_id or after, identify
        )
    except TokenInvalid:
        raise InvalidInput(faults=(_ID_INVALID if last_id else _AFTER_INVALID,)) from None
    return Stream(
        chunks=chunks,
        kind=b"text/event-stream",
        version=ctx.snapshot.version,
        headers={b"x-accel-buffering": b"no"},
    )


def _read_after(call: Call) -> str | None:
    given = read_parameters(call.query) if call.query else []
    unknown = [name for name, _ in given if name != "after"]
    if unknown:
        raise InvalidInput(
            faults=tuple(unknown_parameter(name[:60], ("after",)) for name in unknown)
        )
    if len(given) > 1:
        raise InvalidInput(faults=(_AFTER_INVALID,))
    return given[0][1] if given else None


_AFTER_INVALID = Fault(
    path="after",
    code="malformed",
    message={
        "pt-BR": "Esta posição não pôde ser lida.",
        "en": "This position could not be read.",
        "es": "No se pudo leer esta posición.",
    },
    hint={
        "pt-BR": "Envie uma vez o “live” da sessão ou o “id” de um evento, sem mudanças, ou nada.",
        "en": "Send the session's “live” or the “id” of an event once, unchanged, or nothing.",
        "es": "Envíe una vez el “live” de la sesión o el “id” de un evento, sin cambios, o nada.",
    },
)
_ID_INVALID = Fault(
    path="Last-Event-ID",
    code="malformed",
    message={
        "pt-BR": "Este cabeçalho não pôde ser lido.",
        "en": "This header could not be read.",
        "es": "No se pudo leer este encabezado.",
    },
    hint={
        "pt-BR": "Envie o “id” do último evento recebido, sem mudanças, ou nenhum.",
        "en": "Send the “id” of the last event you got, unchanged, or none.",
        "es": "Envíe el “id” del último evento recibido, sin cambios, o ninguno.",
    },
)
