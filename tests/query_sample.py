"""A small clinic for the tests of policies, queries and the guard: definitions, storage and tables
made by hand.

Names in the database differ from API names, so that a test sees which of the two stands where.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from engine.access.actor import Actor, RequestContext
from engine.core.tenant import Clinic
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import (
    EntityStorage,
    FieldStorage,
    JoinStorage,
    ReferenceStorage,
    StorageMap,
)
from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.role import Role
from metamodel.view import View

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
STAGES = ("new", "negotiation", "closed", "lost")
CHANNELS = ("site", "whatsapp", "campaign")

_DEFINITIONS: list[dict[str, Any]] = [
    {
        "entity": "member",
        "plural": "members",
        "system": "member",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "searchable": True},
            {"name": "email", "type": "text"},
        ],
    },
    {
        "entity": "unit",
        "plural": "units",
        "system": "unit",
        "title": "name",
        "fields": [{"name": "name", "type": "text"}],
    },
    {
        "entity": "team",
        "plural": "teams",
        "system": "team",
        "title": "name",
        "fields": [{"name": "name", "type": "text"}],
    },
    {
        "entity": "procedure",
        "plural": "procedures",
        "title": "name",
        "ownership": {"unit": "unit"},
        "fields": [
            {"name": "name", "type": "text", "searchable": True},
            {"name": "price", "type": "money"},
            {"name": "unit", "type": "link", "to": "unit"},
        ],
    },
    {
        "entity": "lead",
        "plural": "leads",
        "title": "name",
        "ownership": {"member": "owner", "unit": "service_unit"},
        "fields": [
            {"name": "name", "type": "text", "searchable": True},
            {"name": "owner", "type": "member"},
            {"name": "whatsapp", "type": "phone", "searchable": True},
            {
                "name": "channel",
                "type": "choice",
                "options": [{"key": key} for key in CHANNELS],
            },
            {"name": "procedures", "type": "links", "to": "procedure", "first_is_main": True},
            {"name": "service_value", "type": "money"},
            {"name": "service_unit", "type": "link", "to": "unit"},
            {"name": "next_contact_at", "type": "datetime"},
            {"name": "comment", "type": "long_text"},
            {"name": "stage", "type": "stage", "pipeline": "sales"},
            {"name": "activities", "type": "links", "to": "activity", "inverse": "record"},
            {"name": "appointments", "type": "links", "to": "appointment", "inverse": "lead"},
            {"name": "draft_note", "type": "text"},
        ],
        "pipelines": [{"name": "sales", "stages": [{"key": key} for key in STAGES]}],
        "layouts": [{"name": "card", "kind": "card", "items": ["name", "service_value", "owner"]}],
    },
    {
        "entity": "appointment",
        "plural": "appointments",
        "title": "starts_at",
        "ownership": {"member": "practitioner"},
        "fields": [
            {"name": "lead", "type": "link", "to": "lead"},
            {"name": "practitioner", "type": "member"},
            {"name": "starts_at", "type": "datetime"},
        ],
    },
    {
        "entity": "activity",
        "plural": "activities",
        "title": "summary",
        "ownership": {"member": "author"},
        "fields": [
            {"name": "summary", "type": "text", "searchable": True},
            {"name": "author", "type": "member"},
            {"name": "record", "type": "any_link", "targets": ["lead", "appointment"]},
        ],
    },
    {
        "entity": "conversation",
        "plural": "conversations",
        "datasource": "chat",
        "title": "subject",
        "ownership": {"member": "owner"},
        "fields": [
            {"name": "subject", "type": "text", "searchable": True},
            {"name": "owner", "type": "member"},
            {"name": "lead", "type": "link", "to": "lead"},
            {"name": "procedure", "type": "link", "to": "procedure"},
        ],
    },
]

_SELLER: dict[str, Any] = {
    "member": {"read": "all", "fields": {"email": "hidden"}},
    "unit": {"read": "all"},
    "procedure": {"read": "all", "fields": {"price": "read"}},
    "lead": {
        "read": "owner = $me or service_unit in $units",
        "create": True,
        "update": "owner = $me or owner is empty",
        "export": "all",
        "fields": {
            "whatsapp": {"access": "masked", "shown_when": "owner = $me or owner is empty"},
            "service_value": {"access": "masked", "shown_when": "owner = $me"},
            "comment": "hidden",
        },
    },
    "appointment": {"read": "via lead"},
    "activity": {"read": "own", "create": True, "update": "own"},
    "conversation": {"read": "own"},
}

_ROLES: list[dict[str, Any]] = [
    {"key": "admin", "admin": True},
    {"key": "seller", "entities": _SELLER},
    {
        "key": "reception",
        "entities": {
            "unit": {"read": "all"},
            "lead": {"read": "unit", "fields": {"service_value": "read"}},
        },
    },
    {"key": "coach", "entities": {"lead": {"read": "team", "default_field": "read"}}},
    {"key": "nobody", "entities": {}},
]

_VIEWS: list[dict[str, Any]] = [
    {
        "name": "board",
        "entity": "lead",
        "kind": "kanban",
        "field": "stage",
        "card": "card",
        "sort": "-created_at",
        "measures": [{"fn": "sum", "field": "service_value"}],
    },
    {
        "name": "mine",
        "entity": "lead",
        "kind": "list",
        "columns": ["name", "comment", "stage"],
        "filter": "owner = $me",
        "sort": "name",
    },
]


def build_model(changes: Mapping[str, Any] | None = None) -> Model:
    """The clinic's model; `changes` replaces whole attributes of it."""
    given: dict[str, Any] = {
        "entities": [_identified(each) for each in _DEFINITIONS],
        "roles": [Role.model_validate(each) for each in _ROLES],
        "views": [View.model_validate(each) for each in _VIEWS],
        **(changes or {}),
    }
    return Model(**{key: tuple(value) for key, value in given.items()})


