"""What a plan touches beside the tables: the records, screens, rules, permissions and API fields.

Reads the old model, in which a field that goes away or changes is still used.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.core.database import Datasource
from engine.definitions.session import PublishSession
from engine.definitions.step import Reversibility, Risk, Step
from metamodel.entity import Entity
from metamodel.model import Model
from metamodel.value import Value

__all__ = ["Impact", "count_rows", "find_impacts"]

_COUNT_MAX = 100_000


class Impact(Value):
    """One risky step in the words of the model. `rows` is None until counted, and capped."""

    entity: str
    field: str | None
    datasource: Datasource
    table: str
    risk: Risk
    reversibility: Reversibility
    rows: int | None = None
    views: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    rules: int = 0
    roles: tuple[str, ...] = ()
    api: tuple[str, ...] = ()


def find_impacts(old: Model, steps: Sequence[Step]) -> tuple[Impact, ...]:
    """An impact for each step that is not merely safe, each definition once."""
    found: dict[tuple[str, str | None, str], Impact] = {}
    for step in steps:
        if step.risk == "safe" or step.entity is None:
            continue
        key = (step.entity, step.field, step.risk)
        entity = old.entity_by_name.get(step.entity)
        if key not in found:
            found[key] = _impact(old, entity, step)
    return tuple(found.values())


def _impact(model: Model, entity: Entity | None, step: Step) -> Impact:
    name, field = step.entity or "", step.field
    impact = Impact(
        entity=name,
        field=field,
        datasource=step.datasource,
        table=step.table,
        risk=step.risk,
        reversibility=step.reversibility,
    )
    if entity is None or (field is not None and field not in entity.field_by_name):
        return impact
    views = [view for view in model.views if view.entity == entity.name]
    layouts = [layout for layout in entity.layouts if field is None or _mentions(layout, field)]
    return impact.model_copy(
        update={
            "views": tuple(v.key for v in views if field is None or _mentions(v, field)),
            "layouts": tuple(f"{entity.name}.{layout.name}" for layout in layouts),
            "rules": sum(field is None or _mentions(rule, field) for rule in entity.rules),
            "roles": tuple(_roles(model, entity.name, field)),
            "api": (entity.plural,) if field is None else (f"{entity.plural}.{field}",),
        }
    )


def _roles(model: Model, entity: str, field: str | None) -> Iterator[str]:
    for role in model.roles:
        grant = role.entities.get(entity)
        if grant is not None and (field is None or field in grant.fields):
            yield role.key


def _mentions(value: Value, field: str) -> bool:
    """Whether a definition names a field: as a whole text, in a list, or inside an expression."""
    return _holds(value.model_dump(mode="json", exclude_defaults=True), field)


def _holds(plain: Any, field: str) -> bool:
    if isinstance(plain, dict):
        return any(_holds(each, field) for each in plain.values())  # pyright: ignore
    if isinstance(plain, list):
        return any(_holds(each, field) for each in plain)  # pyright: ignore
    words = str(plain).replace("(", " ").replace(")", " ").replace(",", " ").replace("-", " ")
    return field in words.split()


async def count_rows(session: PublishSession, impacts: Sequence[Impact]) -> tuple[Impact, ...]:
    """The impacts with how many records their tables hold, counted to a hundred thousand."""
    counts: dict[str, int] = {}
    for impact in impacts:
        if impact.table not in counts:
            con = session.of(impact.datasource)
            exists = await con.fetchval("select to_regclass($1) is not null", f'"{impact.table}"')
            counts[impact.table] = await con.fetchval(
                f'select count(*) from (select 1 from "{impact.table}" limit {_COUNT_MAX}) capped'
            ) if exists else 0  # fmt: skip
    return tuple(i.model_copy(update={"rows": counts[i.table]}) for i in impacts)
