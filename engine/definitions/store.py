"""The snapshots of a process: one per clinic, loaded once, refreshed when the fence says so.

NOTIFY is only a hint to refresh early. Models and storage maps are shared between clinics by hash.
"""

import asyncio
from typing import Any

import asyncpg

from engine.core.database import Databases
from engine.core.errors import ModelSwitching
from engine.core.pool import Connection
from engine.core.tasks import end_tasks
from engine.definitions.artifacts import Artifacts
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import StorageMap
from metamodel.model import Model

__all__ = ["CHANNEL", "SnapshotStore"]

CHANNEL = "nexus_model"

_PATIENCE = 2.0  # seconds a reader waits for core to follow the chat database
_VERSION_SQL = (
    "select s.model_version, v.model_hash, v.storage_hash from _state s"
    " left join _model_version v on v.version = s.model_version"
)


class SnapshotStore:
    """`current` is what every request starts from."""

    def __init__(self, databases: Databases, artifacts: Artifacts | None = None) -> None:
        self._databases = databases
        self.artifacts = artifacts or Artifacts(databases)
        self._snapshots: dict[str, Snapshot] = {}
        self._loading: dict[str, asyncio.Task[Snapshot]] = {}
        self._listener: asyncio.Task[None] | None = None

    async def current(self, clinic_id: str) -> Snapshot:
        """The newest snapshot this process knows."""
        known = self._snapshots.get(clinic_id)
        return known or await self._load_once(clinic_id)

    async def refresh(self, clinic_id: str, at_least: int = 0) -> Snapshot:
        """The snapshot of the published version, waiting up to two seconds for `at_least`.

        Raises ModelSwitching when the version does not come: a switch stopped half way.
        """
        deadline = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            known = self._snapshots.get(clinic_id)
            if at_least and known and known.version >= at_least:
                return known
            snapshot = await self._load_once(clinic_id)
            if snapshot.version >= at_least:
                return snapshot
            if asyncio.get_running_loop().time() > deadline:
                raise ModelSwitching(wanted=at_least, found=snapshot.version)
            await asyncio.sleep(0.05)

    def forget(self, clinic_id: str) -> None:
        """Load this clinic again at its next use."""
        self._snapshots.pop(clinic_id, None)

    def listen(self) -> None:
        """Start to refresh on the hints of other processes; `close` ends it."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen(), name="model hints")

    async def close(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            await end_tasks([self._listener])
            self._listener = None

    async def _load_once(self, clinic_id: str) -> Snapshot:
        task = self._loading.get(clinic_id)
        if task is None:
            task = asyncio.create_task(self._load(clinic_id))
            self._loading[clinic_id] = task
            task.add_done_callback(lambda _: self._loading.pop(clinic_id, None))
        return await asyncio.shield(task)

    async def _load(self, clinic_id: str) -> Snapshot:
        async with self._databases.core.clinic(clinic_id) as con:
            row = await con.fetchrow(_VERSION_SQL)
        if row is None or row["model_hash"] is None:
            snapshot = Snapshot(clinic_id=clinic_id, version=0, model=Model(), storage=StorageMap())
        else:
            snapshot = Snapshot(
                clinic_id=clinic_id,
                version=row["model_version"],
                model=await self.artifacts.load(row["model_hash"], Model),
                storage=await self.artifacts.load(row["storage_hash"], StorageMap),
            )
        known = self._snapshots.get(clinic_id)
        if known is None or known.version <= snapshot.version:
            self._snapshots[clinic_id] = snapshot
        return self._snapshots[clinic_id]

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_until_lost()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                self._snapshots.clear()  # hints may have been missed
            await asyncio.sleep(1)

    async def _listen_until_lost(self) -> None:
        con: Connection = await asyncpg.connect(self._databases.core.dsn, timeout=10)
        try:
            await con.add_listener(CHANNEL, self._heard)
            while not con.is_closed():
                await asyncio.sleep(1)
        finally:
            con.terminate()
        raise asyncpg.InterfaceError("the connection was lost")

    def _heard(self, _con: Any, _pid: int, _channel: str, payload: object) -> None:
        clinic_id, _, version = str(payload).partition(":")
        known = self._snapshots.get(clinic_id)
        if known and version.isdigit() and known.version < int(version):
            del self._snapshots[clinic_id]
