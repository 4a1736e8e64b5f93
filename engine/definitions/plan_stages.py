"""Steps of stages and options that records stand in and that leave the model."""

from collections.abc import Iterator, Mapping

from engine.definitions.physical_names import quote_text
from engine.definitions.plan_context import PlanContext
from engine.definitions.step import Step
from metamodel.entity import Entity
from metamodel.field import Field

__all__ = ["stage_steps"]


def stage_steps(
    plan: PlanContext, entity_id: str, entity: Entity, fields: Mapping[str, Field]
) -> Iterator[Step]:
    """Ask where records of removed stages go, or move them as told."""
    old = plan.old.get(entity_id)
    for field_id, field in fields.items():
        storage = plan.new_storage.entities[entity_id].fields[field_id]
        column = storage.columns.get("")
        before = old[1].get(field_id) if old else None
        if old is None or before is None or column is None:
            continue
        table = plan.after.tables[plan.new_storage.entities[entity_id].table]
        is_same = plan.old_field(entity_id, field_id)
        if is_same is None or is_same.columns.get("") != column:
            continue
        keys = _keys_of(entity, field)
        former = _keys_of(old[0], before)
        if keys is None or (former is not None and field.pipeline is None):
            continue
        moves = plan.moves.get(f"{entity.name}.{field.name}", {})
        moves = {old: new for old, new in moves.items() if old not in keys and new in keys}
        known = ", ".join(quote_text(key) for key in (*keys, *moves))
        removed = tuple(key for key in former or () if key not in keys and key not in moves)
        if removed or former is None:
            plan.check(
                "keys",
                table,
                entity.name,
                field.name,
                f'"{column}" not in ({known})',
                keys=removed,
            )
        if moves:
            for phase in ("fill", "switch"):
                yield plan.step(
                    "replace_value",
                    phase,
                    table,
                    field_id,
                    column=column,
                    values=moves,
                    risk="destructive",
                    reversibility="not_reversible",
                )


def _keys_of(entity: Entity, field: Field) -> tuple[str, ...] | None:
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    if pipeline:
        return tuple(stage.key for stage in pipeline.stages)
    return tuple(option.key for option in field.options) or None
