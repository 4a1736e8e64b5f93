"""A front desk for the tests of bookings, transitions and unique sets: rooms, visits and requests.

A visit takes up its practitioner, its rooms and the chairs of its site (as many as the site says),
with minutes before and after that stand in the visit itself.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from engine.access.actor import Actor, RequestContext
from engine.core.database import Databases
from engine.core.errors import Fault, NexusError
from engine.core.tenant import Clinic
from engine.definitions.clinics import create_clinic
from engine.definitions.members import create_member
from engine.definitions.packages import install_package
from engine.definitions.publish import PublishResult
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore
from engine.records import RecordChange, RecordSeeds, WriteResult, write, write_many

NOW = datetime(2026, 11, 23, 13, 42, tzinfo=UTC)
Entity = dict[str, Any]
Files = Mapping[str, str]


def _stages(*stages: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": each["key"], **each} for each in stages]


def visit() -> Entity:
    """The entity with every form of `no_overlap`."""
    return {
        "entity": "dsk_visit",
        "label": "Visita",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "required": True},
            {"name": "practitioner", "type": "member", "label": {"pt-BR": "Profissional"}},
            {"name": "rooms", "type": "links", "to": "dsk_room", "label": {"pt-BR": "Salas"}},
            {"name": "site", "type": "link", "to": "dsk_site"},
            {"name": "starts_at", "type": "datetime", "label": {"pt-BR": "Início"}},
            {"name": "length", "type": "duration"},
            {"name": "preparing", "type": "integer"},
            {"name": "secret", "type": "text"},
            {"name": "stage", "type": "stage", "pipeline": "flow"},
        ],
        "pipelines": [
            {
                "name": "flow",
                "stages": _stages(
                    {"key": "asked"},
                    {"key": "booked", "occupies": True},
                    {"key": "done", "kind": "done", "occupies": True},
                    {"key": "off", "kind": "cancelled"},
                ),
            }
        ],
        "no_overlap": [
            {
                "resources": ["practitioner", "rooms"],
                "start": "starts_at",
                "duration": "length",
                "before": "preparing",
                "after": 10,
            },
            {"resources": ["site"], "start": "starts_at", "duration": "length", "lanes": "chairs"},
        ],
    }


def block() -> Entity:
    """Time off: it takes up a member as a visit does."""
    return {
        "entity": "dsk_block",
        "label": "Bloqueio",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text"},
            {"name": "who", "type": "member"},
            {"name": "starts_at", "type": "datetime"},
            {"name": "ends_at", "type": "datetime"},
        ],
        "no_overlap": [{"resources": ["who"], "start": "starts_at", "end": "ends_at"}],
    }


def request() -> Entity:
    """An entity whose moves have conditions, and with a unique set."""
    return {
        "entity": "dsk_request",
        "label": "Pedido",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "label": {"pt-BR": "Nome"}},
            {"name": "year", "type": "text", "label": {"pt-BR": "Ano"}},
            {"name": "reason", "type": "text", "label": {"pt-BR": "Motivo"}},
            {"name": "amount", "type": "integer"},
            {"name": "stage", "type": "stage", "pipeline": "flow"},
        ],
        "unique": [{"fields": ["name", "year"]}],
        "pipelines": [
            {
                "name": "flow",
                "stages": _stages(
                    {"key": "open"}, {"key": "approved"}, {"key": "paid"}, {"key": "refused"}
                ),
                "transitions": {
                    "open": [
                        {
                            "to": "approved",
                            "when": "amount < 100",
                            "message": {"pt-BR": "Só até 100.", "en": "Up to 100 only."},
                        },
                    ],
                    "approved": [{"to": "paid", "roles": ["dsk_boss"]}, "open"],
                    "*": [{"to": "refused", "requires": ["reason"]}],
                },
            }
        ],
    }


def site() -> Entity:
    """Where chairs are."""
    fields = [{"name": "name", "type": "text"}, {"name": "chairs", "type": "integer"}]
    return {"entity": "dsk_site", "label": "Local", "title": "name", "fields": fields}


def room() -> Entity:
    """A room."""
    fields = [{"name": "name", "type": "text"}]
    return {"entity": "dsk_room", "label": "Sala", "title": "name", "fields": fields}


def member() -> Entity:
    """The members, kept in the table there is."""
    fields = [{"name": "name", "type": "text", "required": True}]
    return {"entity": "member", "label": "M", "title": "name", "system": "member", "fields": fields}


ROLES: list[dict[str, Any]] = [
    {"key": "dsk_admin", "label": "Admin", "admin": True},
    {
        "key": "dsk_boss",
        "label": "Chefe",
        "entities": {"dsk_request": {"read": "all", "create": True, "update": "all"}},
    },
    {
        "key": "dsk_clerk",
        "label": "Balcão",
        "entities": {
            "dsk_request": {
                "read": "all",
                "create": True,
                "update": "all",
                "fields": {"year": "hidden"},
            },
            "dsk_visit": {
                "read": "practitioner = $me",
                "create": True,
                "update": "all",
                "fields": {"practitioner": "hidden"},
            },
        },
    },
]


def desk(
    change: Callable[[dict[str, Entity]], None] | None = None, version: str = "1.0.0"
) -> Files:
    """The package as files, changed as told; JSON is YAML."""
    entities = {each["entity"]: each for each in (visit(), block(), request(), site(), room())}
    if change is not None:
        change(entities)
    manifest = {
        "key": "desk",
        "namespace": "dsk",
        "version": version,
        "label": "Balcão",
        "requires": {"core": "*"},
    }
    return {
        "app.yaml": json.dumps(manifest),
        "roles.yaml": json.dumps({"roles": ROLES}),
        **{f"entities/{name}.yaml": json.dumps(entity) for name, entity in entities.items()},
    }


CORE: Files = {
    "app.yaml": json.dumps({"key": "core", "version": "1.0.0", "label": "Core"}),
    "entities/member.yaml": json.dumps(member()),
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The clinic, who works there, and its door."""

    databases: Databases
    clinic: Clinic
    snapshot: Snapshot
    epoch: int
    ana: UUID
    bia: UUID

    def ctx(self, role: str = "dsk_admin", member_id: UUID | None = None) -> RequestContext:
        """Ana with one role, or another member."""
        actor = Actor(
            kind="member", member_id=member_id or self.ana, roles=(role,), policy_epoch=self.epoch
        )
        return RequestContext(clinic=self.clinic, actor=actor, snapshot=self.snapshot, now=NOW)

    async def publish(
        self, files: Files, stage_moves: dict[str, dict[str, str]] | None = None
    ) -> "tuple[Desk, PublishResult]":
        """Install another version of the desk."""
        result = await install_package(
            self.databases,
            self.clinic,
            files,
            stage_moves=stage_moves,
            seed_writer=RecordSeeds(self.databases),
        )
        snapshot = await SnapshotStore(self.databases).refresh(self.clinic.id)
        return replace(self, snapshot=snapshot), result

    async def create(self, entity: str, role: str = "dsk_admin", **values: Any) -> UUID:
        """A new record's id."""
        change = RecordChange(op="create", entity=entity, values=values)
        return (await write(self.ctx(role), self.databases, change)).id

    async def do(
        self, op: Any, entity: str, record: UUID, role: str = "dsk_admin", stage: str | None = None,
        **values: Any,
    ) -> WriteResult:  # fmt: skip
        """Any other change of one record."""
        change = RecordChange(op=op, entity=entity, record_id=record, values=values, stage=stage)
        return await write(self.ctx(role), self.databases, change)

    async def many(self, *changes: RecordChange) -> tuple[WriteResult, ...]:
        """Several changes, all or none."""
        return await write_many(self.ctx(), self.databases, changes)

    async def value(self, sql: str, *arguments: object) -> Any:
        """One value out of the core database, as the owner."""
        async with self.databases.core.clinic(self.clinic.id, role="owner") as con:
            return await con.fetchval(sql, *arguments)

    async def booked(self, record: UUID) -> list[tuple[str, str]]:
        """From when to when a record takes up its resources, in UTC, by the clock."""
        async with self.databases.core.clinic(self.clinic.id, role="owner") as con:
            rows = await con.fetch(
                "select to_char(lower(during) at time zone 'UTC', 'HH24:MI') starts,"
                " to_char(upper(during) at time zone 'UTC', 'HH24:MI') ends"
                " from _booking where record = $1 order by during, resource",
                record,
            )
        return [(row["starts"], row["ends"]) for row in rows]


