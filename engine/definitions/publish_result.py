"""What a publish comes to, and the reasons it does not even begin."""

from typing import Literal

from engine.core.errors import NexusError
from engine.definitions.plan import PublishPlan
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = ["BaseMoved", "ClinicIsFrozen", "PublishResult", "PublishState", "PublishUnfinished"]


class ClinicIsFrozen(NexusError):
    """The clinic takes no changes now."""

    code = "clinic_frozen"
    status = 503
    message = {
        "pt-BR": "A clínica está congelada e não aceita publicações agora.",
        "en": "The clinic is frozen and takes no publishes now.",
        "es": "La clínica está congelada y no acepta publicaciones ahora.",
    }
    hint = {
        "pt-BR": "Um administrador precisa voltar a clínica ao modo normal.",
        "en": "An administrator must bring the clinic back to its normal mode.",
    }


class BaseMoved(NexusError):
    """Another version was published since this change was begun."""

    code = "base_moved"
    status = 409
    message = {
        "pt-BR": "Outra versão foi publicada depois que esta alteração começou.",
        "en": "Another version was published since this change was begun.",
    }
    hint = {
        "pt-BR": "Atualize o rascunho para a versão atual e confira o plano de novo.",
        "en": "Bring the draft to the current version and look at the plan again.",
    }


class PublishUnfinished(NexusError):
    """The publish before this one still has tables to tidy, and they are busy."""

    code = "publish_unfinished"
    status = 409
    message = {
        "pt-BR": "A publicação anterior ainda não terminou: as tabelas estão ocupadas.",
        "en": "The publish before this one is not finished yet: the tables are busy.",
        "es": "La publicación anterior aún no terminó: las tablas están ocupadas.",
    }
    hint = {
        "pt-BR": "Tente de novo em instantes; o que já foi publicado continua no ar.",
        "en": "Try again in a moment; what was published goes on serving.",
        "es": "Intente de nuevo en un momento; lo publicado sigue en uso.",
    }


PublishState = Literal["published", "unchanged", "planned", "refused", "failed", "cancelled"]


class PublishResult(Value):
    """`refused` and `failed` leave the old version serving; `problems` say why."""

    state: PublishState
    version: int
    plan: PublishPlan | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_ok(self) -> bool:
        """The clinic runs what was asked for."""
        return self.state in ("published", "unchanged", "planned")
