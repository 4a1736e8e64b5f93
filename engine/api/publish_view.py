"""What a publish, a plan or a check comes to, as the designer and integrators read it."""

from collections.abc import Iterable
from typing import Any

from fastapi import Response

from engine.api.services import Services
from engine.api.sessions import SessionFacts
from engine.core.errors import Fault, NexusError
from engine.definitions.publish import PublishResult
from engine.definitions.step import describe
from metamodel.label import resolve_label
from metamodel.problem import Problem


class PackageInvalid(NexusError):
    """The definitions have errors; nothing was installed. `faults` lists every one, `warnings`
    what may explain them."""

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


async def describe_result(
    services: Services, facts: SessionFacts, result: PublishResult, response: Response
) -> dict[str, Any]:
    """The answer to a publish or plan. Raises PackageInvalid or PublishFailed."""
    locale = facts.actor.locale
    if result.state == "refused":
        warnings = describe_problems(
            (each for each in result.problems if each.severity == "warning"), locale
        )
        raise PackageInvalid(faults=tuple(_faults(result.problems)), beside={"warnings": warnings})
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
        "problems": describe_problems(result.problems, locale),
    }


def describe_problems(problems: Iterable[Problem], locale: str) -> list[dict[str, Any]]:
    """Problems with their texts in one language."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity,
            "path": problem.path,
            "message": resolve_label(problem.message, locale, problem.code),
            "hint": resolve_label(problem.hint, locale, "") or None,
            "file": problem.file,
            "line": problem.line,
        }
        for problem in problems
    ]


def _faults(problems: Iterable[Problem]) -> Iterable[Fault]:
    for problem in problems:
        if problem.severity == "error":
            data = {"file": problem.file, "line": problem.line}
            yield Fault(
                path=problem.path,
                code=problem.code,
                message=problem.message,
                hint=problem.hint or _place(problem),
                data={key: value for key, value in data.items() if value is not None},
            )


def _place(problem: Problem) -> dict[str, str]:
    where = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
    where = where or problem.path
    return {
        "pt-BR": f"Corrija {where} e envie de novo.",
        "en": f"Correct {where} and send it again.",
        "es": f"Corrija {where} y envíelo de nuevo.",
    }