async def open_desk(databases: Databases, slug: str, files: Files | None = None) -> Desk:
    """A clinic with two members and the desk installed."""
    clinic = await create_clinic(databases, slug=slug, name="Clínica")
    ana = await create_member(databases, clinic, name="Ana", roles=["dsk_clerk"])
    bia = await create_member(databases, clinic, name="Bia", roles=["dsk_clerk"])
    seeds = RecordSeeds(databases)
    for package in (CORE, files or desk()):
        result = await install_package(databases, clinic, package, seed_writer=seeds)
        assert result.state == "published", result.problems
    snapshot = await SnapshotStore(databases).refresh(clinic.id)
    async with databases.core.clinic(clinic.id, role="owner") as con:
        epoch: int = await con.fetchval("select policy_epoch from _state")
    return Desk(
        databases=databases, clinic=clinic, snapshot=snapshot, epoch=epoch, ana=ana, bia=bia
    )


def said(error: NexusError) -> list[tuple[str, str]]:
    """Path and code of each fault."""
    return [(fault.path, fault.code) for fault in error.faults]


def words(faults: tuple[Fault, ...]) -> str:
    """Everything the faults say, in one text."""
    return " ".join(
        str(part) for fault in faults for part in (fault.message, fault.hint, fault.data)
    )