def _identified(definition: dict[str, Any]) -> Entity:
    entity = Entity.model_validate(definition)
    fields = tuple(
        field.model_copy(update={"id": f"f_{entity.name}_{field.name}"}) for field in entity.fields
    )
    return entity.model_copy(update={"id": f"e_{entity.name}", "fields": fields})


def build_storage(model: Model) -> StorageMap:
    """Tables and columns for everything but `lead.draft_note`, which has none yet."""
    return StorageMap(
        entities={
            entity.id or "": EntityStorage(
                entity_id=entity.id or "",
                datasource=entity.datasource,
                table=f"_{entity.system}" if entity.system else f"e_{entity.name}",
                system=entity.system is not None,
                reference=ReferenceStorage(table=f"_ref_{entity.name}"),
                fields={
                    field.id or "": _stored(entity, field)
                    for field in entity.fields
                    if field.name != "draft_note" and not field.inverse
                },
            )
            for entity in model.entities
        }
    )


def _stored(entity: Entity, field: Field) -> FieldStorage:
    columns = field_types[field.type].columns(field)
    base = field.name if entity.system else f"c_{field.name}"
    return FieldStorage(
        field_id=field.id or "",
        type=field.type,
        columns={each.suffix: f"{base}_{each.suffix}" if each.suffix else base for each in columns},
        join=JoinStorage(table=f"j_{entity.name}_{field.name}") if not columns else None,
    )


def build_snapshot(model: Model | None = None) -> Snapshot:
    """A snapshot of the sample clinic."""
    model = model or build_model()
    return Snapshot(clinic_id="sample", version=1, model=model, storage=build_storage(model))


def table_statements(model: Model, storage: StorageMap, datasource: str = "core") -> list[str]:
    """DDL of the clinic's own tables in one database; those of the system exist already."""
    made: list[str] = []
    for entity in model.entities:
        if entity.datasource != datasource:
            continue
        stored = storage.entities[entity.id or ""]
        columns: list[str] = []
        for field in entity.fields:
            place = stored.fields.get(field.id or "")
            if place is None:
                continue
            for column in field_types[field.type].columns(field):
                columns.append(f'"{place.columns[column.suffix]}" {column.pg_type}')
            if place.join is not None:
                made.append(
                    f'create table "{place.join.table}" (source_id uuid not null,'
                    " target_id uuid not null, position integer not null,"
                    " primary key (source_id, target_id))"
                )
        if not stored.system:
            made.append(
                f'create table "{stored.table}" (id uuid primary key,'
                " _version integer not null default 1,"
                " _created_at timestamptz not null default now(), _created_by uuid,"
                " _updated_at timestamptz not null default now(), _updated_by uuid,"
                f" _trashed_at timestamptz, {', '.join(columns)})"
            )
    return made


def number(value: int) -> UUID:
    """A readable id: 7 is 00000000-0000-0000-0000-000000000007."""
    return UUID(int=value)


ME, OTHER, THIRD = number(1), number(2), number(3)
MY_UNIT, OTHER_UNIT = number(11), number(12)
MY_TEAM = number(21)


def build_context(
    *roles: str,
    snapshot: Snapshot | None = None,
    member: UUID | None = ME,
    clinic_id: str = "sample",
    policy_epoch: int = 1_000_000,
) -> RequestContext:
    """Somebody with these roles asks, at `NOW`. The epoch is far ahead unless a test is about
    it.
    """
    return RequestContext(
        clinic=Clinic(id=clinic_id, slug="sample", name="Sample", timezone="America/Sao_Paulo"),
        actor=Actor(
            kind="member",
            member_id=member,
            roles=roles,
            units=(MY_UNIT,),
            teams=(MY_TEAM,),
            unit=MY_UNIT,
            policy_epoch=policy_epoch,
        ),
        snapshot=snapshot or build_snapshot(),
        now=NOW,
    )
