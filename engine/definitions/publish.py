"""The one path of every change of a clinic's model: build, check, plan, ask the data, run, switch.

An install, an upgrade, an edit and a rollback differ only in the source they start from.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from uuid import UUID

from engine.core.database import Databases
from engine.core.errors import NexusError, NotFound
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts, put_value
from engine.definitions.ask_data import ask_data
from engine.definitions.catalogue import build_catalogue
from engine.definitions.clinics import load_clinics
from engine.definitions.fence import settle_policy
from engine.definitions.impact import count_rows
from engine.definitions.journal import PublishFacts, find_open, start
from engine.definitions.plan import PublishPlan, build_plan
from engine.definitions.run import Progress, Runner
from engine.definitions.seed import SeedWriter
from engine.definitions.session import PublishRunning, PublishSession, open_session
from engine.definitions.source import (
    Source,
    SourceBuild,
    build_source,
    load_current_source,
    load_source,
)
from engine.definitions.step import Step
from engine.definitions.storage import StorageMap
from engine.kinds.field_type import field_types
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = [
    "BaseMoved",
    "ClinicIsFrozen",
    "PublishResult",
    "StageMoves",
    "plan_publish",
    "publish",
    "resume",
    "resume_all",
    "rollback",
]

OnProgress = Callable[[Progress], None]
StageMoves = Mapping[str, Mapping[str, str]]
Change = Source | Callable[[Source], Source]


class ClinicIsFrozen(NexusError):
    """The clinic takes no changes now."""

    code = "clinic_frozen"
    status = 503
    message = {
        "pt-BR": "A clínica está congelada e não aceita publicações agora.",
        "en": "The clinic is frozen and takes no publishes now.",
        "es": "La clínica está congelada y no acepta publicaciones ahora.",
    }
    hint = {
        "pt-BR": "Um administrador precisa voltar a clínica ao modo normal.",
        "en": "An administrator must bring the clinic back to its normal mode.",
    }


class BaseMoved(NexusError):
    """Another version was published since this change was begun."""

    code = "base_moved"
    status = 409
    message = {
        "pt-BR": "Outra versão foi publicada depois que esta alteração começou.",
        "en": "Another version was published since this change was begun.",
    }
    hint = {
        "pt-BR": "Atualize o rascunho para a versão atual e confira o plano de novo.",
        "en": "Bring the draft to the current version and look at the plan again.",
    }


class PublishResult(Value):
    """`refused` and `failed` leave the old version serving; `problems` say why."""

    state: Literal["published", "unchanged", "planned", "refused", "failed", "cancelled"]
    version: int
    plan: PublishPlan | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_ok(self) -> bool:
        """The clinic runs what was asked for."""
        return self.state in ("published", "unchanged", "planned")


async def publish(
    databases: Databases,
    clinic: Clinic,
    change: Change,
    *,
    base_version: int | None = None,
    packages: Sequence[AppPackage] = (),
    stage_moves: StageMoves | None = None,
    by: UUID | None = None,
    note: str | None = None,
    seed_writer: SeedWriter | None = None,
    on_progress: OnProgress | None = None,
    should_cancel: Callable[[], bool] | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Make a source, or what `change` makes of the current one, the clinic's model.

    `packages` are those not stored yet; `stage_moves` says where records of removed stages go.

    Raises PublishRunning, ClinicIsFrozen, and BaseMoved when `base_version` is not the current one.
    """
    kept = artifacts or Artifacts(databases)
    async with open_session(databases, clinic) as session:
        await _finish_open(session, kept, seed_writer)
        version, old = await load_current_source(session.core, kept)
        await _expect(session, version, base_version)
        source = change(old) if callable(change) else change
        build = await build_source(kept, source, build_catalogue(), *packages)
        if build.model is None:
            return PublishResult(state="refused", version=version, problems=build.problems)
        plan = await _plan(session, kept, old, build, stage_moves)
        problems = (*build.problems, *plan.problems, *await ask_data(session, plan.checks))
        plan = plan.model_copy(update={"impacts": await count_rows(session, plan.impacts)})
        if any(problem.severity == "error" for problem in problems):
            return PublishResult(state="refused", version=version, plan=plan, problems=problems)
        facts = await _store(databases, source, packages, plan, version, note, by)
        if await _is_current(session, facts):
            return PublishResult(state="unchanged", version=version, plan=plan, problems=problems)
        journal = await start(session.core, facts, plan.steps)
        runner = Runner(
            session=session,
            journal=journal,
            artifacts=kept,
            seed_writer=seed_writer,
            on_progress=on_progress,
            should_cancel=should_cancel,
        )
        end = await runner.run()
    problems = (*problems, *journal.problems)
    if end == "done":
        return PublishResult(state="published", version=facts.version, plan=plan, problems=problems)
    state = "cancelled" if end == "cancelled" else "failed"
    return PublishResult(state=state, version=version, plan=plan, problems=problems)


