"""The rows that make a publish resumable: `_publish` and `_publish_step` in the core schema."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from engine.core.ids import new_id
from engine.core.pool import Connection
from engine.definitions.step import Phase, Step
from metamodel.problem import Problem

__all__ = ["Journal", "JournalStep", "PublishFacts", "PublishState", "find_open", "start"]

PublishState = Literal["running", "undoing", "done", "failed", "cancelled"]
StepState = Literal["pending", "running", "done", "failed", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFacts:
    """What a publish leads from and to."""

    base_version: int
    version: int
    model_hash: str
    storage_hash: str
    source_hash: str
    note: str | None = None
    published_by: UUID | None = None


@dataclass(slots=True, kw_only=True)
class JournalStep:
    """A step and how far it came."""

    position: int
    phase: Phase
    step: Step
    state: StepState
    progress: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Journal:
    """An open publish, as the database has it."""

    id: UUID
    facts: PublishFacts
    state: PublishState
    phase: str
    problems: list[Problem]
    steps: list[JournalStep]
    con: Connection

    async def set_state(self, state: PublishState) -> None:
        """Say how the publish stands; `done`, `failed` and `cancelled` close it."""
        is_open = state in ("running", "undoing")
        await self.con.execute(
            "update _publish set state = $2, problems = $3,"
            " phase = case when $2 = 'done' then 'end' else phase end,"
            " finished_at = case when $4 then null else now() end where id = $1",
            self.id,
            state,
            json.dumps([problem.model_dump(mode="json") for problem in self.problems]),
            is_open,
        )
        self.state = state

    async def set_phase(self, phase: str) -> None:
        """Enter a phase."""
        await self.con.execute("update _publish set phase = $2 where id = $1", self.id, phase)
        self.phase = phase

    async def set_step(self, item: JournalStep, state: StepState) -> None:
        """Say how a step stands."""
        await self.con.execute(
            "update _publish_step set state = $3,"
            " started_at = case when $3 = 'running' then now() else started_at end,"
            " finished_at = case when $3 in ('done', 'failed', 'undone') then now() end"
            " where publish_id = $1 and position = $2",
            self.id,
            item.position,
            state,
        )
        item.state = state

    async def save_progress(self, item: JournalStep, progress: Mapping[str, Any]) -> None:
        """Note how far a step came."""
        await self.con.execute(
            "update _publish_step set progress = $3 where publish_id = $1 and position = $2",
            self.id,
            item.position,
            json.dumps(progress),
        )
        item.progress = progress

    def of_phase(self, *phases: str) -> list[JournalStep]:
        """The steps of some phases, in order."""
        return [item for item in self.steps if item.phase in phases]


async def start(con: Connection, facts: PublishFacts, steps: Sequence[Step]) -> Journal:
    """Write down what is going to be done, before anything is."""
    publish_id = new_id()
    async with con.transaction():
        await con.execute(
            "insert into _publish (id, state, phase, base_version, version, model_hash,"
            " storage_hash, source_hash, note, published_by)"
            " values ($1, 'running', 'expand', $2, $3, $4, $5, $6, $7, $8)",
            publish_id,
            facts.base_version,
            facts.version,
            facts.model_hash,
            facts.storage_hash,
            facts.source_hash,
            facts.note,
            facts.published_by,
        )
        await con.executemany(
            "insert into _publish_step (publish_id, position, phase, step) values ($1, $2, $3, $4)",
            [
                (publish_id, position, step.phase, step.model_dump_json(exclude_defaults=True))
                for position, step in enumerate(steps)
            ],
        )
    found = await find_open(con)
    if found is None:
        raise LookupError("the publish just written is not there")
    return found


async def find_open(con: Connection) -> Journal | None:
    """The publish that was not brought to an end, if there is one."""
    row = await con.fetchrow("select * from _publish where state in ('running', 'undoing')")
    if row is None:
        return None
    steps = await con.fetch(
        "select position, phase, step::text, state, progress::text from _publish_step"
        " where publish_id = $1 order by position",
        row["id"],
    )
    return Journal(
        id=row["id"],
        facts=PublishFacts(
            base_version=row["base_version"],
            version=row["version"],
            model_hash=row["model_hash"],
            storage_hash=row["storage_hash"],
            source_hash=row["source_hash"],
            note=row["note"],
            published_by=row["published_by"],
        ),
        state=row["state"],
        phase=row["phase"],
        problems=[Problem.model_validate(each) for each in json.loads(row["problems"])],
        steps=[
            JournalStep(
                position=step["position"],
                phase=step["phase"],
                step=Step.model_validate_json(step["step"]),
                state=step["state"],
                progress=json.loads(step["progress"]),
            )
            for step in steps
        ],
        con=con,
    )
