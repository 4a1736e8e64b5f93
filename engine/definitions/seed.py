"""The records an app brings: written once, when it is first installed into a clinic.

Ids are derived from app, entity and place in the file, so writing them twice changes nothing.
"""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID, uuid5

from engine.core.tenant import Clinic
from engine.definitions.snapshot import Snapshot
from metamodel.value import Value

__all__ = ["SeedRecord", "SeedWriter", "seed_id", "seed_records"]

_NAMESPACE = UUID("0d6f5a2e-8f0b-5c56-9a37-5b4f0c8b7a11")


class SeedRecord(Value):
    """One record: API names to values, as in the package's YAML."""

    id: UUID
    values: dict[str, Any]


class SeedWriter(Protocol):
    """Writes seeds through the write door. Skips ids that exist already."""

    async def __call__(
        self, clinic: Clinic, snapshot: Snapshot, entity: str, records: Sequence[SeedRecord]
    ) -> None:
        """Write what is missing; raise NexusError when a record does not fit."""
        ...


def seed_id(package: str, entity: str, position: int) -> UUID:
    """Id of the n-th seed of an entity in a package: the same in every clinic and every try."""
    return uuid5(_NAMESPACE, f"{package}/{entity}/{position}")


def seed_records(
    package: str, entity: str, values: Sequence[dict[str, Any]]
) -> tuple[SeedRecord, ...]:
    """The records of one file."""
    return tuple(
        SeedRecord(id=seed_id(package, entity, position), values=dict(each))
        for position, each in enumerate(values)
    )
