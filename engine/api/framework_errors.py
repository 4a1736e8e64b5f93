"""What FastAPI refuses, in our words: the same codes and remedies as everywhere else."""

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from engine.api.problems import BadRequest, MethodNotAllowed, to_nexus_error
from engine.core.errors import Fault, InvalidInput, NexusError, NotFound


def from_framework(error: Exception) -> NexusError:
    """Any error that reached the framework, as one of ours."""
    match error:
        case RequestValidationError():
            found = error.errors()
            if any(each["type"] == "json_invalid" for each in found):
                return BadRequest()
            return InvalidInput(faults=tuple(_fault(each) for each in found))
        case HTTPException(__cause__=NexusError() as cause):
            return cause
        case HTTPException(status_code=405):
            return MethodNotAllowed()
        case HTTPException(status_code=404):
            return NotFound()
        case HTTPException():
            return BadRequest()
        case _:
            return to_nexus_error(error)


def _fault(found: Mapping[str, Any]) -> Fault:
    """What pydantic found, without its words: they are English only and may hold the value."""
    path = ".".join(str(part)[:60] for part in found["loc"][1:]) or str(found["loc"][0])
    if found["type"] == "missing":
        return Fault(
            path=path,
            code="required",
            message={
                "pt-BR": f"Preencha {path}.",
                "en": f"Fill in {path}.",
                "es": f"Complete {path}.",
            },
        )
    if found["type"] == "extra_forbidden":
        return Fault(
            path=path,
            code="field_unknown",
            message={
                "pt-BR": f"O campo “{path}” não existe.",
                "en": f"There is no field “{path}”.",
                "es": f"El campo “{path}” no existe.",
            },
            hint={
                "pt-BR": "Envie somente os campos conhecidos.",
                "en": "Send known fields only.",
                "es": "Envíe solo los campos conocidos.",
            },
        )
    return Fault(
        path=path,
        code="malformed",
        message={
            "pt-BR": "Valor com formato inválido.",
            "en": "The value is malformed.",
            "es": "Valor con formato inválido.",
        },
        hint={
            "pt-BR": "Confira o tipo e o tamanho do valor.",
            "en": "Check the type and the size of the value.",
            "es": "Revise el tipo y el tamaño del valor.",
        },
    )
