"""No publish locks a clinic out: somebody who administers it now goes on doing so."""

from engine.definitions.artifacts import Artifacts
from engine.definitions.session import PublishSession
from metamodel.model import Model
from metamodel.problem import Problem

__all__ = ["ask_administrators"]

_HOLDERS_SQL = "select count(*) from _member where active and roles && $1::text[]"


async def ask_administrators(
    session: PublishSession, artifacts: Artifacts, model: Model
) -> list[Problem]:
    """A refusal when active members administer the clinic now and none would with `model`."""
    digest = await session.core.fetchval(
        "select model_hash from _model_version where version = (select model_version from _state)"
    )
    if digest is None:
        return []
    before = await _count(session, await artifacts.load(digest, Model))
    if before == 0 or await _count(session, model) > 0:
        return []
    return [
        Problem(
            code="no_administrator",
            path="roles",
            message={
                "pt-BR": "Ninguém mais administraria a clínica: nenhum membro ativo teria um"
                " perfil com admin: true.",
                "en": "Nobody would administer the clinic any more: no active member would hold"
                " a role with admin: true.",
            },
            hint={
                "pt-BR": "Mantenha no modelo um perfil com admin: true que um membro ativo tenha,"
                " ou dê antes esse perfil a alguém.",
                "en": "Keep a role with admin: true that an active member holds in the model, or"
                " give such a role to somebody first.",
            },
        )
    ]


async def _count(session: PublishSession, model: Model) -> int:
    keys = [role.key for role in model.roles if role.admin]
    return await session.core.fetchval(_HOLDERS_SQL, keys)
