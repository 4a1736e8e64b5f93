"""Who may change definitions: an administrator's role, or one with the `designer` feature."""

from fastapi import Request

from engine.api.call import call_of
from engine.api.services import Services
from engine.api.sessions import SessionFacts
from engine.core.errors import Forbidden


async def require_designer(request: Request) -> tuple[Services, SessionFacts]:
    """The services and who calls. Raises SessionRequired, CsrfRequired or Forbidden."""
    services: Services = request.app.state.services
    facts = await services.identify_now(call_of(request))
    snapshot = await services.snapshots.current(facts.clinic.id)
    roles = [snapshot.model.role_by_key.get(key) for key in facts.actor.roles]
    if not any(role and (role.admin or "designer" in role.features) for role in roles):
        raise Forbidden()
    return services, facts
