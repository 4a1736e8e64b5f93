"""The steps between two physical designs, table by table and field by field."""

from collections.abc import Iterator, Mapping

from engine.definitions.allocate import identity
from engine.definitions.data_check import DataCheck
from engine.definitions.defaults import Literals, convert_sql
from engine.definitions.design import Design, TableDesign
from engine.definitions.indexes import Index
from engine.definitions.physical_names import quote_text
from engine.definitions.step import NewColumn, Step
from engine.definitions.storage import FieldStorage, StorageMap
from engine.definitions.system_tables import SYSTEM_TABLES
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.problem import Problem

__all__ = ["ChangeSteps"]

StageMoves = Mapping[str, Mapping[str, str]]


class ChangeSteps:
    """Collects `checks` and `problems` while it builds the steps."""

    def __init__(
        self,
        *,
        old_model: Model,
        new_model: Model,
        old_storage: StorageMap,
        new_storage: StorageMap,
        before: Design,
        after: Design,
        literals: Literals,
        stage_moves: StageMoves,
    ) -> None:
        self.checks: list[DataCheck] = []
        self.problems: list[Problem] = []
        self._old = _by_id(old_model)
        self._new = _by_id(new_model)
        self._old_storage, self._new_storage = old_storage, new_storage
        self._before, self._after = before, after
        self._literals, self._moves = literals, stage_moves

    def build(self) -> list[Step]:
        """All steps, in no particular order between the phases."""
        steps: list[Step] = []
        for table in self._after.tables.values():
            known = self._before.tables.get(table.name)
            if known is None and not table.premade:
                steps += self._create(table)
            else:
                steps += self._change(table, known)
        for entity_id, (entity, fields) in self._new.items():
            steps += self._stages(entity_id, entity, fields)
        return steps

    def _create(self, table: TableDesign) -> Iterator[Step]:
        entity, field = self._names(table.entity_id, table.field_id)
        yield Step(
            kind="create_table" if table.kind == "record" else "create_join_table",
            phase="expand",
            datasource=table.datasource,
            entity=entity,
            field=field,
            table=table.name,
            columns=tuple(
                NewColumn(name=name, pg_type=column.pg_type, not_null=column.not_null)
                for name, column in table.columns.items()
            ),
            indexes=tuple(table.indexes.values()),
        )
        for key in table.foreign_keys.values():
            field_id = table.field_id or table.columns[key.column].field_id
            entity, field = self._names(table.entity_id, field_id)
            yield Step(
                kind="add_foreign_key",
                phase="fill",
                datasource=table.datasource,
                entity=entity,
                field=field,
                table=table.name,
                column=key.column,
                foreign_key=key,
                concurrently=False,
            )

    def _change(self, table: TableDesign, known: TableDesign | None) -> Iterator[Step]:
        known = known or table.model_copy(
            update={"columns": _premade_columns(table), "foreign_keys": {}, "indexes": {}}
        )
        stored = self._new_storage.entities[table.entity_id]
        if table.kind == "record" and stored.state == "retired":
            before = self._old_storage.entities[table.entity_id]
            if before.state == "active":
                yield self._retire_table(table, known)
            return
        fresh = {name for name in table.columns if name not in known.columns}
        if table.kind == "record":
            for field_id, field in stored.fields.items():
                if field.state == "active":
                    yield from self._field(table, known, field_id, field, fresh)
            yield from self._retire(table, known)
        yield from self._constraints(table, known, fresh)

    def _field(
        self,
        table: TableDesign,
        known: TableDesign,
        field_id: str,
        field: FieldStorage,
        fresh: set[str],
    ) -> Iterator[Step]:
        before = self._old_field(table.entity_id, field_id)
        if (
            before
            and before.state == "retired"
            and any(n in known.columns for n in _names_of(field))
        ):
            yield self._step("revive_column", "expand", table, field_id)
        for suffix, name in field.columns.items():
            column = table.columns[name]
            source = self._conversion_source(table.entity_id, field_id, suffix, name)
            if source:
                yield from self._convert(table, field_id, name, source, is_fresh=name in fresh)
            elif name in fresh:
                yield from self._add(table, field_id, suffix, name)
            elif column.not_null and not known.columns[name].not_null:
                yield from self._require(table, field_id, name, f'"{name}" is null')
            elif known.columns[name].not_null and not column.not_null:
                yield self._step("relax_column", "switch", table, field_id, column=name)

    def _add(self, table: TableDesign, field_id: str, suffix: str, name: str) -> Iterator[Step]:
        entity, definition = self._definition(table.entity_id, field_id)
        column = table.columns[name]
        needs_value = column.not_null or definition.pipeline is not None
        literal = self._literals.get(field_id, {}).get(suffix) if needs_value else None
        yield self._step(
            "add_column",
            "expand",
            table,
            field_id,
            column=name,
            columns=(
                NewColumn(
                    name=name,
                    pg_type=column.pg_type,
                    not_null=column.not_null and literal is not None,
                    literal=literal,
                ),
            ),
            risk="backfill" if literal else "safe",
        )
        if literal:
            yield self._step("drop_default", "contract", table, field_id, column=name)
        elif column.not_null:
            self._check("filled", table, entity.name, definition.name, "true")
            yield self._step("set_not_null", "fill", table, field_id, column=name)

    def _require(
        self, table: TableDesign, field_id: str, name: str, missing: str
    ) -> Iterator[Step]:
        entity, definition = self._definition(table.entity_id, field_id)
        literal = self._literals.get(field_id, {}).get("")
        if literal:
            yield self._step("set_default", "expand", table, field_id, column=name, literal=literal)
            yield self._step(
                "backfill",
                "fill",
                table,
                field_id,
                column=name,
                literal=literal,
                risk="backfill",
                reversibility="not_reversible",
            )
            yield self._step("drop_default", "contract", table, field_id, column=name)
        else:
            self._check("filled", table, entity.name, definition.name, missing)
        yield self._step("set_not_null", "fill", table, field_id, column=name)

    def _convert(
        self,
        table: TableDesign,
        field_id: str,
        name: str,
        source: tuple[str, str],
        *,
        is_fresh: bool,
    ) -> Iterator[Step]:
        entity, definition = self._definition(table.entity_id, field_id)
        column, (old_name, old_type) = table.columns[name], source
        new = NewColumn(name=name, pg_type=column.pg_type)
        if is_fresh:
            yield self._step("add_column", "expand", table, field_id, column=name, columns=(new,))
        facts = {
            "column": name,
            "pg_type": column.pg_type,
            "source": old_name,
            "source_type": old_type,
        }
        yield self._step("sync_column", "expand", table, field_id, **facts)
        yield self._step(
            "copy_column",
            "fill",
            table,
            field_id,
            risk="backfill",
            reversibility="exact_while_retained",
            **facts,
        )
        converted = convert_sql(f'"{old_name}"', old_type, column.pg_type)
        self._check(
            "converts",
            table,
            entity.name,
            definition.name,
            f'"{old_name}" is not null and ({converted}) is null',
        )
        if column.not_null:
            yield from self._require(table, field_id, name, f'"{old_name}" is null')
        yield self._step("drop_sync", "contract", table, field_id, **facts)

    def _retire(self, table: TableDesign, known: TableDesign) -> Iterator[Step]:
        """What left the model: its NOT NULL, constraints and indexes go with the switch."""
        gone = {
            name: column
            for name, column in known.columns.items()
            if name in table.columns and self._is_active_before(name, column.field_id, known)
        }
        for name, column in gone.items():
            if column.field_id is None or self._is_active_after(name, column.field_id, table):
                continue
            yield self._step(
                "retire_column",
                "switch",
                table,
                column.field_id,
                column=name,
                constraints=tuple(
                    key.name
                    for key in known.foreign_keys.values()
                    if key.column == name and key.name not in table.foreign_keys
                ),
                names=tuple(
                    index.name
                    for index in known.indexes.values()
                    if index.name not in table.indexes and column.field_id in index.fields
                ),
                risk="destructive",
                reversibility="exact_while_retained",
            )
        before = self._old_storage.entities.get(table.entity_id)
        after = self._new_storage.entities[table.entity_id]
        for field_id, field in before.fields.items() if before else ():
            now = after.fields[field_id]
            if field.join and field.state == "active" and not field.far and now.join != field.join:
                yield self._step("retire_column", "switch", table, field_id, risk="destructive")
            elif field.join and field.state == "active" and now.state == "retired":
                yield self._step(
                    "retire_column",
                    "switch",
                    table,
                    field_id,
                    risk="destructive",
                    reversibility="exact_while_retained",
                )

    def _constraints(
        self, table: TableDesign, known: TableDesign, fresh: set[str]
    ) -> Iterator[Step]:
        for key in table.foreign_keys.values():
            if key.name in known.foreign_keys:
                continue
            field_id = table.field_id or table.columns[key.column].field_id
            if key.column not in fresh and field_id:
                entity, definition = self._definition(table.entity_id, field_id)
                missing = (
                    f'"{key.column}" is not null and not exists'
                    f' (select from "{key.target}" t where t.id = "{key.column}")'
                )
                self._check("references", table, entity.name, definition.name, missing)
            yield self._step(
                "add_foreign_key", "fill", table, field_id, column=key.column, foreign_key=key
            )
        dropped = [key for key in known.foreign_keys if key not in table.foreign_keys]
        kept = [key for key in dropped if not self._retires(known.foreign_keys[key].column, table)]
        if kept:
            yield self._step("relax_column", "switch", table, None, constraints=tuple(kept))
        yield from self._indexes(table, known, fresh)

    def _indexes(self, table: TableDesign, known: TableDesign, fresh: set[str]) -> Iterator[Step]:
        for index in table.indexes.values():
            if index.name in known.indexes:
                continue
            field_id = index.fields[0] if index.fields else None
            uses_fresh = any(f'"{name}"' in part for name in fresh for part in index.columns)
            if index.unique and field_id and not uses_fresh:
                entity, _ = self._definition(table.entity_id, field_id)
                names = [self._names(table.entity_id, key)[1] or key for key in index.fields]
                self._check("unique", table, entity.name, ", ".join(names), index=index)
            existed = table.name in self._before.tables
            yield self._step(
                "create_index", "fill", table, field_id, index=index, concurrently=existed
            )
        gone = [index for index in known.indexes.values() if index.name not in table.indexes]
        late = [index for index in gone if not index.unique]
        early = [index for index in gone if index.unique]
        if early:
            names = tuple(index.name for index in early)
            yield self._step("relax_column", "switch", table, early[0].fields[0], names=names)
        if late:
            names = tuple(index.name for index in late)
            yield self._step("drop_index", "contract", table, None, names=names)

    def _retire_table(self, table: TableDesign, known: TableDesign) -> Step:
        return self._step(
            "retire_table",
            "switch",
            table,
            None,
            columns=tuple(
                NewColumn(name=name, pg_type=column.pg_type)
                for name, column in known.columns.items()
                if column.not_null
            ),
            constraints=tuple(known.foreign_keys),
            names=tuple(known.indexes),
            risk="destructive",
            reversibility="exact_while_retained",
        )

    def _stages(
        self, entity_id: str, entity: Entity, fields: Mapping[str, Field]
    ) -> Iterator[Step]:
        old = self._old.get(entity_id)
        for field_id, field in fields.items():
            storage = self._new_storage.entities[entity_id].fields[field_id]
            column = storage.columns.get("")
            before = old[1].get(field_id) if old else None
            if old is None or before is None or column is None:
                continue
            table = self._after.tables[self._new_storage.entities[entity_id].table]
            is_same = self._old_field(entity_id, field_id)
            if is_same is None or is_same.columns.get("") != column:
                continue
            keys = _keys_of(entity, field)
            former = _keys_of(old[0], before)
            if keys is None or (former is not None and field.pipeline is None):
                continue
            moves = self._moves.get(f"{entity.name}.{field.name}", {})
            moves = {old: new for old, new in moves.items() if old not in keys and new in keys}
            known = ", ".join(quote_text(key) for key in (*keys, *moves))
            removed = tuple(key for key in former or () if key not in keys and key not in moves)
            if removed or former is None:
                self._check(
                    "keys",
                    table,
                    entity.name,
                    field.name,
                    f'"{column}" not in ({known})',
                    keys=removed,
                )
            if moves:
                for phase in ("fill", "switch"):
                    yield self._step(
                        "replace_value",
                        phase,
                        table,
                        field_id,
                        column=column,
                        values=moves,
                        risk="destructive",
                        reversibility="not_reversible",
                    )

    def _conversion_source(
        self, entity_id: str, field_id: str, suffix: str, name: str
    ) -> tuple[str, str] | None:
        """The column whose values are carried over when a field's type changes."""
        before, after = self._old_field(entity_id, field_id), self._new_storage.entities[entity_id]
        if before is None or before.state == "retired" or suffix:
            return None
        source = before.columns.get("")
        if source is None or source == name or before.target or after.fields[field_id].target:
            return None
        return source, before.types[""]

    def _is_active_before(self, name: str, field_id: str | None, known: TableDesign) -> bool:
        field = self._old_field(known.entity_id, field_id or "")
        return field is not None and field.state == "active" and name in field.columns.values()

    def _is_active_after(self, name: str, field_id: str, table: TableDesign) -> bool:
        field = self._new_storage.entities[table.entity_id].fields[field_id]
        return field.state == "active" and name in field.columns.values()

    def _retires(self, column: str, table: TableDesign) -> bool:
        field_id = table.columns[column].field_id if column in table.columns else None
        return field_id is not None and not self._is_active_after(column, field_id, table)

    def _old_field(self, entity_id: str, field_id: str) -> FieldStorage | None:
        entity = self._old_storage.entities.get(entity_id)
        field = entity.fields.get(field_id) if entity else None
        if field and entity and entity.state == "retired":
            return field.model_copy(update={"state": "retired"})
        return field

    def _definition(self, entity_id: str, field_id: str) -> tuple[Entity, Field]:
        entity, fields = self._new[entity_id]
        return entity, fields[field_id]

    def _names(self, entity_id: str, field_id: str | None) -> tuple[str, str | None]:
        for models in (self._new, self._old):
            if entity_id in models:
                entity, fields = models[entity_id]
                if field_id is None or field_id in fields:
                    return entity.name, fields[field_id].name if field_id else None
        return self._new_storage.entities[entity_id].table, None

    def _check(
        self,
        kind: str,
        table: TableDesign,
        entity: str,
        field: str,
        condition: str = "",
        *,
        keys: tuple[str, ...] = (),
        index: Index | None = None,
    ) -> None:
        self.checks.append(
            DataCheck.model_validate(
                {
                    "kind": kind,
                    "datasource": table.datasource,
                    "table": table.name,
                    "entity": entity,
                    "field": field,
                    "condition": condition,
                    "keys": keys,
                    "columns": index.columns if index else (),
                }
            )
        )

    def _step(
        self, kind: str, phase: str, table: TableDesign, field_id: str | None, **facts: object
    ) -> Step:
        entity, field = self._names(table.entity_id, field_id)
        return Step.model_validate(
            {
                "kind": kind,
                "phase": phase,
                "datasource": table.datasource,
                "entity": entity,
                "field": field,
                "table": table.name,
                **facts,
            }
        )


def _by_id(model: Model) -> dict[str, tuple[Entity, dict[str, Field]]]:
    return {
        identity(entity): (entity, {identity(field): field for field in entity.fields})
        for entity in model.entities
    }


def _names_of(field: FieldStorage) -> list[str]:
    return list(field.columns.values())


def _keys_of(entity: Entity, field: Field) -> tuple[str, ...] | None:
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    if pipeline:
        return tuple(stage.key for stage in pipeline.stages)
    return tuple(option.key for option in field.options) or None


def _premade_columns(table: TableDesign) -> dict[str, object]:
    """The columns a system table has before any field is kept in it."""
    system = next(s for s in SYSTEM_TABLES.values() if s.table == table.name)
    return {name: column for name, column in table.columns.items() if name in system.columns}
