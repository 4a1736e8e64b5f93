"""The one path of every change of a clinic's model: build, check, plan, ask the data, run, switch.

An install, an upgrade, an edit and a rollback differ only in the source they start from.
"""

import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from engine.core.database import Databases
from engine.core.errors import NotFound
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts, put_value
from engine.definitions.clinics import load_clinics
from engine.definitions.fence import settle_policy
from engine.definitions.journal import PublishFacts, find_open, start
from engine.definitions.plan import PublishPlan
from engine.definitions.prepare import Change, StageMoves, prepare
from engine.definitions.publish_result import (
    BaseMoved,
    ClinicIsFrozen,
    PublishResult,
    PublishUnfinished,
)
from engine.definitions.run import Progress, Runner
from engine.definitions.seed import SeedWriter
from engine.definitions.session import (
    PublishRunning,
    PublishSession,
    open_session,
    owner_connection,
)
from engine.definitions.source import (
    Source,
    load_source,
)
from metamodel.package import AppPackage

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

log = logging.getLogger("nexus.publish")

OnProgress = Callable[[Progress], None]


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
    seed_writer: SeedWriter,
    on_progress: OnProgress | None = None,
    should_cancel: Callable[[], bool] | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Make a source, or what `change` makes of the current one, the clinic's model.

    `packages` are those not stored yet; `stage_moves` says where records of removed stages go.

    Raises PublishRunning, PublishUnfinished, ClinicIsFrozen, and BaseMoved when `base_version` is
    not the current one.
    """
    kept = artifacts or Artifacts(databases)
    async with open_session(databases, clinic) as session:
        await _finish_open(session, kept, seed_writer)
        ready = await prepare(session, kept, change, packages, stage_moves, base_version)
        version, plan, problems = ready.version, ready.plan, ready.problems
        if plan is None or ready.is_refused:
            return ready.result("refused")
        facts = await _store(databases, ready.source, packages, plan, version, note, by)
        if await _is_current(session, facts):
            return ready.result("unchanged")
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
        owner_connection(databases.core, clinic) as core,
        owner_connection(databases.chat, clinic) as chat,
    ):
        session = PublishSession(databases=databases, clinic=clinic, core=core, chat=chat)
        ready = await prepare(session, kept, change, packages, stage_moves, None)
    return ready.result("refused" if ready.is_refused else "planned")


async def rollback(
    databases: Databases,
    clinic: Clinic,
    version: int,
    *,
    seed_writer: SeedWriter,
    dry_run: bool = False,
    stage_moves: StageMoves | None = None,
    by: UUID | None = None,
    note: str | None = None,
    on_progress: OnProgress | None = None,
    artifacts: Artifacts | None = None,
) -> PublishResult:
    """Publish the source of an earlier version; what was retired since comes back with its values.

    With `dry_run` only the plan is made. Raises NotFound for a version that never was.
    """
    kept = artifacts or Artifacts(databases)
    source = await load_source(databases, clinic, kept, version)
    if source is None:
        raise NotFound(version=version)
    if dry_run:
        return await plan_publish(
            databases, clinic, source, stage_moves=stage_moves, artifacts=kept
        )
    return await publish(
        databases,
        clinic,
        source,
        stage_moves=stage_moves,
        by=by,
        note=note or f"rollback to {version}",
        seed_writer=seed_writer,
        on_progress=on_progress,
        artifacts=kept,
    )


async def resume(
    databases: Databases,
    clinic: Clinic,
    *,
    seed_writer: SeedWriter,
    on_progress: OnProgress | None = None,
    wait_seconds: float = 5.0,
) -> bool:
    """Bring an interrupted publish to its end. False when another process is at it, or the tables
    stay busy."""
    try:
        async with open_session(databases, clinic, wait_seconds=wait_seconds) as session:
            await _finish_open(session, Artifacts(databases), seed_writer, on_progress)
    except PublishRunning:
        return False
    except PublishUnfinished:
        await settle_policy(databases, clinic.id)
        return False
    await settle_policy(databases, clinic.id)
    return True


async def resume_all(databases: Databases, *, seed_writer: SeedWriter) -> None:
    """At the start of a process: no clinic stays half way.

    One that cannot be brought to an end keeps no other from starting; `doctor` tells of it.
    """
    for clinic in await load_clinics(databases):
        async with databases.core.clinic(clinic.id, role="owner") as con:
            row = await con.fetchrow(
                "select policy_epoch, exists(select from _publish"
                " where state in ('running', 'undoing')) is_open from _state"
            )
        async with databases.chat.clinic(clinic.id, role="owner") as con:
            chat_epoch = await con.fetchval("select policy_epoch from _state")
        if row is not None and row["is_open"]:
            try:
                await resume(databases, clinic, seed_writer=seed_writer, wait_seconds=0)
            except Exception as error:
                log.error("publish of %s stays open", clinic.id, exc_info=error)
        elif row is not None and row["policy_epoch"] != chat_epoch:
            await settle_policy(databases, clinic.id)


async def _finish_open(
    session: PublishSession,
    artifacts: Artifacts,
    seed_writer: SeedWriter,
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
        if journal.state in ("running", "undoing"):
            raise PublishUnfinished()


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
