"""Storage for a new model: every definition keeps the names it has, new ones are given free names.

What left the model is marked retired and keeps its columns; what comes back gets them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.definitions.physical_names import fit_name, give_name
from engine.definitions.reference_storage import allocate_reference, retire_reference
from engine.definitions.storage import (
    RECORD_COLUMNS,
    EntityStorage,
    FieldStorage,
    JoinStorage,
    RetiredColumn,
    RetiredJoin,
    StorageMap,
)
from engine.definitions.system_tables import SYSTEM_TABLES, find_system_join
from engine.kinds.field_type import FieldType
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model

__all__ = ["allocate", "identity"]

Kinds = Mapping[str, FieldType]


def identity(definition: Entity | Field) -> str:
    """The id a model gives every definition."""
    if definition.id is None:
        raise ValueError(f"{definition.name} has no id")
    return definition.id


def allocate(old: StorageMap, model: Model, kinds: Kinds) -> StorageMap:
    """The storage map of `model`, continuing `old`. Pure; indexes are filled in by the design."""
    tables = _tables_of(old)
    entities: dict[str, EntityStorage] = {}
    for entity in model.entities:
        known = old.entities.get(identity(entity))
        if known is None:
            system = SYSTEM_TABLES[entity.system] if entity.system else None
            table = system.table if system else give_name(entity.name, tables)
            tables.add(table)
            known = EntityStorage(
                entity_id=identity(entity),
                datasource=entity.datasource,
                table=table,
                system=system is not None,
            )
        entities[known.entity_id] = known.model_copy(update={"state": "active"})
    join_targets = {
        field.field_id: field.target
        for entity in old.entities.values()
        for field in entity.fields.values()
        if field.join
    }
    work = _Work(
        model=model, kinds=kinds, tables=tables, entities=entities, join_targets=join_targets
    )
    for entity in model.entities:
        work.fill_columns(entity)
    for entity in model.entities:
        work.fill_joins(entity)
    for entity in model.entities:
        work.fill_far_sides(entity)
    for entity in model.entities:
        work.fill_reference(entity)
    for entity_id, known in old.entities.items():
        if entity_id not in entities:
            entities[entity_id] = known.model_copy(
                update={
                    "state": "retired",
                    "reference": retire_reference(known.reference),
                    "indexes": (),
                    "unique": {},
                }
            )
    return StorageMap(entities=entities)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    model: Model
    kinds: Kinds
    tables: set[str]
    entities: dict[str, EntityStorage]
    join_targets: Mapping[str, str | None]

    def fill_columns(self, entity: Entity) -> None:
        known = self.entities[identity(entity)]
        system = SYSTEM_TABLES[entity.system].columns if entity.system else {}
        taken = {*RECORD_COLUMNS, *system, *(column.column for column in known.retired)}
        taken.update(name for field in known.fields.values() for name in field.columns.values())
        fields = {
            key: field.model_copy(update={"state": "retired"})
            for key, field in known.fields.items()
        }
        retired = list(known.retired)
        for field in entity.fields:
            before = known.fields.get(identity(field))
            fields[identity(field)] = self._place(
                field, before, system, taken, retired, is_record=True
            )
        self.entities[known.entity_id] = known.model_copy(
            update={"fields": fields, "retired": tuple(retired)}
        )

    def _place(
        self,
        field: Field,
        before: FieldStorage | None,
        system: Mapping[str, str],
        taken: set[str],
        retired: list[RetiredColumn],
        *,
        is_record: bool = False,
    ) -> FieldStorage:
        """Where a field is. In the table of the records a fixed column is the record's own."""
        columns: dict[str, str] = {}
        types: dict[str, str] = {}
        target: str | None = None
        for column in self.kinds[field.type].columns(field):
            wants = self._target(field) if column.references else None
            target = target or wants
            if column.fixed and is_record:
                columns[column.suffix], types[column.suffix] = column.fixed, column.pg_type
                continue
            place = self._find_place(field, column.suffix, column.pg_type, wants, before, retired)
            is_premade = system.get(field.name) == column.pg_type and not column.suffix
            if place is None and is_premade and (before is None or before.type == field.type):
                place = field.name
            if place is None:
                wanted = f"{field.name}_{column.suffix}" if column.suffix else field.name
                place = give_name(wanted, taken)
                taken.add(place)
            columns[column.suffix], types[column.suffix] = place, column.pg_type
        if before is not None:
            kept = set(columns.values())
            retired.extend(
                RetiredColumn(
                    column=name,
                    pg_type=before.types[suffix],
                    field_id=before.field_id,
                    suffix=suffix,
                    target=before.target,
                    type=before.type,
                )
                for suffix, name in before.columns.items()
                if name not in kept and name not in RECORD_COLUMNS
            )
        retired[:] = [entry for entry in retired if entry.column not in columns.values()]
        return FieldStorage(
            field_id=identity(field),
            type=field.type,
            columns=columns,
            types=types,
            target=target,
            join=before.join if before and not before.far else None,
        )

    def _find_place(
        self,
        field: Field,
        suffix: str,
        pg_type: str,
        target: str | None,
        before: FieldStorage | None,
        retired: Sequence[RetiredColumn],
    ) -> str | None:
        """The column that holds such values already: the present one, or the one it had before
        its type changed."""
        fits = (
            before is not None
            and before.types.get(suffix) == pg_type
            and before.target in (target, None)
        )
        if before is not None and fits and before.type == field.type:
            return before.columns[suffix]
        for entry in retired:
            if (entry.field_id, entry.suffix, entry.pg_type, entry.target) == (
                identity(field),
                suffix,
                pg_type,
                target,
            ) and entry.type in ("", field.type):
                return entry.column
        if before is not None and fits and before.type in self.kinds[field.type].holds:
            return before.columns[suffix]
        return None

    def _target(self, field: Field) -> str | None:
        entity = self._target_entity(field)
        return identity(entity) if entity else None

    def _target_entity(self, field: Field) -> Entity | None:
        if field.to is not None:
            return self.model.entity_by_name.get(field.to)
        system = self.kinds[field.type].leads_to
        return next((e for e in self.model.entities if system and e.system == system), None)

    def fill_joins(self, entity: Entity) -> None:
        """Give every many-to-many link its table: the one it has, had before, or a new one."""
        known = self.entities[identity(entity)]
        fields, retired = dict(known.fields), list(known.retired_joins)
        for field in entity.fields:
            storage = fields[identity(field)]
            is_many = self.kinds[field.type].relation == "many" and field.inverse is None
            target = self._target(field) if is_many else storage.target
            if storage.join is not None and not (is_many and self._join_target(storage) == target):
                retired.append(
                    RetiredJoin(
                        join=storage.join,
                        field_id=storage.field_id,
                        target=self._join_target(storage),
                    )
                )
                storage = storage.model_copy(update={"join": None})
            if is_many and storage.join is None:
                again = next(
                    (r for r in retired if (r.field_id, r.target) == (field.id, target)), None
                )
                if again:
                    retired.remove(again)
                join = again.join if again else self._new_join(entity, field)
                storage = storage.model_copy(update={"join": join})
            fields[identity(field)] = storage.model_copy(update={"target": target})
        self.entities[known.entity_id] = known.model_copy(
            update={"fields": fields, "retired_joins": tuple(retired)}
        )

    def fill_far_sides(self, entity: Entity) -> None:
        """A `links` whose `inverse` is a many-to-many reads that link's table from the far side."""
        known = self.entities[identity(entity)]
        fields = dict(known.fields)
        for field in entity.fields:
            near = self.model.entity_by_name.get(field.to or "")
            owner = near.field_by_name.get(field.inverse or "") if near else None
            if near is None or owner is None or self.kinds[owner.type].relation != "many":
                continue
            join = self.entities[identity(near)].fields[identity(owner)].join
            fields[identity(field)] = fields[identity(field)].model_copy(
                update={"join": _turned(join) if join else None, "far": True}
            )
        self.entities[known.entity_id] = known.model_copy(update={"fields": fields})

    def fill_reference(self, entity: Entity) -> None:
        """Give an entity that is shown in the other datasource its copy there."""
        known = self.entities[identity(entity)]
        reference = allocate_reference(
            entity,
            lambda field: self.kinds[field.type],
            known.reference,
            self.tables,
            lambda field, before, taken, retired: self._place(field, before, {}, taken, retired),
        )
        self.entities[known.entity_id] = known.model_copy(update={"reference": reference})

    def _join_target(self, storage: FieldStorage) -> str | None:
        return self.join_targets.get(storage.field_id)

    def _new_join(self, entity: Entity, field: Field) -> JoinStorage:
        target = self._target_entity(field)
        if found := find_system_join(entity.system, target.system if target else None):
            table, is_far = found
            return _turned(JoinStorage(table=table)) if is_far else JoinStorage(table=table)
        name = give_name(fit_name(f"{entity.name}_{field.name}"), self.tables)
        self.tables.add(name)
        return JoinStorage(table=name)


def _turned(join: JoinStorage) -> JoinStorage:
    return JoinStorage(table=join.table, source=join.target, target=join.source)


def _tables_of(storage: StorageMap) -> set[str]:
    entities = storage.entities.values()
    joins = (f.join.table for e in entities for f in e.fields.values() if f.join)
    former = (entry.join.table for e in entities for entry in e.retired_joins)
    copies = (entity.reference.table for entity in entities if entity.reference)
    return {*(entity.table for entity in entities), *joins, *former, *copies}
