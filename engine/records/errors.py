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


class MoveForbidden(NexusError):
    """The pipeline has this move, for other roles."""

    code = "move_forbidden"
    status = 403
    message = {
        "pt-BR": "Seu perfil não pode fazer este movimento.",
        "en": "Your role may not make this move.",
        "es": "Su perfil no puede hacer este movimiento.",
    }
    hint = {
        "pt-BR": "Peça a um gestor que mova o registro.",
        "en": "Ask a manager to move the record.",
        "es": "Pida a un gestor que mueva el registro.",
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


class StillInUse(NexusError):
    """Other records point to what is to be purged; which ones is not said."""

    code = "still_in_use"
    status = 409
    message = {
        "pt-BR": "Outros registros ainda apontam para este; ele não pode ser apagado de vez.",
        "en": "Other records still point to this one; it cannot be deleted for good.",
        "es": "Otros registros todavía apuntan a este; no se puede borrar definitivamente.",
    }
    hint = {
        "pt-BR": "Troque a ligação nesses registros, inclusive nos que estão na lixeira, e tente "
        "de novo.",
        "en": "Change the link in those records, those in the trash too, and try again.",
        "es": "Cambie el enlace en esos registros, también en los de la papelera, e intente de "
        "nuevo.",
    }


class RestoreConflict(NexusError):
    """While the record was in the trash another one took its place."""

    code = "restore_conflict"
    status = 409
    message = {
        "pt-BR": "O registro não cabe mais como estava.",
        "en": "The record no longer fits as it was.",
        "es": "El registro ya no cabe como estaba.",
    }
    hint = {
        "pt-BR": "Altere o registro que ocupou o lugar, ou crie um novo com outros valores.",
        "en": "Change the record that took its place, or make a new one with other values.",
        "es": "Cambie el registro que ocupó el lugar, o cree uno nuevo con otros valores.",
    }


class NotUndoable(NexusError):
    """The change cannot be taken back."""

    code = "not_undoable"
    status = 409
    message = {
        "pt-BR": "Esta mudança não pode ser desfeita.",
        "en": "This change cannot be undone.",
        "es": "Este cambio no se puede deshacer.",
    }
    hint = {
        "pt-BR": "O histórico deste registro não guarda os valores de antes, ou ele foi apagado "
        "de vez.",
        "en": "The history of this record does not keep the values before, or it was deleted for "
        "good.",
        "es": "El historial de este registro no guarda los valores anteriores, o fue borrado "
        "definitivamente.",
    }


class MemberStays(NexusError):
    """A member is deactivated, never deleted: records name the people who worked on them."""

    code = "member_stays"
    status = 409
    message = {
        "pt-BR": "Uma pessoa da equipe não é apagada: os registros guardam quem trabalhou neles.",
        "en": "A member is not deleted: records keep who worked on them.",
        "es": "Un miembro del equipo no se borra: los registros guardan quién trabajó en ellos.",
    }
    hint = {
        "pt-BR": "Desative o acesso da pessoa.",
        "en": "Deactivate the person's access.",
        "es": "Desactive el acceso de la persona.",
    }
