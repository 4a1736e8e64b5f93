"""Apps of a clinic: installed, upgraded, listed and taken away by the one publish path."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from engine.core.database import Databases
from engine.core.errors import NotFound
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts
from engine.definitions.catalogue import build_catalogue
from engine.definitions.check_values import check_values
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
    if any(problem.severity == "error" for problem in problems):
        version, everything = await _check_all(databases, clinic, folders, kept)
        return PublishResult(state="refused", version=version, problems=tuple(everything))

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


async def _check_all(
    databases: Databases,
    clinic: Clinic,
    folders: Sequence[Mapping[str, str]],
    artifacts: Artifacts,
) -> tuple[int, list[Problem]]:
    """The version that serves, and every problem, of files that can be read and that cannot."""
    version, source = await load_current_source(databases, clinic, artifacts)
    installed = [await artifacts.load(digest, AppPackage) for digest in source.packages.values()]
    checked = check_sources(
        folders,
        build_catalogue(),
        installed=installed,
        overlay=source.overlay,
        further=check_values,
    )
    return version, checked.problems


async def list_packages(
    databases: Databases, clinic: Clinic, *, artifacts: Artifacts | None = None
) -> list[AppManifest]:
    """The apps a clinic runs, by key."""
    kept = artifacts or Artifacts(databases)
    _, source = await load_current_source(databases, clinic, kept)
    return [
        (await kept.load(digest, AppPackage)).manifest
        for _, digest in sorted(source.packages.items())
    ]


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

    def remove(source: Source) -> Source:
        if key not in source.packages:
            raise NotFound(package=key)
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
