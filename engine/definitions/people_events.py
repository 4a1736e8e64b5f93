"""What changes people and places outside the write door is an event too, for whoever follows it.

It leaves no `_history`: a row without the fields that changed would let a write of an older version
pass, and a gap does not.
"""

from datetime import UTC, datetime
from uuid import UUID

from engine.core.database import Databases
from engine.core.poke import poke
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from engine.definitions.references import refresh_after_commit
from engine.definitions.snapshot import Snapshot
from metamodel.entity import Entity

__all__ = ["emit", "show"]


async def emit(
    con: Connection,
    snapshot: Snapshot,
    system: str,
    record_id: UUID,
    *,
    op: str = "create",
    version: int = 1,
) -> None:
    """Tell of a person or place in the transaction that changes it."""
    for entity in _entities(snapshot, system):
        await con.execute(
            "select nexus.emit($1, $2, $3, $4, '{}', null, '{}', 'system', null, 'system', $5, $6)",
            entity.id,
            record_id,
            version,
            op,
            snapshot.version,
            datetime.now(UTC),
        )


async def show(
    databases: Databases, clinic: Clinic, snapshot: Snapshot, system: str, record_id: UUID
) -> None:
    """Copy it, after the commit, to where records of the other database show it."""
    poke("core")
    changed = {entity.name: [record_id] for entity in _entities(snapshot, system)}
    await refresh_after_commit(databases, clinic, snapshot, changed)


def _entities(snapshot: Snapshot, system: str) -> list[Entity]:
    return [entity for entity in snapshot.model.entities if entity.system == system]
