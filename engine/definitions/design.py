"""The physical design: tables, columns, constraints and indexes a model and its storage ask for.

Plan = the difference between two designs. Doctor = the difference between one and the database.
"""

from collections.abc import Mapping
from typing import Literal

from engine.core.database import Datasource, other_datasource
from engine.definitions.allocate import identity
from engine.definitions.indexes import Index, build_indexes, hashed_name
from engine.definitions.reference_storage import PREMADE_REFERENCES
from engine.definitions.storage import (
    RECORD_COLUMNS,
    EntityStorage,
    FieldStorage,
    ReferenceStorage,
    StorageMap,
)
from engine.definitions.system_tables import SYSTEM_TABLES
from engine.kinds.field_type import FieldType
from metamodel.entity import Entity
from metamodel.model import Model
from metamodel.value import Value

__all__ = ["ColumnDesign", "Design", "ForeignKey", "TableDesign", "build_design", "with_indexes"]

Kinds = Mapping[str, FieldType]


class ForeignKey(Value):
    """A reference within one datasource."""

    name: str
    table: str
    column: str
    target: str
    cascade: bool = False


class ColumnDesign(Value):
    """One column and the definition it belongs to; without one it is fixed."""

    pg_type: str
    not_null: bool = False
    entity_id: str | None = None
    field_id: str | None = None


class TableDesign(Value):
    """One table. Fixed columns of records and of copies are not listed; `premade` tables exist
    already.
    """

    name: str
    datasource: Datasource
    kind: Literal["record", "join", "reference"]
    entity_id: str
    field_id: str | None = None
    premade: bool = False
    columns: dict[str, ColumnDesign] = {}
    foreign_keys: dict[str, ForeignKey] = {}
    indexes: dict[str, Index] = {}


class Design(Value):
    """All tables of a clinic by name; the names are unique over both datasources."""

    tables: dict[str, TableDesign] = {}


def build_design(model: Model, storage: StorageMap, kinds: Kinds) -> Design:
    """What the databases must hold for this model: retired columns stay, free of constraints."""
    tables: dict[str, TableDesign] = {}
    entities = {identity(entity): entity for entity in model.entities}
    for entity_id, stored in storage.entities.items():
        entity = entities.get(entity_id) if stored.state == "active" else None
        for table in _tables(entity, stored, storage, model, kinds):
            tables[table.name] = table
    return Design(tables=tables)


def with_indexes(storage: StorageMap, design: Design) -> StorageMap:
    """The storage map with the names of its indexes, for the error mapping and for `doctor`."""
    entities = {
        key: stored.model_copy(
            update={
                "indexes": tuple(sorted(design.tables[stored.table].indexes)),
                "unique": {
                    index.name: index.fields
                    for index in design.tables[stored.table].indexes.values()
                    if index.unique
                },
            }
        )
        for key, stored in storage.entities.items()
    }
    return StorageMap(entities=entities)


def _tables(
    entity: Entity | None, stored: EntityStorage, storage: StorageMap, model: Model, kinds: Kinds
) -> list[TableDesign]:
    columns: dict[str, ColumnDesign] = {}
    keys: dict[str, ForeignKey] = {}
    joins: list[TableDesign] = []
    premade = _premade(stored)
    required = {f.id for f in entity.fields if f.required} if entity else set[str | None]()
    for field in stored.fields.values():
        is_active = entity is not None and field.state == "active"
        main = _main_column(field)
        for suffix, name in field.columns.items():
            if name in RECORD_COLUMNS:
                continue
            columns[name] = ColumnDesign(
                pg_type=field.types[suffix],
                not_null=is_active
                and name == main
                and field.field_id in required
                and name not in premade,
                entity_id=stored.entity_id,
                field_id=field.field_id,
            )
        is_own = main is not None and main not in RECORD_COLUMNS
        key = _foreign_key(stored, field, main, storage) if is_active and main and is_own else None
        if key and key.column not in premade:
            keys[key.name] = key
        if field.join and not field.far and not field.join.table.startswith("_"):
            joins.append(_join_table(stored, field, storage))
    for entry in stored.retired:
        columns[entry.column] = ColumnDesign(
            pg_type=entry.pg_type, entity_id=stored.entity_id, field_id=entry.field_id
        )
    for former in stored.retired_joins:
        if not former.join.table.startswith("_"):
            before = FieldStorage(
                field_id=former.field_id, type="", join=former.join, target=former.target
            )
            joins.append(_join_table(stored, before, storage))
    table = TableDesign(
        name=stored.table,
        datasource=stored.datasource,
        kind="record",
        entity_id=stored.entity_id,
        premade=stored.system,
        columns=columns,
        foreign_keys=keys,
        indexes={
            index.name: index
            for index in (build_indexes(entity, stored, model, kinds) if entity else ())
        },
    )
    copies = [_reference_table(stored, stored.reference, kinds)] if stored.reference else []
    return [table, *joins, *copies]


