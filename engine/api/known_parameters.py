"""Query parameters a route does not have are refused: a misspelt `dry_run` must not publish."""

from collections.abc import Sequence
from typing import Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from engine.core.errors import Fault, InvalidInput
from metamodel.names import find_nearest

__all__ = ["KnownParameters", "unknown_parameter"]


def refuse_unknown(request: Request) -> None:
    """Raises InvalidInput with a `parameter_unknown` for each."""
    route: Any = request.scope.get("route")
    known = [each.alias for each in route.dependant.query_params] if _is_ours(route) else []
    unknown = sorted({name for name in request.query_params if name not in known})
    if unknown:
        raise InvalidInput(faults=tuple(unknown_parameter(name[:60], known) for name in unknown))


def _is_ours(route: object) -> bool:
    return isinstance(route, APIRoute)


def unknown_parameter(name: str, known: Sequence[str]) -> Fault:
    """The fault of a parameter the route does not have, with the nearest there is."""
    nearest = find_nearest(name, known)
    listed = nearest or ", ".join(known)
    pt = f"Este endereço aceita: {listed}." if listed else "Este endereço não aceita parâmetros."
    en = f"This address takes: {listed}." if listed else "This address takes no parameters."
    es = f"Esta dirección acepta: {listed}." if listed else "Esta dirección no acepta parámetros."
    return Fault(
        path=name or "query",
        code="parameter_unknown",
        message={
            "pt-BR": f"O parâmetro “{name}” não existe.",
            "en": f"There is no parameter “{name}”.",
            "es": f"No existe el parámetro “{name}”.",
        },
        hint={"pt-BR": pt, "en": en, "es": es},
    )


KnownParameters = Depends(refuse_unknown)
"""For `APIRouter(dependencies=[KnownParameters])`."""
