"""Steps of one field: it comes, becomes required, changes its type, or leaves."""

from collections.abc import Iterator

from engine.definitions.defaults import convert_sql
from engine.definitions.design import TableDesign
from engine.definitions.plan_context import PlanContext
from engine.definitions.step import NewColumn, Step
from engine.definitions.storage import FieldStorage
from engine.definitions.system_tables import SYSTEM_TABLES

__all__ = ["field_steps", "retire_steps"]


def field_steps(
    plan: PlanContext,
    table: TableDesign,
    known: TableDesign,
    field_id: str,
    field: FieldStorage,
    fresh: set[str],
) -> Iterator[Step]:
    """What one active field of an existing table needs."""
    before = plan.old_field(table.entity_id, field_id)
    if (
        before
        and before.state == "retired"
        and any(n in known.columns for n in field.columns.values())
    ):
        yield plan.step("revive_column", "expand", table, field_id)
    for suffix, name in field.columns.items():
        column = table.columns[name]
        source = _conversion_source(plan, table.entity_id, field_id, suffix, name)
        if source:
            yield from _convert(plan, table, field_id, name, source, is_fresh=name in fresh)
        elif name in fresh:
            yield from _add(plan, table, field_id, suffix, name)
        elif column.not_null and not known.columns[name].not_null:
            yield from _require(plan, table, field_id, name, f'"{name}" is null')
        elif known.columns[name].not_null and not column.not_null:
            yield plan.step("relax_column", "switch", table, field_id, column=name)


def _add(
    plan: PlanContext, table: TableDesign, field_id: str, suffix: str, name: str
) -> Iterator[Step]:
    entity, definition = plan.definition(table.entity_id, field_id)
    column = table.columns[name]
    needs_value = column.not_null or definition.pipeline is not None
    literal = plan.literals.get(field_id, {}).get(suffix) if needs_value else None
    yield plan.step(
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
        yield plan.step("drop_default", "contract", table, field_id, column=name)
    elif column.not_null:
        plan.check("filled", table, entity.name, definition.name, "true")
        yield plan.step("set_not_null", "fill", table, field_id, column=name)


def _require(
    plan: PlanContext, table: TableDesign, field_id: str, name: str, missing: str
) -> Iterator[Step]:
    entity, definition = plan.definition(table.entity_id, field_id)
    literal = plan.literals.get(field_id, {}).get("")
    if literal:
        yield plan.step("set_default", "expand", table, field_id, column=name, literal=literal)
        yield plan.step(
            "backfill",
            "fill",
            table,
            field_id,
            column=name,
            literal=literal,
            risk="backfill",
            reversibility="not_reversible",
        )
        yield plan.step("drop_default", "contract", table, field_id, column=name)
    else:
        plan.check("filled", table, entity.name, definition.name, missing)
    yield plan.step("set_not_null", "fill", table, field_id, column=name)


def _convert(
    plan: PlanContext,
    table: TableDesign,
    field_id: str,
    name: str,
    source: tuple[str, str],
    *,
    is_fresh: bool,
) -> Iterator[Step]:
    entity, definition = plan.definition(table.entity_id, field_id)
    column, (old_name, old_type) = table.columns[name], source
    new = NewColumn(name=name, pg_type=column.pg_type)
    if is_fresh:
        yield plan.step("add_column", "expand", table, field_id, column=name, columns=(new,))
    facts = {
        "column": name,
        "pg_type": column.pg_type,
        "source": old_name,
        "source_type": old_type,
    }
    yield plan.step("sync_column", "expand", table, field_id, **facts)
    yield plan.step(
        "copy_column",
        "fill",
        table,
        field_id,
        risk="backfill",
        reversibility="exact_while_retained",
        **facts,
    )
    converted = convert_sql(f'"{old_name}"', old_type, column.pg_type)
    plan.check(
        "converts",
        table,
        entity.name,
        definition.name,
        f'"{old_name}" is not null and ({converted}) is null',
    )
    if column.not_null:
        yield from _require(plan, table, field_id, name, f'"{old_name}" is null')
    yield plan.step("drop_sync", "contract", table, field_id, **facts)


def retire_steps(plan: PlanContext, table: TableDesign, known: TableDesign) -> Iterator[Step]:
    """What left the model: its NOT NULL, constraints and indexes go with the switch."""
    system = next((s for s in SYSTEM_TABLES.values() if s.table == table.name), None)
    premade = system.columns if system else {}  # these keep what the migrations gave them
    gone = {
        name: column
        for name, column in known.columns.items()
        if name in table.columns and plan.was_active(name, column.field_id, known)
    }
    for name, column in gone.items():
        if column.field_id is None or plan.is_active(name, column.field_id, table):
            continue
        yield plan.step(
            "retire_column",
            "switch",
            table,
            column.field_id,
            column="" if name in premade else name,
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
    before = plan.old_storage.entities.get(table.entity_id)
    after = plan.new_storage.entities[table.entity_id]
    for field_id, field in before.fields.items() if before else ():
        now = after.fields[field_id]
        has_join = field.join is not None and field.state == "active" and not field.far
        if has_join and (now.state == "retired" or now.join != field.join):
            yield plan.step(
                "retire_column",
                "switch",
                table,
                field_id,
                risk="destructive",
                reversibility="exact_while_retained",
            )


def _conversion_source(
    plan: PlanContext, entity_id: str, field_id: str, suffix: str, name: str
) -> tuple[str, str] | None:
    """The column whose values are carried over when a field's type changes."""
    before, after = plan.old_field(entity_id, field_id), plan.new_storage.entities[entity_id]
    if before is None or before.state == "retired" or suffix:
        return None
    source = before.columns.get("")
    if source is None or source == name or before.target or after.fields[field_id].target:
        return None
    return source, before.types[""]
