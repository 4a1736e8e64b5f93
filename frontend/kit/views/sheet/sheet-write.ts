/** One write of many cells: sent together, what the server refuses is taken out and told, the rest goes through. */
import { type RowChange, updateRecords, type Values } from '../../client/data'
import { type ApiProblem, isProblem } from '../../client/problem'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Json, type ProblemItem, type Row } from '../../meta/wire'
import { atFields, fieldOf, wordsOf } from '../../record/use-draft'
import { wireOf } from './cell-text'

export interface Edit {
  row: Row
  field: FieldPlan
  value: unknown
  /** What was there when the edit began. */
  start: unknown
  /** As it was pasted. */
  text?: string
}

export interface Refused {
  edit: Edit
  message: string
  /** Nothing is wrong with the value: it may be sent again. */
  canRetry: boolean
  /** Someone else's value, of a conflict. */
  theirs?: { value: Json }
}

export interface WriteOutcome {
  saved: Edit[]
  rows: { id: string; version: number }[]
  changeSets: string[]
  refused: Refused[]
}

/** Rows a call takes. */
export const ROWS_MAX = 1000
/** Each round takes at least one row out; a sheet full of conflicts ends here. */
const ROUNDS_MAX = 40

function changesOf(edits: readonly Edit[]): { change: RowChange; edits: Edit[] }[] {
  const byRow = new Map<string, { change: RowChange; edits: Edit[] }>()
  for (const edit of edits) {
    const { row, field } = edit
    const known = byRow.get(row.id) ?? {
      change: { id: row.id, version: row.version, values: {} as Values, base: {} },
      edits: [],
    }
    known.change.values[field.name] = wireOf(edit.value, field)
    known.change.base[field.name] = edit.start ?? null
    known.edits.push(edit)
    byRow.set(row.id, known)
  }
  return [...byRow.values()]
}

/** The cells a refusal is about, with its words. A reason that names no cell of the row is told at its first one. */
export function refusedOf(
  problem: ApiProblem,
  sent: readonly { edits: readonly Edit[] }[],
  entity: EntityPlan,
): Refused[] {
  const found: Refused[] = []
  for (const item of problem.errors) {
    const [, index, path] = /^(\d+)\.(.*)$/.exec(item.path) ?? []
    const row = index === undefined ? undefined : sent[Number(index)]
    if (!row || path === undefined) continue
    const own = atFields([{ ...item, path }])
    const named = own.flatMap(
      (one) => row.edits.find((edit) => edit.field.name === fieldOf(one)) ?? [],
    )
    const first = row.edits[0]
    const edits = named.length > 0 ? named : first ? [first] : []
    const about = named.length > 0 ? '' : labelOf(own[0], entity)
    for (const edit of new Set(edits)) {
      if (found.some((one) => one.edit === edit)) continue
      const theirs = 'theirs' in item ? { value: item.theirs ?? null } : undefined
      found.push({ edit, message: about + wordsOf(item), canRetry: false, theirs })
    }
  }
  return found
}

function labelOf(item: ProblemItem | undefined, entity: EntityPlan): string {
  const label = item && entity.fieldByName.get(fieldOf(item))?.label
  return label ? `${label}: ` : ''
}

export async function writeCells(
  entity: EntityPlan,
  edits: readonly Edit[],
  failed: string,
): Promise<WriteOutcome> {
  const outcome: WriteOutcome = { saved: [], rows: [], changeSets: [], refused: [] }
  let left = [...edits]
  for (let round = 0; left.length > 0; round += 1) {
    const sent = changesOf(left).slice(0, ROWS_MAX)
    const inCall = new Set(sent.flatMap((one) => one.edits))
    try {
      const changes = sent.map((one) => one.change)
      const { rows, changeSet } = await updateRecords(entity.name, changes, crypto.randomUUID())
      outcome.saved.push(...inCall)
      outcome.rows.push(...rows)
      if (changeSet !== null) outcome.changeSets.push(changeSet)
      left = left.filter((edit) => !inCall.has(edit))
    } catch (error) {
      if (!isProblem(error)) throw error
      const named = round < ROUNDS_MAX ? refusedOf(error, sent, entity) : []
      // Not about cells (offline, no right, gone): all that was sent waits, with the reason.
      const refused =
        named.length > 0
          ? named
          : [...inCall].map((edit) => ({
              edit,
              message: error.detail || failed,
              canRetry: error.isTemporary,
            }))
      outcome.refused.push(...refused)
      const out = new Set(refused.map((one) => one.edit))
      left = left.filter((edit) => !out.has(edit))
    }
  }
  return outcome
}
