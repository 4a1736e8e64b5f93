"""Checks links: their targets and other sides, circles, owners, and what may reach the other
datasource.
"""

from metamodel.check_fields import TARGETS_MAX
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.graph import find_cycles
from metamodel.paths import SHARED_SYSTEMS, Paths, is_shared
from metamodel.report import Report
from metamodel.wording import Whole, hint, nearest


def check_links(paths: Paths, report: Report) -> None:
    """Every link of every entity, then the circles they make."""
    required: dict[str, list[str]] = {}
    projected: dict[str, list[str]] = {}
    for entity in paths.model.entities:
        prefix = f"entities.{entity.name}"
        for field in entity.fields:
            if paths.relation(field) == "none":
                continue
            targets = _targets(f"{prefix}.fields.{field.name}", entity, field, paths, report)
            names = [each.name for each in targets]
            if field.required and paths.relation(field) == "one":
                solid = [each.name for each in targets if each.system is None]
                required.setdefault(entity.name, []).extend(solid)
            if field.name in (entity.projected or ()):
                mirrored = [each.name for each in targets if each.projected is not None]
                projected.setdefault(entity.name, []).extend(mirrored)
            if field.inverse is not None and names:
                _check_inverse(f"{prefix}.fields.{field.name}", entity, field, paths, report)
        _check_projected(prefix, entity, paths, report)
        _check_ownership(prefix, entity, paths, report)
    for code, edges in (("required_cycle", required), ("projection_cycle", projected)):
        for cycle in find_cycles(edges):
            report.error(code, f"entities.{cycle[0]}", cycle=Whole(" -> ".join(cycle)))


def _targets(path: str, entity: Entity, field: Field, paths: Paths, report: Report) -> list[Entity]:
    relation = paths.relation(field)
    named = field.targets if relation == "any" else (field.to,) if field.to else ()
    attribute = "targets" if relation == "any" else "to"
    if len(named) > TARGETS_MAX:
        report.error("targets_too_many", f"{path}.targets", count=len(named), limit=TARGETS_MAX)
    found: list[Entity] = []
    for name in named:
        target = paths.entity(name)
        if target is not None:
            found.append(target)
        elif not report.is_broken(f"entities.{name}"):
            known = [each.entity for each in paths.model.entities]
            report.error("target_unknown", f"{path}.{attribute}", nearest(name, known), name=name)
    if not named and (target := paths.target(field)) is not None:
        found.append(target)
    for target in found:
        if target.datasource != entity.datasource and not is_shared(target):
            remedy = hint("other_datasource", target=target.name, field=target.title)
            params = {"name": target.name, "entity": entity.name}
            report.error("other_datasource", f"{path}.{attribute}", remedy, **params)
    return found


def _check_inverse(path: str, entity: Entity, field: Field, paths: Paths, report: Report) -> None:
    target = paths.target(field)
    name = field.inverse or ""
    if target is None or report.is_broken(f"entities.{target.name}.fields.{name}"):
        return
    back = target.field_by_name.get(name)
    at = f"{path}.inverse"
    if back is None:
        remedy = nearest(name, target.field_by_name)
        report.error("inverse_unknown", at, remedy, entity=target.name, name=name)
        return
    relation = paths.relation(back)
    points = entity.name in back.targets if relation == "any" else paths.target(back) is entity
    both_own = relation == "many" and back.inverse != field.name
    if relation == "none" or not points or both_own:
        both = {"field": field.name, "name": name, "entity": target.name}
        remedy = hint("inverse_both", **both) if points and both_own else None
        params = {"entity": target.name, "name": name, "back": entity.name}
        report.error("inverse_not_back", at, remedy, **params)
    elif target.datasource != entity.datasource and name not in (target.projected or ()):
        remedy = hint("other_datasource", target=target.name, field=name)
        report.error("other_datasource", at, remedy, name=target.name, entity=entity.name)


def _check_projected(prefix: str, entity: Entity, paths: Paths, report: Report) -> None:
    for name in entity.projected or ():
        field = entity.field_by_name.get(name)
        if field is None and report.is_broken(f"{prefix}.fields.{name}"):
            continue
        if field is None or paths.relation(field) in ("many", "any"):
            remedy = nearest(name, entity.field_by_name) if field is None else None
            report.error(
                "projected_unknown", f"{prefix}.projected", remedy, name=name, entity=entity.name
            )


def _check_ownership(prefix: str, entity: Entity, paths: Paths, report: Report) -> None:
    for need in sorted(SHARED_SYSTEMS):
        name: str | None = getattr(entity.ownership, need)
        if name is None or report.is_broken(f"{prefix}.fields.{name}"):
            continue
        at = f"{prefix}.ownership.{need}"
        field = paths.field(entity, name)
        if field is None:
            report.error("field_unknown", at, nearest(name, entity.field_by_name), name=name)
            continue
        target = paths.target(field)
        if paths.relation(field) not in ("one", "many") or target is None or target.system != need:
            report.error("owner_field", at, name=name, need=need)
