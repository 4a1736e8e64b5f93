"""A clinic with leads, procedures and appointments, its tables made from the physical design."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg

from engine.access.actor import Actor, RequestContext
from engine.core.database import DATASOURCES, Databases
from engine.core.tenant import Clinic
from engine.definitions.allocate import allocate
from engine.definitions.clinics import create_clinic
from engine.definitions.design import Design, build_design, with_indexes
from engine.definitions.members import create_member, create_unit
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import RECORD_COLUMNS, StorageMap
from engine.kinds.field_type import field_types
from engine.records import RecordChange, WriteResult, write, write_many
from metamodel.model import Model

NOW = datetime(2026, 11, 23, 13, 42, tzinfo=UTC)


def _options(*keys: str) -> list[dict[str, str]]:
    return [{"key": key} for key in keys]


LEAD: dict[str, Any] = {
    "entity": "lead",
    "plural": "leads",
    "title": "name",
    "ownership": {"member": "owner", "unit": "service_unit"},
    "fields": [
        {"name": "name", "type": "text", "required": True, "label": {"pt-BR": "Nome do lead"}},
        {"name": "owner", "type": "member", "default": "$me"},
        {"name": "whatsapp", "type": "phone", "unique": True, "label": {"pt-BR": "WhatsApp"}},
        {"name": "channel", "type": "choice", "options": _options("site", "campaign")},
        {
            "name": "situation",
            "type": "choice",
            "default": "started",
            "options": _options("started", "qualified"),
        },
        {"name": "campaign", "type": "text"},
        {"name": "code", "type": "text", "read_only": True},
        {
            "name": "procedures",
            "type": "links",
            "to": "procedure",
            "label": {"pt-BR": "Procedimento"},
        },
        {
            "name": "service_value",
            "type": "money",
            "min": 0,
            "label": {"pt-BR": "Valor do serviço"},
        },
        {"name": "service_unit", "type": "link", "to": "unit"},
        {"name": "next_contact_at", "type": "datetime"},
        {"name": "birthday", "type": "date"},
        {"name": "comment", "type": "long_text"},
        {"name": "stage", "type": "stage", "pipeline": "sales"},
        {"name": "visits", "type": "links", "to": "appointment", "inverse": "lead"},
    ],
    "pipelines": [
        {
            "name": "sales",
            "stages": [
                {"key": "new", "label": {"pt-BR": "Novos"}},
                {"key": "active", "label": {"pt-BR": "Ativos"}},
                {
                    "key": "negotiation",
                    "label": {"pt-BR": "Em negociação"},
                    "requires": ["procedures", "service_value"],
                },
                {
                    "key": "closed",
                    "label": {"pt-BR": "Fechados"},
                    "kind": "won",
                    "gate": "service_value > 0",
                    "gate_message": {"pt-BR": "O valor precisa ser maior que zero."},
                },
                {"key": "lost", "label": {"pt-BR": "Perdidos"}, "kind": "lost"},
            ],
            "transitions": {
                "new": ["active", "negotiation"],
                "active": ["negotiation", "closed"],
                "negotiation": ["closed"],
                "*": ["lost"],
            },
        }
    ],
    "rules": [
        {
            "when": "channel = 'campaign' and campaign is empty",
            "message": {"pt-BR": "Informe a campanha."},
            "on": ["campaign"],
        },
    ],
}
SIMPLE: list[dict[str, Any]] = [
    {
        "entity": "procedure",
        "plural": "procedures",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "required": True, "unique": True},
            {"name": "price", "type": "money"},
        ],
    },
    {
        "entity": "unit",
        "plural": "units",
        "title": "name",
        "system": "unit",
        "fields": [{"name": "name", "type": "text", "required": True}],
    },
    {
        "entity": "member",
        "plural": "members",
        "title": "name",
        "system": "member",
        "fields": [{"name": "name", "type": "text", "required": True}],
    },
    {
        "entity": "appointment",
        "plural": "appointments",
        "title": "starts_at",
        "fields": [
            {"name": "lead", "type": "link", "to": "lead", "on_delete": "trash"},
            {"name": "starts_at", "type": "datetime", "required": True},
            {"name": "ends_at", "type": "datetime", "required": True},
        ],
        "rules": [
            {
                "when": "ends_at <= starts_at",
                "message": {"pt-BR": "O fim vem depois."},
                "on": ["ends_at"],
            }
        ],
    },
    {
        "entity": "activity",
        "plural": "activities",
        "title": "summary",
        "fields": [
            {"name": "summary", "type": "text", "required": True},
            {"name": "happened_at", "type": "datetime", "required": True, "default": "$now"},
            {"name": "record", "type": "any_link", "targets": ["lead", "procedure"]},
        ],
    },
    {
        "entity": "ticket",
        "plural": "tickets",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "required": True},
            {"name": "note", "type": "text"},
            {"name": "code", "type": "auto_number", "template": "T-{number:04}"},
            {
                "name": "protocol",
                "type": "auto_number",
                "template": "{year}/{number:06}",
                "reset": "year",
                "gap_free": True,
            },
        ],
        "rules": [{"when": "note = 'refuse'", "message": {"pt-BR": "Não."}, "on": ["note"]}],
    },
    {
        "entity": "plan",
        "plural": "plans",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "required": True},
            {
                "name": "items",
                "type": "links",
                "to": "procedure",
                "attributes": [
                    {"name": "sessions", "type": "integer", "id": "plan_items_sessions"},
                    {"name": "price", "type": "money", "id": "plan_items_price"},
                ],
            },
        ],
    },
    {
        "entity": "sale",
        "plural": "sales",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "required": True},
            {"name": "items", "type": "table", "to": "sale_item", "inverse": "sale"},
        ],
        "rules": [
            {
                "when": "items.price > 1000",
                "message": {"pt-BR": "Item caro demais."},
                "on": ["items"],
            }
        ],
    },
    {
        "entity": "sale_item",
        "plural": "sale_items",
        "title": "what",
        "fields": [
            {"name": "what", "type": "text", "required": True, "unique": True},
            {"name": "price", "type": "money"},
            {"name": "place", "type": "position"},
            {"name": "sale", "type": "link", "to": "sale", "required": True},
            {"name": "performer", "type": "member"},
        ],
    },
    {
        "entity": "visit_note",
        "plural": "visit_notes",
        "title": "text",
        "fields": [
            {"name": "text", "type": "text", "required": True},
            {"name": "about", "type": "link", "to": "lead", "on_delete": "clear"},
        ],
    },
    {
        "entity": "message",
        "plural": "messages",
        "title": "body",
        "datasource": "chat",
        "fields": [
            {"name": "body", "type": "text", "required": True},
            {"name": "about", "type": "any_link", "targets": ["lead"]},
        ],
    },
]
ROLES: list[dict[str, Any]] = [
    {"key": "admin", "admin": True},
    {
        "key": "seller",
        "entities": {
            "lead": {
                "read": "owner = $me or service_unit in $units",
                "create": True,
                "update": "owner = $me or owner is empty",
                "fields": {
                    "comment": "hidden",
                    "situation": "read",
                    "birthday": {"access": "masked", "shown_when": "owner = $me"},
                    "whatsapp": {"access": "masked", "write": True, "shown_when": "owner = $me"},
                },
            },
            "procedure": {"read": "price < 1000 or price is empty"},
            "unit": {"read": "all"},
            "member": {"read": "all"},
            "appointment": {"read": "all", "create": True},
        },
    },
    {
        "key": "cashier",
        "entities": {
            "sale": {"read": "all", "create": True, "update": "all"},
            "sale_item": {
                "read": "via sale",
                "create": True,
                "update": "via sale",
                "fields": {"price": "read"},
            },
        },
    },
    {"key": "mover", "entities": {"lead": {"read": "all", "move": "all"}}},
    {"key": "reader", "entities": {"lead": {"read": "all"}}},
]


def _with_ids(definition: dict[str, Any], *path: str) -> dict[str, Any]:
    name = definition.get("entity") or definition.get("name") or definition.get("key") or "rule"
    here = (*path, name)
    nested = {
        key: [_with_ids(each, *here) for each in definition[key]]
        for key in ("fields", "pipelines", "stages")
        if key in definition
    }
    return {"id": "_".join(here), **definition, **nested}


def build_model(*more: dict[str, Any]) -> Model:
    """The model with more entities, ids derived from names."""
    return Model.model_validate(
        {
            "entities": [_with_ids(entity) for entity in (LEAD, *SIMPLE, *more)],
            "roles": ROLES,
        }
    )


@dataclass(frozen=True, kw_only=True)
class World:
    """The clinic and who is in it."""

    databases: Databases
    clinic: Clinic
    snapshot: Snapshot
    epoch: int
    ana: UUID
    bia: UUID
    moema: UUID
    paulista: UUID

    def ctx(self, role: str = "admin", member: UUID | None = None) -> RequestContext:
        """Ana (in Moema) with one role, or another member."""
        actor = Actor(
            kind="member",
            member_id=member or self.ana,
            roles=(role,),
            units=(self.moema,),
            policy_epoch=self.epoch,
        )
        return RequestContext(clinic=self.clinic, actor=actor, snapshot=self.snapshot, now=NOW)

    def system(self) -> RequestContext:
        """The system actor."""
        return replace(self.ctx(), actor=Actor(kind="system", member_id=None))

    async def create(self, entity: str, role: str = "admin", **values: Any) -> UUID:
        """A new record's id."""
        change = RecordChange(op="create", entity=entity, values=values)
        return (await write(self.ctx(role), self.databases, change)).id

    async def update(
        self, entity: str, record_id: UUID, role: str = "admin", *, version: int | None = None,
        base: Mapping[str, Any] | None = None, **values: Any,
    ) -> WriteResult:  # fmt: skip
        """Change a record."""
        change = RecordChange(
            op="update",
            entity=entity,
            record_id=record_id,
            values=values,
            expected_version=version,
            base=base,
        )
        return await write(self.ctx(role), self.databases, change)

    async def move(
        self, record_id: UUID, stage: str, role: str = "admin", **values: Any
    ) -> WriteResult:
        """Move a lead."""
        change = RecordChange(
            op="move", entity="lead", record_id=record_id, stage=stage, values=values
        )
        return await write(self.ctx(role), self.databases, change)

    async def create_many(self, entity: str, *rows: dict[str, Any]) -> tuple[WriteResult, ...]:
        """Several new records."""
        changes = [RecordChange(op="create", entity=entity, values=row) for row in rows]
        return await write_many(self.ctx(), self.databases, changes)

    async def row(self, table: str, record_id: UUID) -> asyncpg.Record:
        """The row as it stands in the core database."""
        async with self.databases.core.clinic(self.clinic.id) as con:
            found = await con.fetchrow(f'select * from "{table}" where id = $1', record_id)
        assert found is not None
        return found

    async def value(self, sql: str, *arguments: object) -> Any:
        """One value out of the core database, as the owner."""
        async with self.databases.core.clinic(self.clinic.id, role="owner") as con:
            return await con.fetchval(sql, *arguments)


