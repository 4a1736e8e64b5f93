"""The steps between two physical designs, table by table and field by field."""

from collections.abc import Iterator

from engine.definitions.booking_steps import booking_steps
from engine.definitions.design import TableDesign
from engine.definitions.plan_constraints import constraint_steps
from engine.definitions.plan_context import PlanContext
from engine.definitions.plan_fields import field_steps, retire_steps
from engine.definitions.plan_references import reference_steps
from engine.definitions.plan_stages import stage_steps
from engine.definitions.step import NewColumn, Step
from engine.definitions.system_tables import SYSTEM_TABLES

__all__ = ["build_steps"]


def build_steps(plan: PlanContext) -> list[Step]:
    """All steps, in no particular order between the phases."""
    steps: list[Step] = []
    for table in plan.after.tables.values():
        known = plan.before.tables.get(table.name)
        if table.kind == "reference":
            continue
        if known is None and not table.premade:
            steps += _create(plan, table)
        else:
            steps += _change(plan, table, known)
    for entity_id, (entity, fields) in plan.new.items():
        steps += stage_steps(plan, entity_id, entity, fields)
    steps += list(booking_steps(plan, steps))
    for table in plan.after.tables.values():
        if table.kind == "reference":
            steps += reference_steps(plan, table, plan.before.tables.get(table.name), steps)
    return steps


def _create(plan: PlanContext, table: TableDesign) -> Iterator[Step]:
    entity, field = plan.names(table.entity_id, table.field_id)
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
        entity, field = plan.names(table.entity_id, field_id)
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


def _change(plan: PlanContext, table: TableDesign, known: TableDesign | None) -> Iterator[Step]:
    known = known or table.model_copy(update={"columns": {}, "foreign_keys": {}, "indexes": {}})
    if table.premade and table.kind == "record":  # a migration made them: no undo drops them
        columns = {**_premade_columns(table), **known.columns}
        known = known.model_copy(update={"columns": columns})
    stored = plan.new_storage.entities[table.entity_id]
    if table.kind == "record" and stored.state == "retired":
        before = plan.old_storage.entities[table.entity_id]
        if before.state == "active":
            yield _retire_table(plan, table, known)
        return
    fresh = {name for name in table.columns if name not in known.columns}
    if table.kind == "record":
        for field_id, field in stored.fields.items():
            if field.state == "active":
                yield from field_steps(plan, table, known, field_id, field, fresh)
        yield from retire_steps(plan, table, known)
    yield from constraint_steps(plan, table, known, fresh)


def _retire_table(plan: PlanContext, table: TableDesign, known: TableDesign) -> Step:
    return plan.step(
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


def _premade_columns(table: TableDesign) -> dict[str, object]:
    """The columns a system table has before any field is kept in it."""
    system = next(s for s in SYSTEM_TABLES.values() if s.table == table.name)
    return {name: column for name, column in table.columns.items() if name in system.columns}