def _reference_table(
    stored: EntityStorage, reference: ReferenceStorage, kinds: Kinds
) -> TableDesign:
    """The copy in the other datasource; a link in it is indexed for the far side of the link."""
    columns = {
        name: ColumnDesign(pg_type=field.types[suffix], field_id=field.field_id)
        for field in reference.fields.values()
        for suffix, name in field.columns.items()
    }
    columns |= {
        entry.column: ColumnDesign(pg_type=entry.pg_type, field_id=entry.field_id)
        for entry in reference.retired
    }
    links = [
        Index.build(
            reference.table,
            "link",
            columns=(f'"{field.columns[""]}"',),
            fields=(field.field_id,),
            live=False,
        )
        for field in reference.fields.values()
        if reference.state == field.state == "active" and kinds[field.type].relation == "one"
    ]
    return TableDesign(
        name=reference.table,
        datasource=other_datasource(stored.datasource),
        kind="reference",
        entity_id=stored.entity_id,
        premade=reference.table in PREMADE_REFERENCES.values(),
        columns={reference.title: ColumnDesign(pg_type="text"), **columns},
        indexes={index.name: index for index in links},
    )


def _premade(stored: EntityStorage) -> set[str]:
    if not stored.system:
        return set()
    tables = {system.table: set(system.columns) for system in SYSTEM_TABLES.values()}
    return tables[stored.table] | set(RECORD_COLUMNS)


def _main_column(field: FieldStorage) -> str | None:
    """The column that says whether the field is filled."""
    return field.columns[min(field.columns)] if field.columns else None


def _foreign_key(
    stored: EntityStorage, field: FieldStorage, column: str, storage: StorageMap
) -> ForeignKey | None:
    target = storage.entities.get(field.target) if field.target else None
    if target is None or target.datasource != stored.datasource or target.state != "active":
        return None
    name = hashed_name(f"{stored.table}_{column}", "fk", target.table)
    return ForeignKey(name=name, table=stored.table, column=column, target=target.table)


def _join_table(stored: EntityStorage, field: FieldStorage, storage: StorageMap) -> TableDesign:
    if field.join is None:
        raise ValueError("the field has no join table")
    join = field.join
    target = storage.entities.get(field.target or "")
    sides = {join.source: stored.table}
    if target is not None and target.datasource == stored.datasource:
        sides[join.target] = target.table
    keys = {
        column: ForeignKey(
            name=hashed_name(f"{join.table}_{column}", "fk", other),
            table=join.table,
            column=column,
            target=other,
            cascade=True,
        )
        for column, other in sides.items()
    }
    index = Index.build(
        join.table,
        "far",
        columns=(f'"{join.target}"', f'"{join.source}"'),
        fields=(field.field_id,),
        live=False,
    )
    return TableDesign(
        name=join.table,
        datasource=stored.datasource,
        kind="join",
        entity_id=stored.entity_id,
        field_id=field.field_id,
        columns={
            join.source: ColumnDesign(pg_type="uuid", not_null=True),
            join.target: ColumnDesign(pg_type="uuid", not_null=True),
            "position": ColumnDesign(pg_type="integer", not_null=True),
            "attributes": ColumnDesign(pg_type="jsonb", not_null=False),
        },
        foreign_keys={key.name: key for key in keys.values()},
        indexes={index.name: index},
    )