async def build_world(
    databases: Databases, slug: str = "atemporal", *more: dict[str, Any]
) -> World:
    """A clinic with two units, two members and the tables of the model."""
    clinic = await create_clinic(databases, slug=slug, name="Clínica")
    moema = await create_unit(databases, clinic, name="Moema")
    paulista = await create_unit(databases, clinic, name="Av. Paulista")
    ana = await create_member(databases, clinic, name="Ana", roles=["seller"], units=[moema])
    bia = await create_member(databases, clinic, name="Bia", roles=["seller"])
    model = build_model(*more)
    storage = allocate(StorageMap(), model, field_types)
    design = build_design(model, storage, field_types)
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id, role="owner") as con:
            for statement in _ddl(design, datasource):
                await con.execute(statement)
            await con.execute("update _state set model_version = 1")
    async with databases.core.clinic(clinic.id, role="owner") as con:
        epoch: int = await con.fetchval("select policy_epoch from _state")
    async with databases.chat.clinic(clinic.id, role="owner") as con:
        await con.execute("update _state set policy_epoch = $1", epoch)
    snapshot = Snapshot(
        clinic_id=clinic.id, version=1, model=model, storage=with_indexes(storage, design)
    )
    return World(
        databases=databases, clinic=clinic, snapshot=snapshot, epoch=epoch,
        ana=ana, bia=bia, moema=moema, paulista=paulista,
    )  # fmt: skip


def _ddl(design: Design, datasource: str) -> list[str]:
    tables = [table for table in design.tables.values() if table.datasource == datasource]
    statements: list[str] = []
    for table in tables:
        if not table.premade:
            fixed = RECORD_COLUMNS if table.kind == "record" else {}
            columns = [f'"{name}" {text}' for name, text in fixed.items()]
            columns += [
                f'"{name}" {column.pg_type}{" not null" if column.not_null else ""}'
                for name, column in table.columns.items()
            ]
            if table.kind == "join":
                columns.append("primary key (source_id, target_id)")
            statements.append(f'create table "{table.name}" ({", ".join(columns)})')
    for table in tables:
        if not table.premade:
            statements += [index.sql(concurrently=False) for index in table.indexes.values()]
            statements += [
                f'alter table "{key.table}" add constraint "{key.name}" foreign key'
                f' ("{key.column}") references "{key.target}"'
                f"{' on delete cascade' if key.cascade else ''}"
                for key in table.foreign_keys.values()
            ]
    return statements
