"""Sign in, who am I, in which language, sign out."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from engine.api.call import call_of, cookie_header
from engine.api.services import Services
from engine.api.sessions import SESSION_DAYS, SessionFacts
from metamodel.label import resolve_label

router = APIRouter(prefix="/api/session", tags=["session"])


class SignIn(BaseModel):
    """What signing in takes. `clinic` chooses one of the account's clinics by slug."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, Field(max_length=320)]
    password: Annotated[str, Field(max_length=1000)]
    clinic: Annotated[str | None, Field(max_length=80)] = None


class Preferences(BaseModel):
    """What an account may say of itself: the language of screens, labels and refusals."""

    model_config = ConfigDict(extra="forbid")

    locale: Literal["pt-BR", "en", "es"]


@router.post("")
async def sign_in(
    request: Request, response: Response, body: Annotated[SignIn, Body()]
) -> dict[str, Any]:
    """Start a session; the answer sets its cookie."""
    services: Services = request.app.state.services
    token = await services.sessions.open(
        body.email,
        body.password,
        clinic=body.clinic,
        ip=request.client.host if request.client else None,
        agent=request.headers.get("user-agent"),
    )
    response.headers["set-cookie"] = cookie_header(
        token, secure=services.settings.secure_cookies, max_age=SESSION_DAYS * 86_400
    )
    return await _describe(services, await services.sessions.find(token))


@router.get("")
async def get_session(request: Request) -> dict[str, Any]:
    """The session of the cookie."""
    services: Services = request.app.state.services
    return await _describe(services, await services.identify_now(call_of(request)))


@router.patch("")
async def set_preferences(request: Request, body: Annotated[Preferences, Body()]) -> dict[str, Any]:
    """Change the account's language, in all of its clinics; the answer is the session by then."""
    services: Services = request.app.state.services
    call = call_of(request)
    await services.sessions.set_locale(await services.identify_now(call), body.locale)
    return await _describe(services, await services.identify_now(call))


@router.delete("", status_code=204)
async def sign_out(request: Request, response: Response) -> None:
    """End the session."""
    services: Services = request.app.state.services
    await services.sessions.end(await services.identify(call_of(request)))
    response.headers["set-cookie"] = cookie_header(
        "", secure=services.settings.secure_cookies, max_age=0
    )


async def _describe(services: Services, facts: SessionFacts) -> dict[str, Any]:
    snapshot = await services.snapshots.current(facts.clinic.id)
    locale = facts.actor.locale
    roles = [role for key in facts.actor.roles if (role := snapshot.model.role_by_key.get(key))]
    return {
        "account": {
            "id": facts.account_id,
            "name": facts.account_name,
            "email": facts.email,
            "locale": locale,
        },
        "member": {
            "id": facts.actor.member_id,
            "name": facts.member_name,
            "units": [{"id": unit, "name": name} for unit, name in facts.units],
            "roles": list(facts.actor.roles),
        },
        "clinic": {
            "slug": facts.clinic.slug,
            "name": facts.clinic.name,
            "mode": facts.mode,
            "timezone": facts.clinic.timezone,
            "locale": facts.clinic.locale,
        },
        "clinics": [
            {"slug": c.slug, "name": c.name}
            for c in await services.sessions.clinics_of(facts.account_id)
        ],
        "roles": [
            {"key": role.key, "label": resolve_label(role.label, locale, role.key)}
            for role in roles
        ],
        "csrf": facts.csrf,
        "live": await services.streams.now(),
    }
