"""Seeds of packages, written as the system through the write door. Ids that exist are left."""

from collections.abc import Sequence
from datetime import UTC, datetime

from engine.access.actor import Actor, RequestContext
from engine.core.database import Databases
from engine.core.tenant import Clinic
from engine.definitions.seed import SeedRecord
from engine.definitions.snapshot import Snapshot
from engine.records.change import RecordChange
from engine.records.write import write_system


class RecordSeeds:
    """The SeedWriter of a process."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    async def __call__(
        self, clinic: Clinic, snapshot: Snapshot, entity: str, records: Sequence[SeedRecord]
    ) -> None:
        """Write the records that are not there yet. Raises NexusError when one does not fit."""
        definition = snapshot.model.entity_by_name[entity]
        storage = snapshot.storage.entities[str(definition.id)]
        async with self._databases.source(storage.datasource).clinic(clinic.id) as con:
            rows = await con.fetch(
                f'select id from "{storage.table}" where id = any($1)',  # noqa: S608
                [record.id for record in records],
            )
        known = {row["id"] for row in rows}
        context = RequestContext(
            clinic=clinic,
            actor=Actor(kind="system", member_id=None, origin="system"),
            snapshot=snapshot,
            now=datetime.now(UTC),
        )
        changes = [
            RecordChange(op="create", entity=entity, record_id=record.id, values=record.values)
            for record in records
            if record.id not in known
        ]
        await write_system(context, self._databases, changes)
