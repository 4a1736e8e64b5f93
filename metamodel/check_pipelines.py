"""Checks pipelines: stages, transitions, what a stage asks for, and the fields that stand in
them.
"""

from collections.abc import Collection

from metamodel.check_names import check_name, check_siblings
from metamodel.entity import Entity
from metamodel.names import SYSTEM_FIELDS
from metamodel.pipeline import Move, Pipeline, Stage, leads_to
from metamodel.report import Report
from metamodel.wording import nearest

STAGES_MAX = 100


def check_pipelines(entity: Entity, roles: Collection[str], report: Report) -> None:
    """Every pipeline of an entity, and its stage fields; `roles` are those there are."""
    prefix = f"entities.{entity.name}"
    names = entity.pipeline_by_name
    for field in entity.fields:
        path = f"{prefix}.fields.{field.name}.pipeline"
        if field.pipeline is None or report.is_broken(f"{prefix}.pipelines.{field.pipeline}"):
            continue
        if field.pipeline not in names:
            remedy = nearest(field.pipeline, names)
            report.error("pipeline_unknown", path, remedy, name=field.pipeline)
    used = {field.pipeline for field in entity.fields}
    for pipeline in entity.pipelines:
        path = f"{prefix}.pipelines.{pipeline.name}"
        if pipeline.name not in used:
            report.warn("pipeline_unused", path, name=pipeline.name, entity=entity.name)
        _check_pipeline(path, entity, pipeline, report)
        for source, moves in pipeline.transitions.items():
            _check_moves(f"{path}.transitions.{source}", entity, moves, roles, report)


def _check_pipeline(path: str, entity: Entity, pipeline: Pipeline, report: Report) -> None:
    keys = [stage.key for stage in pipeline.stages]
    if not keys:
        report.error("pipeline_empty", f"{path}.stages", name=pipeline.name)
        return
    if len(keys) > STAGES_MAX:
        report.error("too_many", f"{path}.stages", count=len(keys), limit=STAGES_MAX)
    check_siblings(f"{path}.stages", keys, report)
    for stage in pipeline.stages:
        _check_stage(f"{path}.stages.{stage.key}", entity, stage, report)
    if pipeline.initial is not None and pipeline.initial not in keys:
        _stage_unknown(f"{path}.initial", pipeline.initial, path, keys, report)
    for source, targets in pipeline.transitions.items():
        at = f"{path}.transitions.{source}"
        if source != "*" and source not in keys:
            _stage_unknown(at, source, path, keys, report)
        for target in map(leads_to, targets):
            if target not in keys:
                _stage_unknown(at, target, path, keys, report)
    if pipeline.transitions:
        reached = {pipeline.first_stage}.union(*(pipeline.reachable(key) for key in keys))
        for key in dict.fromkeys(keys):
            if key not in reached:
                report.warn("stage_unreachable", f"{path}.stages.{key}", name=key)


def _check_moves(
    path: str, entity: Entity, moves: tuple[Move, ...], roles: Collection[str], report: Report
) -> None:
    """Conditions of moves: each place once, with roles and fields that are there."""
    seen: set[str] = set()
    for index, move in enumerate(moves):
        key = leads_to(move)
        if key in seen and not all(isinstance(each, str) for each in moves):
            report.error("transition_twice", path, name=key)
        seen.add(key)
        if isinstance(move, str):
            continue
        for role in move.roles:
            if role not in roles and role != "*" and not report.is_broken(f"roles.{role}"):
                at = f"{path}.{index}.roles"
                report.error("role_unknown", at, nearest(role, roles), name=role)
        _check_required(f"{path}.{index}.requires", entity, move.requires, report)


def _check_required(at: str, entity: Entity, names: tuple[str, ...], report: Report) -> None:
    fields = entity.field_by_name
    for name in names:
        if name not in fields and not report.is_broken(f"entities.{entity.name}.fields.{name}"):
            remedy = nearest(name, [*fields, *SYSTEM_FIELDS])
            report.error("field_unknown", at, remedy, name=name, entity=entity.name)


def _stage_unknown(at: str, key: str, path: str, keys: list[str], report: Report) -> None:
    if not report.is_broken(f"{path}.stages.{key}"):
        report.error("stage_unknown", at, nearest(key, keys), name=key)


def _check_stage(path: str, entity: Entity, stage: Stage, report: Report) -> None:
    check_name(f"{path}.key", stage.key, report, reserved=frozenset({"null", "true", "false"}))
    _check_required(f"{path}.requires", entity, stage.requires, report)
    if stage.probability is not None and not 0 <= stage.probability <= 100:
        report.error(
            "out_of_range", f"{path}.probability", low=0, high=100, value=stage.probability
        )
    for attribute in ("max_days", "wip_limit"):
        number: int | None = getattr(stage, attribute)
        if number is not None and not 1 <= number <= 100_000:
            report.error("out_of_range", f"{path}.{attribute}", low=1, high=100_000, value=number)
