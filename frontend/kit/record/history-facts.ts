/** What a line of history says and allows, from the entries around it. Pure. */
import { type HistoryEntry } from '../client/changes'
import { type EntityPlan } from '../meta/plan'

export interface StageStay {
  /** Label of the stage that was left. */
  stage: string
  since: string
  until: string
}

/** How long the record was in the stage it left; null while the entry that began it is not loaded. */
export function stayBefore(
  entries: readonly HistoryEntry[],
  index: number,
  field: string,
): StageStay | null {
  const entry = entries[index]
  const change = entry?.changes.find((one) => one.field === field)
  if (!entry || !change || change.before === null) return null
  const began = entries
    .slice(index + 1)
    .find((one) => one.changes.some((other) => other.field === field))
  if (!began) return null
  const stage = change.before_label ?? String(change.before)
  return { stage, since: began.at, until: entry.at }
}

/** A change of values this person may write now; making and throwing away are undone elsewhere. */
export function canUndo(
  entry: HistoryEntry,
  entity: EntityPlan,
  can: { update: boolean; move: boolean },
): boolean {
  if (entry.op !== 'update' && entry.op !== 'move') return false
  if (entry.changes.length === 0 || entry.kept === false) return false
  return entry.changes.every((change) => {
    const field = entity.fieldByName.get(change.field)
    if (change.kept === false || field?.access !== 'editable') return false
    return field.pipeline ? can.move || can.update : can.update
  })
}
