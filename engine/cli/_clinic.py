"""Clinics from the command line: found by address, made with the apps that ship, published to."""

from collections.abc import Sequence
from pathlib import Path

from engine.cli._moves import Moves
from engine.cli._packages import (
    PackageFolder,
    default_folders,
    open_folder,
    place_problems,
    show_problems,
)
from engine.cli._plural import plural
from engine.cli._workspace import Workspace
from engine.core.errors import NexusError
from engine.core.progress import step
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic, find_clinic
from engine.definitions.packages import install_packages, list_packages
from engine.definitions.publish import PublishResult
from engine.definitions.run import Progress
from engine.definitions.step import describe
from engine.records.seeds import RecordSeeds
from metamodel.problem import Problem


class NameMissing(NexusError):
    """A clinic is to be made and has no name."""

    code = "name_missing"
    status = 422
    message = {
        "pt-BR": "Não há clínica '{slug}'.",
        "en": "There is no clinic '{slug}'.",
    }
    hint = {
        "pt-BR": "Para criá-la, dê o nome: --clinic-name 'Minha Clínica'",
        "en": "To make it, give its name: --clinic-name 'My Clinic'",
    }


class PublishRefused(NexusError):
    """The definitions were not published; the problems were printed."""

    code = "publish_refused"
    status = 422
    message = {
        "pt-BR": "Nada foi publicado ({state}); a versão {version} continua no ar.",
        "en": "Nothing was published ({state}); version {version} goes on serving.",
    }


async def ensure_clinic_with_apps(
    workspace: Workspace, *, slug: str, name: str | None, timezone: str = "America/Sao_Paulo"
) -> Clinic:
    """The clinic with this address; made with the shipped apps when there is none."""
    databases = workspace.databases
    clinic = await find_clinic(databases, slug)
    if clinic is None:
        if not name:
            raise NameMissing(slug=slug)
        with step(f"Making clinic {slug}"):
            clinic = await create_clinic(databases, slug=slug, name=name, timezone=timezone)
    if not await list_packages(databases, clinic):
        await install_folders(workspace, clinic, default_folders())
    return clinic


async def install_folders(
    workspace: Workspace,
    clinic: Clinic,
    folders: Sequence[Path],
    *,
    dry_run: bool = False,
    stage_moves: Moves | None = None,
) -> PublishResult:
    """Install packages in one publish. Raises PublishRefused after printing what stands against."""
    opened = [open_folder(folder) for folder in folders]
    with step("Planning" if dry_run else "Publishing the apps"):
        result = await install_packages(
            workspace.databases,
            clinic,
            [folder.files for folder in opened],
            dry_run=dry_run,
            stage_moves=stage_moves,
            seed_writer=RecordSeeds(workspace.databases),
            on_progress=None if dry_run else show_progress,
        )
    return accept(result, opened)


def accept(result: PublishResult, folders: Sequence[PackageFolder] = ()) -> PublishResult:
    """The result, if the clinic runs what was asked for; raises PublishRefused otherwise."""
    told = [each for each in result.problems if _is_told(each) or not result.is_ok]
    show_problems(place_problems(told, folders))
    if not result.is_ok:
        raise PublishRefused(state=result.state, version=result.version)
    return result


def _is_told(problem: Problem) -> bool:
    """Errors, and what went wrong on the way; warnings about definitions are for `nexus check`."""
    return problem.severity == "error" or problem.code in ("seed_refused", "step_left_undone")


def show_progress(progress: Progress) -> None:
    """Long fills only: how far a step over many rows is."""
    if progress.step is not None and progress.moment == "batch" and progress.rows:
        text = describe(progress.step)["en"]
        print(f"  {progress.position}/{progress.total} {text}: {progress.rows} rows", flush=True)


def show_plan(result: PublishResult) -> None:
    """Print the steps of a plan, phase by phase."""
    if result.plan is None or not result.plan.steps:
        print("Nothing to change in the database.")
        return
    for number, one in enumerate(result.plan.steps, 1):
        print(
            f"  {number:3} {one.phase:8} {one.datasource:4} {one.reversibility:20} "
            f"{describe(one)['en']}"
        )
    kind = "at once" if result.plan.is_immediate else "after filling data"
    print(f"{plural(len(result.plan.steps), 'step')}; published {kind}.")
