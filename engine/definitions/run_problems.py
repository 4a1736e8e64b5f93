"""What can go wrong while a publish runs, in words."""

import asyncpg

from engine.core.errors import NexusError
from engine.definitions.step import Step, describe
from metamodel.problem import Problem

__all__ = ["is_connection_lost", "left_undone", "seed_refused", "tidy_later", "unexpected"]

_REASONS = 5


def is_connection_lost(error: asyncpg.PostgresError) -> bool:
    """Whether nothing can be undone now, because the server is gone."""
    return isinstance(error, asyncpg.PostgresConnectionError | asyncpg.AdminShutdownError)


def unexpected(error: Exception) -> Problem:
    """A step failed for a reason that is not in the data."""
    locked = isinstance(error, asyncpg.LockNotAvailableError)
    if locked:
        return Problem(
            code="tables_busy",
            path="",
            message={
                "pt-BR": "As tabelas ficaram ocupadas durante toda a espera.",
                "en": "The tables were busy for the whole wait.",
            },
            hint={
                "pt-BR": "Publique de novo em um momento de menos uso.",
                "en": "Publish again at a quieter moment.",
            },
        )
    return Problem(
        code="step_failed",
        path="",
        message={
            "pt-BR": f"Um passo da publicação falhou ({type(error).__name__}).",
            "en": f"A step of the publish failed ({type(error).__name__}).",
        },
        hint={
            "pt-BR": "A versão anterior continua no ar. Rode `nexus doctor` e publique de novo.",
            "en": "The version before it goes on serving. Run `nexus doctor` and publish again.",
        },
    )


def left_undone(step: Step, error: Exception) -> Problem:
    """Published; a step after the switch could not be done and is not tried again."""
    text = describe(step)
    return Problem(
        code="step_left_undone",
        path=".".join(part for part in (step.entity, step.field) if part),
        severity="warning",
        message={
            "pt-BR": f"Publicado, mas isto falhou: {text['pt-BR']} ({type(error).__name__}).",
            "en": f"Published, but this failed: {text['en']} ({type(error).__name__}).",
        },
        hint={
            "pt-BR": "Rode `nexus doctor`: ele diz o que ficou diferente e o remédio.",
            "en": "Run `nexus doctor`: it says what is different and the remedy.",
        },
    )


def tidy_later() -> Problem:
    """Published; what the old version left is removed by the next start or publish."""
    return Problem(
        code="tidy_later",
        path="",
        severity="warning",
        message={
            "pt-BR": "Publicado. A limpeza ficou para depois: as tabelas estavam ocupadas.",
            "en": "Published. Tidying up is left for later: the tables were busy.",
        },
        hint={
            "pt-BR": "Nada a fazer: o próximo início ou publicação conclui.",
            "en": "Nothing to do: the next start or publish completes it.",
        },
    )


def seed_refused(step: Step, error: NexusError) -> Problem:
    """An app is installed, and a record it brings was not taken."""
    return Problem(
        code="seed_refused",
        path=f"packages.{step.package}.seed.{step.entity}",
        severity="warning",
        message={
            "pt-BR": f"Os registros iniciais de “{step.entity}” não foram gravados. "
            + _reasons(error, "pt-BR", "Registro"),
            "en": f"The first records of “{step.entity}” were not written. "
            + _reasons(error, "en", "Record"),
        },
        hint={
            "pt-BR": "O app está instalado. Corrija o arquivo e cadastre os registros na tela.",
            "en": "The app is installed. Correct the file and enter the records by hand.",
        },
    )


def _reasons(error: NexusError, locale: str, record: str) -> str:
    """The faults of the first records, each with the record it is of, counted from 1."""
    if not error.faults:
        return error.message[locale]
    parts: list[str] = []
    for fault in error.faults[:_REASONS]:
        place = fault.path.partition(".")[0]
        text = fault.message.get(locale) or fault.message["pt-BR"]
        parts.append(f"{record} {int(place) + 1}: {text}" if place.isdecimal() else text)
    return " ".join(parts) + (" …" if len(error.faults) > _REASONS else "")
