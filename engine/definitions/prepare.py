"""Everything of a publish before its first write: build, check, plan, questions to the data."""

from collections.abc import Callable, Mapping, Sequence

from engine.definitions.administrators import ask_administrators
from engine.definitions.artifacts import Artifacts
from engine.definitions.ask_data import ask_data
from engine.definitions.catalogue import build_catalogue
from engine.definitions.impact import count_rows
from engine.definitions.plan import PublishPlan, build_plan
from engine.definitions.publish_result import BaseMoved, ClinicIsFrozen, PublishResult, PublishState
from engine.definitions.session import PublishSession
from engine.definitions.source import Source, SourceBuild, build_source, read_source_hash
from engine.definitions.step import Step
from engine.definitions.storage import StorageMap
from engine.definitions.upgrade import merge_upgrade
from engine.kinds.field_type import field_types
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = ["Change", "Prepared", "StageMoves", "prepare"]

StageMoves = Mapping[str, Mapping[str, str]]
Change = Source | Callable[[Source], Source]


class Prepared(Value):
    """A change that was planned and asked about, and not begun."""

    version: int
    source: Source
    plan: PublishPlan | None
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Something stands against it."""
        return any(problem.severity == "error" for problem in self.problems)

    def result(self, state: PublishState) -> PublishResult:
        """The answer without having begun."""
        return PublishResult(
            state=state, version=self.version, plan=self.plan, problems=self.problems
        )


async def prepare(
    session: PublishSession,
    artifacts: Artifacts,
    change: Change,
    packages: Sequence[AppPackage],
    stage_moves: StageMoves | None,
    base_version: int | None,
) -> Prepared:
    """Everything up to the first write: build, check, plan, and the questions to the data."""
    version, digest = await read_source_hash(session.core)
    old = await artifacts.load(digest, Source) if digest else Source()
    await _expect(session, version, base_version)
    source = change(old) if callable(change) else change
    source, conflicts = await merge_upgrade(artifacts, old, source, build_catalogue(), packages)
    build = await build_source(artifacts, source, build_catalogue(), *packages, since=old)
    problems = (*build.problems, *conflicts)
    if build.model is None:
        return Prepared(version=version, source=source, plan=None, problems=problems)
    plan = await _plan(session, artifacts, old, build, stage_moves)
    locked_out = await ask_administrators(session, artifacts, build.model)
    problems = (*problems, *locked_out, *plan.problems, *await ask_data(session, plan.checks))
    plan = plan.model_copy(update={"impacts": await count_rows(session, plan.impacts)})
    return Prepared(version=version, source=source, plan=plan, problems=problems)


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
    plan = build_plan(
        current,
        build.model,
        field_types,
        stage_moves=stage_moves,
        zone=session.clinic.timezone,
    )
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
