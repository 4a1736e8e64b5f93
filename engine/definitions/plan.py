"""The plan: from one model and its storage to another, as steps in four phases. Pure.

expand adds what the old version does not see; fill moves data while the old version serves;
switch lifts what the new version must not meet, in its own transaction; contract tidies up.
"""

from collections.abc import Iterator, Mapping, Sequence

from engine.definitions.allocate import allocate, identity
from engine.definitions.data_check import DataCheck
from engine.definitions.defaults import find_literals
from engine.definitions.design import Design, build_design, with_indexes
from engine.definitions.impact import Impact, find_impacts
from engine.definitions.plan_changes import build_steps
from engine.definitions.plan_context import PlanContext
from engine.definitions.plan_stages import check_moves
from engine.definitions.step import Step
from engine.definitions.storage import StorageMap
from engine.kinds.field_type import FieldType
from metamodel.diff import ModelChange, diff
from metamodel.model import Model
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = ["PublishPlan", "build_plan"]

_PHASES = ("expand", "fill", "switch", "contract")
_FILL_ORDER = (
    "replace_value",
    "backfill",
    "copy_column",
    "create_index",
    "add_foreign_key",
    "set_not_null",
    "fill_bookings",
    "settle_bookings",
)
_COPIES = ("fill_reference", "settle_reference", "clear_reference")


class PublishPlan(Value):
    """`checks` are questions to the data that must have the answer none before anything is done."""

    model: Model
    storage: StorageMap
    steps: tuple[Step, ...] = ()
    checks: tuple[DataCheck, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[ModelChange, ...] = ()
    impacts: tuple[Impact, ...] = ()

    @property
    def is_immediate(self) -> bool:
        """Nothing to fill: published at once."""
        return not any(step.phase == "fill" and step.concurrently for step in self.steps)


def build_plan(
    old: tuple[Model, StorageMap] | None,
    new: Model,
    kinds: Mapping[str, FieldType],
    *,
    stage_moves: Mapping[str, Mapping[str, str]] | None = None,
    zone: str = "UTC",
) -> PublishPlan:
    """Plan the way to `new`. `stage_moves`: `lead.stage` -> removed key -> where its records go.

    `zone` is the clinic's: where days begin when dates become moments.
    """
    old_model, old_storage = old or (Model(), StorageMap())
    storage = allocate(old_storage, new, kinds)
    before, after = build_design(old_model, old_storage, kinds), build_design(new, storage, kinds)
    context = PlanContext(
        old_model=old_model,
        new_model=new,
        old_storage=old_storage,
        new_storage=storage,
        before=before,
        after=after,
        literals=find_literals(new, kinds),
        stage_moves=stage_moves or {},
        zone=zone,
        kinds=kinds,
    )
    steps = build_steps(context)
    problems = (*_moved(old_storage, new), *check_moves(context))
    return PublishPlan(
        model=new,
        storage=with_indexes(storage, after),
        steps=_ordered(steps, after),
        checks=tuple(context.checks),
        problems=problems,
        changes=tuple(diff(old_model, new)),
        impacts=find_impacts(old_model, steps),
    )


def _moved(old: StorageMap, new: Model) -> Iterator[Problem]:
    """An entity stays where its records are: in its datasource, and in a system table or not."""
    for entity in new.entities:
        known = old.entities.get(identity(entity))
        if known is None or (known.datasource, known.system) == (
            entity.datasource,
            entity.system is not None,
        ):
            continue
        yield Problem(
            code="entity_moved",
            path=f"entities.{entity.name}.datasource",
            message={
                "pt-BR": f"Os registros de {entity.name} já estão em {known.table}"
                f" ({known.datasource}) e não mudam de lugar.",
                "en": f"The records of {entity.name} already are in {known.table}"
                f" ({known.datasource}) and stay there.",
            },
            hint={
                "pt-BR": "Crie outra entidade no novo lugar e importe os registros.",
                "en": "Make another entity in the new place and import the records.",
            },
        )


def _ordered(steps: Sequence[Step], after: Design) -> tuple[Step, ...]:
    """Phases in order; within one the chat database first, constraints after the data, and copies
    in the other database at the end.
    """

    def rank(item: tuple[int, Step]) -> tuple[int, int, int, int, int]:
        position, step = item
        order = _FILL_ORDER.index(step.kind) if step.kind in _FILL_ORDER else 0
        is_copied = step.kind in _COPIES
        return (_PHASES.index(step.phase), is_copied, step.datasource != "chat", order, position)

    return tuple(step for _, step in sorted(enumerate(steps), key=rank))
