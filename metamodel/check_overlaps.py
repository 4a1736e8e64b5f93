"""Checks `no_overlap`: what its resources are, and that its fields are points and spans of time."""

from metamodel.entity import Entity, Overlap
from metamodel.field import Field
from metamodel.names import SYSTEM_FIELDS
from metamodel.paths import Paths
from metamodel.report import Report
from metamodel.wording import ByLocale, nearest

LANES_MAX = 1000
MINUTES_MAX = 100_000
_NEEDS = {
    "resource": ByLocale(
        {"pt-BR": "uma ligação", "en": "a link", "es": "un enlace"},
    ),
    "instant": ByLocale(
        {"pt-BR": "data e hora", "en": "a date and time", "es": "fecha y hora"},
    ),
    "span": ByLocale(
        {
            "pt-BR": "um número inteiro (minutos) ou uma duração",
            "en": "a whole number (minutes) or a duration",
            "es": "un número entero (minutos) o una duración",
        },
    ),
    "integer": ByLocale(
        {"pt-BR": "um número inteiro", "en": "a whole number", "es": "un número entero"},
    ),
    "stage": ByLocale(
        {"pt-BR": "um campo de etapa", "en": "a stage field", "es": "un campo de etapa"},
    ),
}
_TYPES = {
    "instant": frozenset({"instant"}),
    "span": frozenset({"integer", "duration"}),
    "integer": frozenset({"integer"}),
    "stage": frozenset({"stage"}),
}


def check_overlaps(paths: Paths, report: Report) -> None:
    """Every rule of every entity."""
    for entity in paths.model.entities:
        taken: set[str] = set()
        for index, overlap in enumerate(entity.no_overlap):
            at = f"entities.{entity.name}.no_overlap.{index}"
            _check(at, entity, overlap, paths, report)
            for name in overlap.resources:
                if name in taken:
                    report.error("overlap_resource_twice", f"{at}.resources", name=name)
                taken.add(name)


def _check(at: str, entity: Entity, overlap: Overlap, paths: Paths, report: Report) -> None:
    if not overlap.resources:
        report.error("overlap_without_resources", at)
    targets = [
        target
        for name in overlap.resources
        if (target := _check_resource(f"{at}.resources", entity, name, paths, report)) is not None
    ]
    _check_field(f"{at}.start", entity, overlap.start, "instant", paths, report)
    if (overlap.end is None) == (overlap.duration is None):
        report.error("overlap_end", at)
    elif overlap.end is not None:
        _check_field(f"{at}.end", entity, overlap.end, "instant", paths, report)
    elif overlap.duration is not None:
        _check_field(f"{at}.duration", entity, overlap.duration, "span", paths, report)
    for attribute, given in (("before", overlap.before), ("after", overlap.after)):
        _check_amount(f"{at}.{attribute}", entity, given, (0, MINUTES_MAX), "span", paths, report)
    if isinstance(overlap.lanes, str):
        for target in targets:
            if target.datasource != entity.datasource:
                report.error("overlap_lanes_elsewhere", f"{at}.lanes", name=target.name)
    for target in targets if isinstance(overlap.lanes, str) else (entity,):
        _check_amount(
            f"{at}.lanes", target, overlap.lanes, (1, LANES_MAX), "integer", paths, report
        )
    _check_stage(at, entity, overlap, paths, report)


def _check_resource(
    at: str, entity: Entity, name: str, paths: Paths, report: Report
) -> Entity | None:
    """The entity a resource is of, when it can be used."""
    field = _find(at, entity, name, report)
    if field is None or field.type not in paths.catalogue.field_types:
        return None
    if paths.relation(field) not in ("one", "many") or _is_far(field, paths):
        _unfit(at, field, "resource", report)
        return None
    return paths.target(field)


def _is_far(field: Field, paths: Paths) -> bool:
    """Whether the field only shows links that another entity keeps."""
    return field.inverse is not None and paths.relation(field) == "many"


def _check_amount(
    at: str,
    entity: Entity,
    given: int | str,
    limits: tuple[int, int],
    need: str,
    paths: Paths,
    report: Report,
) -> None:
    low, high = limits
    if isinstance(given, str):
        _check_field(at, entity, given, need, paths, report)
    elif not low <= given <= high:
        report.error("out_of_range", at, low=low, high=high, value=given)


def _check_field(
    at: str, entity: Entity, name: str, need: str, paths: Paths, report: Report
) -> None:
    field = _find(at, entity, name, report)
    facts = paths.catalogue.field_types.get(field.type) if field else None
    if field is not None and facts is not None and facts.expression_type not in _TYPES[need]:
        _unfit(at, field, need, report)


def _check_stage(at: str, entity: Entity, overlap: Overlap, paths: Paths, report: Report) -> None:
    named = overlap.when_stage_occupies
    if named is not None:
        _check_field(f"{at}.when_stage_occupies", entity, named, "stage", paths, report)
    elif len(entity.stage_fields) > 1:
        names = ", ".join(field.name for field in entity.stage_fields)
        report.error("overlap_stage", at, names=names)


def _find(at: str, entity: Entity, name: str, report: Report) -> Field | None:
    field = entity.field_by_name.get(name)
    if field is None and not report.is_broken(f"entities.{entity.name}.fields.{name}"):
        remedy = nearest(name, [each for each in entity.field_by_name if each not in SYSTEM_FIELDS])
        report.error("field_unknown", at, remedy, name=name)
    return field


def _unfit(at: str, field: Field, need: str, report: Report) -> None:
    report.error("overlap_field", at, name=field.name, type=field.type, need=_NEEDS[need])
