/** Whether a record may go to a stage, from what the screen already knows. The server decides; this explains before the drop. */
import { fieldKinds } from '../fields/registry'
import { type EntityPlan, type FieldPlan, type PipelinePlan, type StagePlan } from '../meta/plan'
import { type Row } from '../meta/wire'

export type MoveVerdict =
  | { kind: 'same' }
  | { kind: 'free' }
  /** Reachable once filled. `missing` may be empty: then the stage only asks to confirm. */
  | { kind: 'missing'; missing: FieldPlan[]; filled: FieldPlan[] }
  /** Not from here; where it can go instead. `forRole`: there is such a move, for other roles. */
  | { kind: 'refused'; reachable: StagePlan[]; forRole: boolean }

/** Whether cards may be moved at all: by stages it is a right of its own, by options it writes the field. */
export function canMoveCards(entity: EntityPlan, pipeline: PipelinePlan): boolean {
  if (!pipeline.isChoice) return entity.can.move
  return entity.can.update && entity.fieldByName.get(pipeline.field)?.access === 'editable'
}

/** What the stage asks for, and what this way into it asks besides. */
export function requiredFor(pipeline: PipelinePlan, from: string, to: StagePlan): string[] {
  return [...new Set([...to.requires, ...(pipeline.ruleOf?.(from, to.key)?.requires ?? [])])]
}

/** A field the row does not carry, or that is hidden, is not judged here. */
function isKnownEmpty(row: Row, field: FieldPlan): boolean | null {
  if (!(field.name in row) || field.access === 'masked') return null
  const kind = fieldKinds.get(field.editor)
  return kind ? kind.isEmpty(row[field.name]) : null
}

export function moveVerdict(
  entity: EntityPlan,
  pipeline: PipelinePlan,
  row: Row,
  to: string,
): MoveVerdict {
  const from = String(row[pipeline.field] ?? '')
  if (from === to) return { kind: 'same' }
  const stage = pipeline.stageByKey.get(to)
  if (!stage || ((from !== '' || pipeline.isChoice) && !pipeline.canMove(from, to))) {
    return {
      kind: 'refused',
      forRole: pipeline.ruleOf?.(from, to)?.allowed === false,
      reachable: pipeline.stages.filter(
        (one) => one.key !== from && pipeline.canMove(from, one.key),
      ),
    }
  }
  const asked = requiredFor(pipeline, from, stage).flatMap(
    (name) => entity.fieldByName.get(name) ?? [],
  )
  const missing = asked.filter((field) => isKnownEmpty(row, field) === true)
  if (missing.length === 0 && !stage.confirm) return { kind: 'free' }
  return {
    kind: 'missing',
    missing,
    filled: asked.filter((field) => isKnownEmpty(row, field) === false),
  }
}
