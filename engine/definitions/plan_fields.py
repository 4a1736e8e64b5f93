"""Steps of one field: it comes, becomes required, changes its type, or leaves."""

from collections.abc import Iterator

from engine.definitions.conversion import Conversion
from engine.definitions.design import TableDesign
from engine.definitions.plan_context import PlanContext
from engine.definitions.plan_stages import keys_of
from engine.definitions.step import NewColumn, Step
from engine.definitions.storage import RECORD_COLUMNS, FieldStorage
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
        if name in RECORD_COLUMNS:
            continue  # every record has it
        column = table.columns[name]
        if before and _is_converted(plan, table.entity_id, field, before, suffix):
            yield from _convert(plan, table, field, before, is_fresh=name in fresh)
            continue
        if before and not suffix and before.columns.get("") == name:
            _check_in_place(plan, table, field, before)
        if name in fresh:
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
    field: FieldStorage,
    before: FieldStorage,
    *,
    is_fresh: bool,
) -> Iterator[Step]:
    """Beside the old values, so that the old version serves them until the switch."""
    field_id, name = field.field_id, field.columns[""]
    entity, definition = plan.definition(table.entity_id, field_id)
    column, conversion = table.columns[name], conversion_of(plan, table, field, before)
    source = conversion.source
    if is_fresh:
        new = NewColumn(name=name, pg_type=column.pg_type)
        yield plan.step("add_column", "expand", table, field_id, column=name, columns=(new,))
    plan.check("converts", table, entity.name, definition.name, conversion=conversion)
    yield plan.step("sync_column", "expand", table, field_id, column=name, source=source)
    for phase in ("fill", "switch"):
        yield plan.step(
            "copy_column",
            phase,
            table,
            field_id,
            conversion=conversion,
            risk="backfill" if phase == "fill" else "safe",
            reversibility="exact_while_retained",
        )
    yield plan.step("drop_sync", "contract", table, field_id, column=name, source=source)
    if column.not_null:  # only when nothing empties values any more
        if conversion.fallback is None:
            plan.check("filled", table, entity.name, definition.name, f'"{source}" is null')
        yield plan.step("set_not_null", "contract", table, field_id, column=name)


def _check_in_place(
    plan: PlanContext, table: TableDesign, field: FieldStorage, before: FieldStorage
) -> None:
    """Values that stay where they are must be values of the new type too."""
    entity, definition = plan.definition(table.entity_id, field.field_id)
    if before.type == field.type or before.target or keys_of(entity, definition):
        return  # the same, links that stay links, and keys, which are asked about as such
    conversion = conversion_of(plan, table, field, before)
    as_they_are = conversion.model_copy(update={"in_place": True})
    plan.check("converts", table, entity.name, definition.name, conversion=as_they_are)


def conversion_of(
    plan: PlanContext, table: TableDesign, field: FieldStorage, before: FieldStorage
) -> Conversion:
    """How the values of a field reach the columns of its new type."""
    entity, definition = plan.definition(table.entity_id, field.field_id)
    pipeline = entity.pipeline_by_name.get(definition.pipeline or "")
    fallback = pipeline.first_stage if pipeline else definition.default
    is_constant = not (isinstance(fallback, str) and fallback.startswith("$"))
    fills = pipeline is not None or (definition.required and is_constant)
    return Conversion(
        before=plan.old.get(table.entity_id, (entity, {}))[1].get(field.field_id, definition),
        after=definition,
        source=before.columns[""],
        source_type=before.types[""],
        columns={suffix: name for suffix, name in field.columns.items() if suffix != "since"},
        types=field.types,
        zone=plan.zone,
        keys=keys_of(entity, definition) or (),
        fallback=fallback if fills else None,
    )


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


def _is_converted(
    plan: PlanContext, entity_id: str, field: FieldStorage, before: FieldStorage, suffix: str
) -> bool:
    """Whether values are carried over from another column when a field's type changes."""
    if before.state == "retired" or suffix or "" not in before.columns:
        return False
    after = plan.new_storage.entities[entity_id].fields[field.field_id]
    is_other = before.columns[""] != field.columns[""]
    return is_other and before.target is None and after.target is None
