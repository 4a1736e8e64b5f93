"""Steps of stages and options that records have and that leave the model."""

from collections.abc import Iterator, Mapping

from engine.definitions.physical_names import quote_text
from engine.definitions.plan_context import PlanContext
from engine.definitions.step import Step
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.names import find_nearest
from metamodel.problem import Problem

__all__ = ["check_moves", "keys_of", "stage_steps"]


def stage_steps(
    plan: PlanContext, entity_id: str, entity: Entity, fields: Mapping[str, Field]
) -> Iterator[Step]:
    """Ask where records of removed stages and options go, or move them as told."""
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
        keys = keys_of(entity, field)
        former = keys_of(old[0], before)
        if keys is None:
            continue
        moves = plan.moves.get(f"{entity.name}.{field.name}", {})
        moves = {old: new for old, new in moves.items() if old not in keys and new in keys}
        known = ", ".join(quote_text(key) for key in (*keys, *moves))
        removed = tuple(key for key in former or () if key not in keys and key not in moves)
        is_list = storage.types[""].endswith("[]")
        stays = f"<@ array[{known}]::text[]" if is_list else f"in ({known})"
        if removed or former is None:
            plan.check(
                "keys",
                table,
                entity.name,
                field.name,
                f'not ("{column}" {stays})',
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
                    is_list=is_list,
                    risk="destructive",
                    reversibility="not_reversible",
                )


def check_moves(plan: PlanContext) -> Iterator[Problem]:
    """Moves that name no field with stages or options, or a key that is not there to go to."""
    keys = {
        f"{entity.name}.{field.name}": keys_of(entity, field)
        for entity, fields in plan.new.values()
        for field in fields.values()
    }
    choosable = [path for path, known in keys.items() if known]
    for path, moves in plan.moves.items():
        known = keys.get(path)
        if not known:
            yield _unknown(path, path, choosable)
            continue
        for old, new in moves.items():
            if new not in known:
                yield _unknown(path, new, known)
            elif old in known:
                yield _unknown(path, old, [key for key in moves if key not in known], stays=True)


def _unknown(
    path: str, name: str, known: list[str] | tuple[str, ...], *, stays: bool = False
) -> Problem:
    nearest = find_nearest(name, known) or ", ".join(list(known)[:20]) or "—"
    pt, en = (
        (f"“{name}” continua existindo: nada sai de lá.", f"“{name}” stays: nothing leaves it.")
        if stays
        else (f"Não há “{name}” para mover registros.", f"There is no “{name}” to move records by.")
    )
    return Problem(
        code="move_unknown",
        path=f"stage_moves.{path}",
        message={"pt-BR": pt, "en": en},
        hint={
            "pt-BR": f"Escreva entidade.campo e as chaves: antiga -> nova. Há: {nearest}.",
            "en": f"Write entity.field and the keys: old -> new. There is: {nearest}.",
        },
    )


def keys_of(entity: Entity, field: Field) -> tuple[str, ...] | None:
    """The keys a field takes, when it is one of stages or options."""
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    if pipeline:
        return tuple(stage.key for stage in pipeline.stages)
    return tuple(option.key for option in field.options) or None