async def plan_publish(
    databases: Databases,
    clinic: Clinic,
    change: Change,
    *,
    packages: Sequence[AppPackage] = (),
    stage_moves: StageMoves | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """What publishing would do and what stands against it; nothing is changed."""
    kept = artifacts or Artifacts(databases)
    async with (
        databases.core.clinic(clinic.id, role="owner") as core,
        databases.chat.clinic(clinic.id, role="owner") as chat,
    ):
        session = PublishSession(databases=databases, clinic=clinic, core=core, chat=chat)
        version, old = await load_current_source(core, kept)
        source = change(old) if callable(change) else change
        build = await build_source(kept, source, build_catalogue(), *packages)
        if build.model is None:
            return PublishResult(state="refused", version=version, problems=build.problems)
        plan = await _plan(session, kept, old, build, stage_moves)
        problems = (*build.problems, *plan.problems, *await ask_data(session, plan.checks))
        plan = plan.model_copy(update={"impacts": await count_rows(session, plan.impacts)})
    refused = any(problem.severity == "error" for problem in problems)
    state = "refused" if refused else "planned"
    return PublishResult(state=state, version=version, plan=plan, problems=problems)


async def rollback(
    databases: Databases,
    clinic: Clinic,
    version: int,
    *,
    by: UUID | None = None,
    note: str | None = None,
    on_progress: OnProgress | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Publish the source of an earlier version; what was retired since comes back with its values.

    Raises NotFound for a version that never was.
    """
    kept = artifacts or Artifacts(databases)
    async with databases.core.clinic(clinic.id, role="owner") as con:
        source = await load_source(con, kept, version)
    if source is None:
        raise NotFound(version=version)
    return await publish(
        databases,
        clinic,
        source,
        by=by,
        note=note or f"rollback to {version}",
        on_progress=on_progress,
        artifacts=kept,
    )


async def resume(
    databases: Databases,
    clinic: Clinic,
    *,
    seed_writer: SeedWriter | None = None,
    on_progress: OnProgress | None = None,
    wait_seconds: float = 5.0,
) -> bool:
    """Bring an interrupted publish to its end. False when another process is at it."""
    try:
        async with open_session(databases, clinic, wait_seconds=wait_seconds) as session:
            await _finish_open(session, Artifacts(databases), seed_writer, on_progress)
    except PublishRunning:
        return False
    await settle_policy(databases, clinic.id)
    return True


async def resume_all(databases: Databases, *, seed_writer: SeedWriter | None = None) -> None:
    """At the start of a process: no clinic stays half way."""
    for clinic in await load_clinics(databases):
        async with databases.core.clinic(clinic.id, role="owner") as con:
            row = await con.fetchrow(
                "select policy_epoch, exists(select from _publish"
                " where state in ('running', 'undoing')) is_open from _state"
            )
        async with databases.chat.clinic(clinic.id, role="owner") as con:
            chat_epoch = await con.fetchval("select policy_epoch from _state")
        if row is not None and row["is_open"]:
            await resume(databases, clinic, seed_writer=seed_writer, wait_seconds=0)
        elif row is not None and row["policy_epoch"] != chat_epoch:
            await settle_policy(databases, clinic.id)


async def _finish_open(
    session: PublishSession,
    artifacts: Artifacts,
    seed_writer: SeedWriter | None,
    on_progress: OnProgress | None = None,
) -> None:
    journal = await find_open(session.core)
    if journal is not None:
        runner = Runner(
            session=session,
            journal=journal,
            artifacts=artifacts,
            seed_writer=seed_writer,
            on_progress=on_progress,
        )
        await runner.run()


async def _expect(session: PublishSession, version: int, base_version: int | None) -> None:
    if base_version is not None and base_version != version:
        raise BaseMoved(base=base_version, current=version)
    if await session.core.fetchval("select mode from _state") == "frozen":
        raise ClinicIsFrozen()


async def _plan(
    session: PublishSession,
    artifacts: Artifacts,
    old: Source,
    build: SourceBuild,
    stage_moves: StageMoves | None,
) -> PublishPlan:
    if build.model is None:
        raise ValueError("only a model that was built can be planned")
    row = await session.core.fetchrow(
        "select model_hash, storage_hash from _model_version"
        " where version = (select model_version from _state)"
    )
    current = None
    if row is not None:
        current = (
            await artifacts.load(row["model_hash"], Model),
            await artifacts.load(row["storage_hash"], StorageMap),
        )
    plan = build_plan(current, build.model, field_types, stage_moves=stage_moves)
    fresh = [package for package in build.packages if package.key not in old.packages]
    return plan.model_copy(update={"steps": (*plan.steps, *_seeds(build.model, fresh))})


def _seeds(model: Model, packages: Sequence[AppPackage]) -> list[Step]:
    return [
        Step(
            kind="seed",
            phase="contract",
            datasource=model.entity_by_name[entity].datasource,
            entity=model.entity_by_name[entity].name,
            package=package.key,
            records=records,
            reversibility="exact_while_retained",
        )
        for package in packages
        for entity, records in package.seed.items()
        if records and entity in model.entity_by_name
    ]


async def _store(
    databases: Databases,
    source: Source,
    packages: Sequence[AppPackage],
    plan: PublishPlan,
    version: int,
    note: str | None,
    by: UUID | None,
) -> PublishFacts:
    for package in packages:
        await put_value(databases, "package", package)
    return PublishFacts(
        base_version=version,
        version=version + 1,
        model_hash=await put_value(databases, "model", plan.model),
        storage_hash=await put_value(databases, "storage", plan.storage),
        source_hash=await put_value(databases, "source", source),
        note=note,
        published_by=by,
    )


async def _is_current(session: PublishSession, facts: PublishFacts) -> bool:
    """The same definitions from the same source: there is nothing to publish."""
    row = await session.core.fetchrow(
        "select model_hash, storage_hash, source_hash from _model_version where version = $1",
        facts.base_version,
    )
    wanted = (facts.model_hash, facts.storage_hash, facts.source_hash)
    return row is not None and tuple(row) == wanted
