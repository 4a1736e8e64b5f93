"""Why a write is refused. What belongs to one field is a fault of `InvalidInput` (see `faults`)."""

from engine.core.errors import Conflict, NexusError, Text


class StageGate(NexusError):
    """The record does not yet have what the stage asks for; the faults name what is missing."""

    code = "gate"
    status = 422
    message = {
        "pt-BR": "Falta preencher o que esta etapa pede.",
        "en": "What this stage asks for is not filled in yet.",
        "es": "Falta completar lo que pide esta etapa.",
    }


class TransitionNotAllowed(NexusError):
    """The pipeline has no such move; `detail` says which there are."""

    code = "transition_not_allowed"
    status = 422
    message = {
        "pt-BR": "O funil não permite este movimento.",
        "en": "The pipeline does not allow this move.",
        "es": "El embudo no permite este movimiento.",
    }


class RecordConflict(Conflict):
    """`version` is the record's version now."""

    def __init__(self, *, version: int, **rest: object) -> None:
        super().__init__(version=version, **rest)  # pyright: ignore[reportArgumentType]
        self.version = version


class ClinicFrozen(NexusError):
    """The clinic takes no writes now."""

    code = "clinic_frozen"
    status = 503
    message = {
        "pt-BR": "A clínica está somente para leitura neste momento.",
        "en": "The clinic is read-only at the moment.",
        "es": "La clínica está en solo lectura en este momento.",
    }

    def __init__(self, reason: str | None) -> None:
        detail: Text = (
            {"pt-BR": reason, "en": reason, "es": reason}
            if reason
            else {
                "pt-BR": "Há uma manutenção em curso. Tente de novo mais tarde.",
                "en": "Maintenance is under way. Try again later.",
                "es": "Hay un mantenimiento en curso. Intente más tarde.",
            }
        )
        super().__init__(detail=detail)


class WriteBusy(NexusError):
    """Others held the same records for too long."""

    code = "write_busy"
    status = 503
    message = {
        "pt-BR": "Outras gravações estão usando estes registros. Tente de novo em instantes.",
        "en": "Other writes are using these records. Try again in a moment.",
        "es": "Otras operaciones están usando estos registros. Intente de nuevo en un momento.",
    }


class TooManyChanges(NexusError):
    """More changes at once than the door takes."""

    code = "limit_exceeded"
    status = 422
    message = {
        "pt-BR": "São no máximo {limit} registros por vez.",
        "en": "At most {limit} records at a time.",
        "es": "Como máximo {limit} registros por vez.",
    }
    hint = {
        "pt-BR": "Divida o envio em partes.",
        "en": "Send them in parts.",
        "es": "Divida el envío en partes.",
    }


class OutOfReach(NexusError):
    """After this change the record would be outside what the actor may change."""

    code = "out_of_reach"
    status = 403
    message = {
        "pt-BR": "Com esta mudança o registro sairia do que seu perfil pode alterar.",
        "en": "With this change the record would leave what your role may change.",
        "es": "Con este cambio el registro saldría de lo que su perfil puede modificar.",
    }
    hint = {
        "pt-BR": "Peça a um gestor que faça esta mudança.",
        "en": "Ask a manager to make this change.",
        "es": "Pida a un gestor que haga este cambio.",
    }
