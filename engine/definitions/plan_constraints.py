"""Steps of the foreign keys and indexes of a table that exists."""

from collections.abc import Iterator

from engine.definitions.design import TableDesign
from engine.definitions.plan_context import PlanContext
from engine.definitions.step import Step

__all__ = ["constraint_steps"]


def constraint_steps(
    plan: PlanContext, table: TableDesign, known: TableDesign, fresh: set[str]
) -> Iterator[Step]:
    """References and indexes that come or go."""
    for key in table.foreign_keys.values():
        if key.name in known.foreign_keys:
            continue
        field_id = table.field_id or table.columns[key.column].field_id
        if key.column not in fresh and field_id:
            entity, definition = plan.definition(table.entity_id, field_id)
            missing = (
                f'"{key.column}" is not null and not exists'
                f' (select from "{key.target}" t where t.id = "{key.column}")'
            )
            plan.check("references", table, entity.name, definition.name, missing)
        yield plan.step(
            "add_foreign_key", "fill", table, field_id, column=key.column, foreign_key=key
        )
    dropped = [key for key in known.foreign_keys if key not in table.foreign_keys]
    kept = [key for key in dropped if not plan.retires(known.foreign_keys[key].column, table)]
    if kept:
        yield plan.step("relax_column", "switch", table, None, constraints=tuple(kept))
    yield from _indexes(plan, table, known, fresh)


def _indexes(
    plan: PlanContext, table: TableDesign, known: TableDesign, fresh: set[str]
) -> Iterator[Step]:
    for index in table.indexes.values():
        if index.name in known.indexes:
            continue
        field_id = index.fields[0] if index.fields else None
        uses_fresh = any(f'"{name}"' in part for name in fresh for part in index.columns)
        if index.unique and field_id and not uses_fresh:
            entity, _ = plan.definition(table.entity_id, field_id)
            names = [plan.names(table.entity_id, key)[1] or key for key in index.fields]
            plan.check("unique", table, entity.name, ", ".join(names), index=index)
        existed = table.name in plan.before.tables
        yield plan.step("create_index", "fill", table, field_id, index=index, concurrently=existed)
    gone = [index for index in known.indexes.values() if index.name not in table.indexes]
    late = [index for index in gone if not index.unique]
    early = [index for index in gone if index.unique]
    if early:
        names = tuple(index.name for index in early)
        yield plan.step("relax_column", "switch", table, early[0].fields[0], names=names)
    if late:
        names = tuple(index.name for index in late)
        yield plan.step("drop_index", "contract", table, None, names=names)
