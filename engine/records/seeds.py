"""Seeds of packages, written through the same door as everything else."""

from collections.abc import Sequence
from uuid import UUID

from engine.core.database import Databases
from engine.core.errors import NotFound
from engine.core.tenant import Clinic
from engine.definitions.seed import SeedRecord
from engine.definitions.snapshot import Snapshot
from engine.records.change import RecordChange
from engine.records.system import system_context
from engine.records.table import table_of
from engine.records.write import write_system


class RecordSeeds:
    """The writer of package seeds. Records that are there already, by id, are left as they are."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    async def __call__(
        self, clinic: Clinic, snapshot: Snapshot, entity: str, records: Sequence[SeedRecord]
    ) -> None:
        """Write what is missing. Raises NexusError when a record does not fit."""
        known = await self._known(clinic, snapshot, entity, [record.id for record in records])
        changes = [
            RecordChange(op="create", entity=entity, record_id=record.id, values=record.values)
            for record in records
            if record.id not in known
        ]
        if changes:
            await write_system(system_context(clinic, snapshot), self._databases, changes)

    async def _known(
        self, clinic: Clinic, snapshot: Snapshot, name: str, ids: Sequence[UUID]
    ) -> set[UUID]:
        entity = snapshot.model.entity_by_name.get(name)
        table = table_of(snapshot, entity) if entity else None
        if table is None:
            raise NotFound(entity=name)
        async with self._databases.source(table.datasource).clinic(clinic.id) as con:
            rows = await con.fetch(
                f"select id from {table.name} where id = any($1::uuid[])",  # noqa: S608
                list(ids),
            )
        return {row["id"] for row in rows}
