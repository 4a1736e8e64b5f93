"""Bring a clinic back to an earlier version of its definitions."""

import argparse
import sys

from engine.cli._clinic import accept, show_plan, show_progress
from engine.cli._moves import add_moves, gather_moves
from engine.cli._workspace import open_workspace
from engine.core.errors import NexusError, NotFound
from engine.core.progress import step
from engine.definitions.clinics import load_clinic
from engine.definitions.publish import rollback
from engine.records.seeds import RecordSeeds

__all__ = ["add_arguments", "run"]


class NotConfirmed(NexusError):
    """A rollback needs a person's yes, and nobody can be asked here."""

    code = "not_confirmed"
    status = 422
    message = {
        "pt-BR": "Nada foi feito: o plano acima precisa ser confirmado.",
        "en": "Nothing was done: the plan above needs to be confirmed.",
    }
    hint = {
        "pt-BR": "Repita o comando com --yes.",
        "en": "Repeat the command with --yes.",
    }


class NoVersion(NotFound):
    """The clinic never had this version."""

    code = "version_unknown"
    message = {
        "pt-BR": "A clínica nunca teve a versão {version}.",
        "en": "The clinic never had a version {version}.",
    }
    hint = {
        "pt-BR": "A clínica está na versão {serving}; escolha uma de 1 a {last}.",
        "en": "The clinic is at version {serving}; choose one from 1 to {last}.",
    }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which clinic and which version."""
    parser.add_argument("version", type=int, help="the version to bring back")
    add_moves(parser)
    parser.add_argument("--clinic", required=True, help="the clinic's address")
    parser.add_argument("--yes", action="store_true", help="do not ask, just do it")


async def run(args: argparse.Namespace) -> int:
    """Publish an earlier version again; what was retired since comes back with its values.

    The plan is shown first and a yes asked for.
    """
    async with open_workspace() as workspace:
        databases = workspace.databases
        clinic = await load_clinic(databases, args.clinic)
        moves, seeds = gather_moves(args.move), RecordSeeds(databases)
        async with databases.core.clinic(clinic.id, role="owner") as con:
            serving = await con.fetchval("select model_version from _state")
        try:
            with step("Planning"):
                planned = accept(
                    await rollback(
                        databases,
                        clinic,
                        args.version,
                        dry_run=True,
                        stage_moves=moves,
                        seed_writer=seeds,
                    )
                )
        except NotFound as error:
            raise NoVersion(version=args.version, serving=serving, last=serving) from error
        show_plan(planned)
        if not args.yes and not is_confirmed(f"Bring {clinic.name} back to {args.version}?"):
            print("Nothing was done.")
            return 1
        with step(f"Bringing back version {args.version}"):
            result = accept(
                await rollback(
                    databases,
                    clinic,
                    args.version,
                    stage_moves=moves,
                    seed_writer=seeds,
                    on_progress=show_progress,
                )
            )
        print(f"{clinic.name}: {result.state}, now version {result.version}.")
    return 0


def is_confirmed(question: str) -> bool:
    """Ask a person. Raises NotConfirmed when there is none at the keyboard."""
    if not sys.stdin.isatty():
        raise NotConfirmed()
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes", "s", "sim")
