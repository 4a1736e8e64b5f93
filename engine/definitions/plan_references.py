"""Steps of the copies that entities have in the other datasource.

A copy is filled while the old version serves, under columns that version does not read, and
settled after the switch: what the old version wrote meanwhile did not know of it.
"""

from collections.abc import Iterator, Sequence

from engine.definitions.design import TableDesign
from engine.definitions.plan_context import PlanContext
from engine.definitions.projection import Projection, find_projection
from engine.definitions.step import NewColumn, Step
from engine.definitions.storage import ReferenceStorage

__all__ = ["reference_steps"]

_SILENT = ("backfill", "replace_value")
"""Steps that change values without a new record version."""


def reference_steps(
    plan: PlanContext, table: TableDesign, known: TableDesign | None, others: Sequence[Step]
) -> Iterator[Step]:
    """What one copy needs. `others` are the steps of everything else."""
    before, after = _reference(plan, table, is_old=True), _reference(plan, table, is_old=False)
    if after is None:
        if before is not None:
            yield plan.step("clear_reference", "contract", table, None)
            yield from _dropped_indexes(plan, table, known)
        return
    yield from _shape(plan, table, known)
    left = _left(before, after)
    if left:
        columns = tuple(NewColumn(name=n, pg_type=table.columns[n].pg_type) for n in left)
        yield plan.step("clear_reference", "contract", table, None, columns=columns)
    wanted = _projection(plan, table, is_old=False)
    if wanted is None:
        return
    source = plan.after.tables[wanted.source_table]
    is_new = source.name not in plan.before.tables and not source.premade
    old = _projection(plan, table, is_old=True)
    changed = before is None or old is None or old.feeds_apart_from(wanted)
    if changed and not is_new:
        yield plan.step("fill_reference", "fill", table, None, projection=wanted)
    is_touched = any(s.table == source.name and s.kind in _SILENT for s in others)
    if (changed and not is_new) or is_touched:
        yield plan.step("settle_reference", "contract", table, None, projection=wanted)


def _shape(plan: PlanContext, table: TableDesign, known: TableDesign | None) -> Iterator[Step]:
    if known is None and not table.premade:
        yield plan.step(
            "create_reference",
            "expand",
            table,
            None,
            columns=tuple(
                NewColumn(name=name, pg_type=column.pg_type)
                for name, column in table.columns.items()
            ),
            indexes=tuple(table.indexes.values()),
        )
        return
    has = known.columns if known is not None else ("title",)
    fresh = tuple(
        NewColumn(name=name, pg_type=column.pg_type)
        for name, column in table.columns.items()
        if name not in has
    )
    if fresh:
        yield plan.step("add_column", "expand", table, None, columns=fresh)
    for index in table.indexes.values():
        if known is None or index.name not in known.indexes:
            yield plan.step("create_index", "fill", table, None, index=index)
    yield from _dropped_indexes(plan, table, known)


def _dropped_indexes(
    plan: PlanContext, table: TableDesign, known: TableDesign | None
) -> Iterator[Step]:
    gone = tuple(name for name in (known.indexes if known else ()) if name not in table.indexes)
    if gone:
        yield plan.step("drop_index", "contract", table, None, names=gone)


def _reference(plan: PlanContext, table: TableDesign, *, is_old: bool) -> ReferenceStorage | None:
    """The copy when it is in use."""
    storage = plan.old_storage if is_old else plan.new_storage
    stored = storage.entities.get(table.entity_id)
    found = stored.reference if stored is not None else None
    return found if found is not None and found.state == "active" else None


def _projection(plan: PlanContext, table: TableDesign, *, is_old: bool) -> Projection | None:
    entities = plan.old if is_old else plan.new
    storage = plan.old_storage if is_old else plan.new_storage
    stored = storage.entities.get(table.entity_id)
    if stored is None or table.entity_id not in entities:
        return None
    return find_projection(entities[table.entity_id][0], stored)


def _left(before: ReferenceStorage | None, after: ReferenceStorage) -> tuple[str, ...]:
    """Columns that held something and do not any more."""
    if before is None:
        return ()
    held, kept = _columns(before), _columns(after)
    return tuple(name for name in held if name not in kept)


def _columns(reference: ReferenceStorage) -> list[str]:
    fields = (field for field in reference.fields.values() if field.state == "active")
    return [reference.title, *(name for field in fields for name in field.columns.values())]
