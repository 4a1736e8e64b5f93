"""Apps of a clinic: installed, upgraded, listed and taken away by the one publish path."""

from collections.abc import Callable, Mapping
from uuid import UUID

from engine.core.database import Databases
from engine.core.errors import NotFound
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts
from engine.definitions.catalogue import build_catalogue
from engine.definitions.check_values import check_values
from engine.definitions.package_keys import explain_needed, explain_taken
from engine.definitions.publish import PublishResult, StageMoves, plan_publish, publish
from engine.definitions.run import Progress
from engine.definitions.seed import SeedWriter
from engine.definitions.source import Source, load_current_source
from metamodel.loader import load_package
from metamodel.package import AppManifest, AppPackage
from metamodel.problem import Problem
from metamodel.sources import check_sources
from metamodel.value import content_hash

__all__ = ["install_package", "install_packages", "list_packages", "uninstall_package"]


async def install_package(
    databases: Databases,
    clinic: Clinic,
    files: Mapping[str, str],
    *,
    dry_run: bool = False,
    stage_moves: StageMoves | None = None,
    by: UUID | None = None,
    seed_writer: SeedWriter,
    on_progress: Callable[[Progress], None] | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Install or upgrade one app. With any error in `problems` nothing is installed."""
    return await install_packages(
        databases,
        clinic,
        [files],
        dry_run=dry_run,
        stage_moves=stage_moves,
        by=by,
        seed_writer=seed_writer,
        on_progress=on_progress,
        artifacts=artifacts,
    )


async def install_packages(
    databases: Databases,
    clinic: Clinic,
    folders: list[Mapping[str, str]] | list[dict[str, str]],
    *,
    dry_run: bool = False,
    stage_moves: StageMoves | None = None,
    by: UUID | None = None,
    seed_writer: SeedWriter,
    on_progress: Callable[[Progress], None] | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Install or upgrade several apps in one publish: they may need each other."""
    packages: list[AppPackage] = []
    problems: list[Problem] = []
    for files in folders:
        package, found = load_package(files, build_catalogue())
        problems += found
        packages += [package] if package else []
    kept = artifacts or Artifacts(databases)
    version, current = await load_current_source(databases, clinic, kept)
    installed = await _load_all(kept, current)
    if any(problem.severity == "error" for problem in problems):
        checked = check_sources(
            folders,
            build_catalogue(),
            installed=tuple(installed.values()),
            overlay=current.overlay,
            further=check_values,
        )
        packages, problems = list(checked.packages), checked.problems
    taken = explain_taken(packages, installed)
    if taken or any(problem.severity == "error" for problem in problems):
        return PublishResult(state="refused", version=version, problems=tuple(taken or problems))

    def add(source: Source) -> Source:
        for package in packages:
            source = source.with_package(package.key, content_hash(package))
        return source

    if dry_run:
        result = await plan_publish(
            databases, clinic, add, packages=packages, stage_moves=stage_moves, artifacts=kept
        )
    else:
        result = await publish(
            databases,
            clinic,
            add,
            packages=packages,
            stage_moves=stage_moves,
            by=by,
            note=", ".join(f"{p.key} {p.manifest.version}" for p in packages),
            seed_writer=seed_writer,
            on_progress=on_progress,
            artifacts=kept,
        )
    loaded = [problem for problem in problems if problem not in result.problems]
    return result.model_copy(update={"problems": (*loaded, *result.problems)})


async def _load_all(artifacts: Artifacts, source: Source) -> dict[str, AppPackage]:
    """The packages of a source, by key."""
    return {
        key: await artifacts.load(digest, AppPackage)
        for key, digest in sorted(source.packages.items())
    }


async def list_packages(
    databases: Databases, clinic: Clinic, *, artifacts: Artifacts | None = None
) -> list[AppManifest]:
    """The apps a clinic runs, by key."""
    kept = artifacts or Artifacts(databases)
    _, source = await load_current_source(databases, clinic, kept)
    return [package.manifest for package in (await _load_all(kept, source)).values()]


async def uninstall_package(
    databases: Databases,
    clinic: Clinic,
    key: str,
    *,
    seed_writer: SeedWriter,
    dry_run: bool = False,
    stage_moves: StageMoves | None = None,
    by: UUID | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Retire an app: its tables and values stay. Apps that require it make this a refusal.

    With `dry_run` only the plan is made. Raises NotFound when the clinic does not run the app.
    """
    kept = artifacts or Artifacts(databases)
    version, current = await load_current_source(databases, clinic, kept)
    if key not in current.packages:
        raise NotFound(package=key)
    needed = explain_needed(key, await _load_all(kept, current))
    if needed is not None:
        return PublishResult(state="refused", version=version, problems=(needed,))

    def remove(source: Source) -> Source:
        return source.without_package(key)

    if dry_run:
        return await plan_publish(
            databases, clinic, remove, stage_moves=stage_moves, artifacts=kept
        )
    return await publish(
        databases,
        clinic,
        remove,
        stage_moves=stage_moves,
        by=by,
        note=f"-{key}",
        seed_writer=seed_writer,
        artifacts=kept,
    )
