"""Packages and versions: what the designer, a consultant and `nexus` do to a clinic's model.

Only members with the `designer` feature (or an administrator's role) get here.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from engine.api.call import call_of
from engine.api.package_files import read_package_files
from engine.api.services import Services
from engine.api.sessions import SessionFacts
from engine.core.errors import Fault, Forbidden, NexusError
from engine.definitions.packages import install_package, list_packages, uninstall_package
from engine.definitions.publish import PublishResult, rollback
from engine.definitions.step import describe
from metamodel.label import resolve_label
from metamodel.problem import Problem

router = APIRouter(prefix="/api", tags=["definitions"])

_VERSIONS_SQL = (
    "select version, published_at, published_by, note from _model_version"
    " order by version desc limit 200"
)


class PackageInvalid(NexusError):
    """The definitions have errors; nothing was installed. `faults` lists every one."""

    code = "package_invalid"
    status = 422
    message = {
        "pt-BR": "As definições têm erros; nada foi instalado.",
        "en": "The definitions have errors; nothing was installed.",
        "es": "Las definiciones tienen errores; no se instaló nada.",
    }


class PublishFailed(NexusError):
    """A step could not be done with the data there is; the old version goes on serving."""

    code = "publish_failed"
    status = 409
    message = {
        "pt-BR": "A publicação parou; a versão anterior continua no ar.",
        "en": "The publish stopped; the version before it goes on serving.",
        "es": "La publicación se detuvo; la versión anterior sigue en uso.",
    }


@router.get("/packages")
async def get_packages(request: Request) -> dict[str, Any]:
    """The apps this clinic runs."""
    services, facts = await _designer(request)
    apps = await list_packages(services.databases, facts.clinic)
    locale = facts.actor.locale
    return {
        "data": [
            {
                "key": app.key,
                "version": app.version,
                "label": resolve_label(app.label, locale, app.key),
                "description": resolve_label(app.description, locale, "") or None,
                "icon": app.icon,
                "requires": app.requires,
            }
            for app in apps
        ]
    }


@router.post("/packages")
async def post_package(
    request: Request, response: Response, dry_run: Annotated[bool, Query()] = False
) -> dict[str, Any]:
    """Install or upgrade an app; with `dry_run` only the plan is answered."""
    services, facts = await _designer(request)
    files = await read_package_files(request)
    result = await install_package(
        services.databases,
        facts.clinic,
        files,
        dry_run=dry_run,
        by=facts.actor.member_id,
        seed_writer=services.seeds,
    )
    return await _told(services, facts, result, response)


@router.delete("/packages/{key}")
async def delete_package(
    request: Request, response: Response, key: Annotated[str, Path(max_length=80)]
) -> dict[str, Any]:
    """Retire an app: its tables and values stay and come back with a rollback."""
    services, facts = await _designer(request)
    result = await uninstall_package(
        services.databases, facts.clinic, key, by=facts.actor.member_id
    )
    return await _told(services, facts, result, response)


@router.get("/versions")
async def get_versions(request: Request) -> dict[str, Any]:
    """The versions of this clinic's model, newest first."""
    services, facts = await _designer(request)
    async with services.databases.core.clinic(facts.clinic.id, role="owner") as con:
        rows = await con.fetch(_VERSIONS_SQL)
    return {"data": [dict(row) for row in rows]}


@router.post("/versions/{version}/rollback")
async def post_rollback(
    request: Request, response: Response, version: Annotated[int, Path(ge=0, le=2**31 - 1)]
) -> dict[str, Any]:
    """Publish the source of an earlier version again."""
    services, facts = await _designer(request)
    result = await rollback(services.databases, facts.clinic, version, by=facts.actor.member_id)
    return await _told(services, facts, result, response)


async def _designer(request: Request) -> tuple[Services, SessionFacts]:
    """The services and who calls, when that member may change definitions."""
    services: Services = request.app.state.services
    facts = await services.identify(call_of(request))
    snapshot = await services.snapshots.current(facts.clinic.id)
    roles = [snapshot.model.role_by_key.get(key) for key in facts.actor.roles]
    if not any(role and (role.admin or "designer" in role.features) for role in roles):
        raise Forbidden()
    return services, facts


async def _told(
    services: Services, facts: SessionFacts, result: PublishResult, response: Response
) -> dict[str, Any]:
    locale = facts.actor.locale
    if result.state == "refused":
        raise PackageInvalid(faults=tuple(_faults(result.problems)))
    if not result.is_ok:
        raise PublishFailed(faults=tuple(_faults(result.problems)))
    if result.state == "published":
        await services.snapshots.refresh(facts.clinic.id, at_least=result.version)
        response.status_code = 201
    response.headers["x-model-version"] = str(result.version)
    steps = result.plan.steps if result.plan else ()
    return {
        "state": result.state,
        "version": result.version,
        "plan": {
            "is_immediate": result.plan.is_immediate if result.plan else True,
            "steps": [
                {
                    "kind": step.kind,
                    "phase": step.phase,
                    "datasource": step.datasource,
                    "risk": step.risk,
                    "reversibility": step.reversibility,
                    "entity": step.entity,
                    "field": step.field,
                    "description": resolve_label(describe(step), locale, step.kind),
                }
                for step in steps
            ],
        },
        "problems": [_shown(problem, locale) for problem in result.problems],
    }


def _faults(problems: Iterable[Problem]) -> Iterable[Fault]:
    for problem in problems:
        if problem.severity == "error":
            data = {"file": problem.file, "line": problem.line}
            yield Fault(
                path=problem.path,
                code=problem.code,
                message=problem.message,
                hint=problem.hint,
                data={key: value for key, value in data.items() if value is not None},
            )


def _shown(problem: Problem, locale: str) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "message": resolve_label(problem.message, locale, problem.code),
        "hint": resolve_label(problem.hint, locale, "") or None,
        "file": problem.file,
        "line": problem.line,
    }
