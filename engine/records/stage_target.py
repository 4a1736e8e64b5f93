"""Where a move leads: the stage field of the pipeline it names, and a stage that exists. Pure."""

from dataclasses import dataclass

from engine.access.actor import RequestContext
from engine.access.policy import EntityPolicy
from engine.core.errors import Fault
from engine.records import stage_faults
from engine.records.change import RecordChange
from engine.records.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTarget:
    """The stage field a move writes, and the stage it enters."""

    field: str
    stage: str


def find_stage(
    ctx: RequestContext, change: RecordChange, table: Table, policy: EntityPolicy, prefix: str
) -> tuple[StageTarget | None, tuple[Fault, ...]]:
    """The target of a move, or the fault of one that leads nowhere."""
    visible = [
        field
        for field in table.stage_fields
        if ctx.actor.kind == "system" or policy.access(field.name).is_visible
    ]
    fields = [field for field in visible if change.pipeline in (None, field.pipeline)]
    if len(fields) != 1:
        known = [field.pipeline or "" for field in visible]
        return None, (stage_faults.pipeline_unknown(f"{prefix}pipeline", known),)
    pipeline = table.entity.pipeline_by_name[fields[0].pipeline or ""]
    if all(stage.key != change.stage for stage in pipeline.stages):
        return None, (stage_faults.stage_unknown(f"{prefix}stage", pipeline),)
    return StageTarget(field=fields[0].name, stage=change.stage or ""), ()
