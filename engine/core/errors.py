"""The errors of the domain. One class per cause; only `engine.api.problems` turns them into HTTP.

`message` is what the user reads, by locale, with `{placeholders}` filled from `params`; logs carry
code and params only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of an input: the path it stands at, a stable code, what the user reads and the
    remedy."""

    path: str
    code: str
    message: Text
    hint: Text | None = None
    data: Mapping[str, object] = field(default_factory=dict[str, object])


class NexusError(Exception):
    """Something nobody foresaw; the log has it.

    Base of all errors: subclasses state `code`, `status` and their default `message`. `beside` goes
    with the answer and never into a log.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    message: ClassVar[Text] = {"pt-BR": "Algo deu errado.", "en": "Something went wrong."}
    hint: ClassVar[Text | None] = None

    def __init__(
        self,
        *,
        faults: tuple[Fault, ...] = (),
        detail: Text | None = None,
        beside: Mapping[str, object] | None = None,
        **params: object,
    ) -> None:
        self.faults = faults
        self.beside = beside or {}
        self.detail = detail
        self.params = params
        super().__init__(
            f"{self.code} {params or ''} {[(f.path, f.code) for f in faults] or ''}".strip()
        )


class InvalidInput(NexusError):
    """The input has faults; `faults` lists every one."""

    code = "invalid"
    status = 422
    message = {
        "pt-BR": "Há campos para corrigir.",
        "en": "Some fields need fixing.",
        "es": "Hay campos por corregir.",
    }


class NotFound(NexusError):
    """Nothing with this id or name that the actor may see."""

    code = "not_found"
    status = 404
    message = {"pt-BR": "Não encontrado.", "en": "Not found.", "es": "No encontrado."}
    hint = {
        "pt-BR": "Confira o endereço; o registro pode ter sido removido ou não ser do seu acesso.",
        "en": "Check the address; the record may have been removed or be out of your reach.",
        "es": "Revise la dirección; el registro pudo ser eliminado o está fuera de su alcance.",
    }


class Forbidden(NexusError):
    """The actor may see the thing but not do this to it."""

    code = "forbidden"
    status = 403
    message = {
        "pt-BR": "Seu perfil não permite esta ação.",
        "en": "Your role does not allow this.",
        "es": "Su perfil no permite esta acción.",
    }
    hint = {
        "pt-BR": "Peça a um administrador que ajuste seu perfil.",
        "en": "Ask an administrator to change your role.",
        "es": "Pida a un administrador que ajuste su perfil.",
    }


class Conflict(NexusError):
    """Somebody changed the same field since the caller read it; both values are in the faults."""

    code = "conflict"
    status = 409
    message = {
        "pt-BR": "Outra pessoa alterou este registro.",
        "en": "Somebody else changed this record.",
        "es": "Otra persona cambió este registro.",
    }


class ModelSwitching(NexusError):
    """A publish is being switched in; ask again in a moment."""

    code = "model_switching"
    status = 503
    message = {
        "pt-BR": "Uma publicação está sendo concluída. Tente de novo em instantes.",
        "en": "A publish is being completed. Try again in a moment.",
    }


class SnapshotStale(NexusError):
    """The clinic has a newer model or policy than this request ran on; the caller refreshes and
    runs it again."""

    code = "model_switching"
    status = 503
    message = ModelSwitching.message

    def __init__(self, *, model_version: int, policy_epoch: int) -> None:
        super().__init__(model_version=model_version, policy_epoch=policy_epoch)
        self.model_version, self.policy_epoch = model_version, policy_epoch
