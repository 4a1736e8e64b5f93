"""Keeps the copies in the other datasource level with what the outbox says has changed.

The write door copies at once, so that a reader sees what was just written; this is the guarantee:
whatever was committed arrives, also when its process died a moment later.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from engine.core.database import Databases, Datasource
from engine.definitions.clinics import find_clinic, load_clinic
from engine.definitions.projection import find_projections
from engine.definitions.references import heal_references, refresh_references
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore
from engine.messaging.event import Event

__all__ = ["CopiesBehind", "References"]

ATTEMPTS = 8
"""How often the copies of a clinic are tried before the others stop waiting for it."""

_log = logging.getLogger("nexus.references")


class CopiesBehind(Exception):
    """The copies of some clinics could not be fed; the batch is to be taken again."""


class References:
    """Consumer `references`."""

    name = "references"

    def __init__(self, databases: Databases, snapshots: SnapshotStore) -> None:
        self._databases, self._snapshots = databases, snapshots
        self._failures: Counter[str] = Counter()
        self._behind: set[str] = set()

    async def take(self, datasource: Datasource, events: Sequence[Event]) -> None:
        """Feed the copies of the records these events are about, each once.

        A clinic that keeps failing is left behind with an error in the log: `doctor` names its
        copies, and `mend` brings them level once what was wrong is gone.
        """
        by_clinic: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            by_clinic[event.clinic_id].append(event)
        failed: list[str] = []
        for clinic_id, theirs in by_clinic.items():
            try:
                await self._feed(datasource, clinic_id, theirs)
            except Exception as error:
                if await find_clinic(self._databases, clinic_id) is None:
                    continue  # it was removed meanwhile
                self._failures[clinic_id] += 1
                if self._failures[clinic_id] < ATTEMPTS:
                    failed.append(clinic_id)
                    continue
                _log.error("%s: copies stay behind (%s)", clinic_id, type(error).__name__)
                self._behind.add(clinic_id)
            self._failures.pop(clinic_id, None)
        if failed:
            raise CopiesBehind(", ".join(failed))

    async def mend(self, datasource: Datasource) -> None:
        """Bring level the clinics that were left behind, those that can be."""
        for clinic_id in sorted(self._behind):
            clinic = await find_clinic(self._databases, clinic_id)
            if clinic is not None:
                try:
                    snapshot = await self._snapshots.refresh(clinic_id)
                    healed = await heal_references(self._databases, clinic, snapshot)
                except Exception as error:
                    _log.error("%s: copies still behind (%s)", clinic_id, type(error).__name__)
                    continue
                _log.warning("%s: copies brought level: %s", clinic_id, ", ".join(healed) or "-")
            self._behind.discard(clinic_id)

    async def _feed(self, datasource: Datasource, clinic_id: str, events: Sequence[Event]) -> None:
        snapshot = await self._snapshots.current(clinic_id)
        newest = max(event.model_version for event in events)
        if newest > snapshot.version:
            snapshot = await self._snapshots.refresh(clinic_id, at_least=newest)
        shown = _shown(datasource, snapshot, events)
        if not shown:
            return
        clinic = await load_clinic(self._databases, clinic_id)
        for entity, ids in shown.items():
            await refresh_references(self._databases, clinic, snapshot, entity, ids)


def _shown(
    datasource: Datasource, snapshot: Snapshot, events: Sequence[Event]
) -> Mapping[str, Sequence[UUID]]:
    """The records that have a copy, by the name of their entity."""
    copied = {each.entity for each in find_projections(snapshot) if each.source == datasource}
    names = {each.id: each.name for each in snapshot.model.entities if each.name in copied}
    found: dict[str, dict[UUID, None]] = defaultdict(dict)
    for event in events:
        if (name := names.get(event.entity)) is not None:
            found[name][event.record] = None
    return {name: tuple(ids) for name, ids in found.items()}
