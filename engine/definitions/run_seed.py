"""Writes the seeds of an app that was just installed, through the write door."""

from engine.definitions.artifacts import Artifacts
from engine.definitions.journal import PublishFacts
from engine.definitions.seed import SeedWriter, seed_records
from engine.definitions.session import PublishSession
from engine.definitions.snapshot import Snapshot
from engine.definitions.step import Step
from engine.definitions.storage import StorageMap
from metamodel.model import Model

__all__ = ["run_seed"]


async def run_seed(
    session: PublishSession,
    artifacts: Artifacts,
    facts: PublishFacts,
    step: Step,
    writer: SeedWriter,
) -> None:
    """Write what is missing."""
    snapshot = Snapshot(
        clinic_id=session.clinic.id,
        version=facts.version,
        model=await artifacts.load(facts.model_hash, Model),
        storage=await artifacts.load(facts.storage_hash, StorageMap),
    )
    name = step.entity or ""
    records = seed_records(step.package or "", name, step.records)
    await writer(session.clinic, snapshot, name, records)
