"""Writes the seeds of an app that was just installed, through the caller's writer."""

from engine.definitions.artifacts import Artifacts
from engine.definitions.journal import PublishFacts
from engine.definitions.physical_names import quote
from engine.definitions.seed import SeedRecord, SeedWriter, seed_records
from engine.definitions.session import PublishSession
from engine.definitions.snapshot import Snapshot
from engine.definitions.step import Step
from engine.definitions.storage import StorageMap
from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.model import Model

__all__ = ["run_seed"]


async def run_seed(
    session: PublishSession,
    artifacts: Artifacts,
    facts: PublishFacts,
    step: Step,
    writer: SeedWriter | None,
) -> None:
    """Write what is missing. Without a writer, plain columns are written as they are cleaned."""
    snapshot = Snapshot(
        clinic_id=session.clinic.id,
        version=facts.version,
        model=await artifacts.load(facts.model_hash, Model),
        storage=await artifacts.load(facts.storage_hash, StorageMap),
    )
    name = step.entity or ""
    records = seed_records(step.package or "", name, step.records)
    if writer is not None:
        await writer(session.clinic, snapshot, name, records)
        return
    entity = snapshot.model.entity_by_name[name]
    for record in records:
        await _insert(session, snapshot, entity, record)


async def _insert(
    session: PublishSession, snapshot: Snapshot, entity: Entity, record: SeedRecord
) -> None:
    stored = snapshot.storage.entities[entity.id or ""]
    columns: dict[str, object] = {"id": record.id}
    for field in entity.fields:
        kind, place = field_types[field.type], stored.fields[field.id or ""]
        value = record.values.get(field.name, field.default)
        pipeline = entity.pipeline_by_name.get(field.pipeline or "")
        value = pipeline.first_stage if value is None and pipeline else value
        if value is None or not place.columns:
            continue
        for suffix, cleaned in kind.clean(value, field).items():
            columns[place.columns[suffix]] = cleaned
    names = ", ".join(quote(name) for name in columns)
    marks = ", ".join(f"${number + 1}" for number in range(len(columns)))
    await session.of(stored.datasource).execute(
        f"insert into {quote(stored.table)} ({names}, _created_at, _updated_at)"
        f" values ({marks}, now(), now()) on conflict (id) do nothing",
        *columns.values(),
    )
