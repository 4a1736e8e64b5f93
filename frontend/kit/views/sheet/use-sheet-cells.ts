/** The cells of a sheet as they are written: shown at once, saved in order, what is refused kept with its reason, one step back each. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { fieldMessages } from '../../fields/field-messages'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Json, type Row } from '../../meta/wire'
import { useUndo } from '../../record/use-undo'
import { dismissUndo, toast } from '../../ui/toaster'
import { announce } from '../../ui/visually-hidden'
import { cellFault, cellText, isSameValue } from './cell-text'
import { acceptRows } from './patch-rows'
import { sheetMessages } from './sheet-messages'
import { type Edit, type Refused, writeCells } from './sheet-write'

/** A value that was not saved: it stays in its cell. */
export interface CellFault {
  row: Row
  field: FieldPlan
  value: unknown
  text: string
  message: string
  canRetry: boolean
  theirs?: { value: Json }
}

export interface SheetCells {
  /** The row with what is on its way to the server. */
  shown: (row: Row) => Row
  faultOf: (id: string, field: string) => CellFault | undefined
  faults: readonly CellFault[]
  /** Cells on their way. */
  pending: number
  /** Something was saved since the sheet was opened. */
  hasSaved: boolean
  write: (changes: readonly CellChange[]) => Promise<void>
  /** The kept value goes, what is saved shows again. */
  drop: (fault: CellFault) => void
  again: (fault: CellFault) => void
  /** What was made elsewhere and can be taken back here. */
  remember: (changeSets: readonly string[]) => void
  /** False when there is nothing to take back. */
  undo: () => boolean
}

export interface CellChange {
  row: Row
  field: FieldPlan
  value: unknown
  /** As it was pasted. */
  text?: string
}

/** What one change did: Ctrl+Z takes back what was saved and drops what was refused. */
interface Step {
  changeSets: string[]
  kept: CellFault[]
  /** While the server has not answered: Ctrl+Z waits for it. */
  arrival: Promise<void> | null
}

const newStep = (changeSets: readonly string[] = []): Step => ({
  changeSets: [...changeSets],
  kept: [],
  arrival: null,
})

export const cellKey = (id: string, field: string): string => `${id} ${field}`

export function useSheetCells(entity: EntityPlan): SheetCells {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(sheetMessages)
  const faultWords = useMessages(fieldMessages)
  const undoChange = useUndo()
  const [faults, setFaults] = useState<ReadonlyMap<string, CellFault>>(new Map())
  const [sending, setSending] = useState<ReadonlyMap<string, Edit>>(new Map())
  const [hasSaved, setSaved] = useState(false)
  const steps = useRef<Step[]>([])
  const queue = useRef(Promise.resolve())

  const keep = (more: readonly CellFault[], gone: readonly { row: Row; field: FieldPlan }[]) =>
    setFaults((before) => {
      const next = new Map(before)
      for (const { row, field } of gone) next.delete(cellKey(row.id, field.name))
      for (const fault of more) next.set(cellKey(fault.row.id, fault.field.name), fault)
      return next
    })
  const faultFor = ({ row, field, value, text }: CellChange, message: string): CellFault => ({
    row,
    field,
    value,
    text: text ?? cellText(value, field, context),
    message,
    canRetry: false,
  })
  const asFault = ({ edit, message, canRetry, theirs }: Refused): CellFault => ({
    ...faultFor(edit, message),
    canRetry,
    theirs,
  })

  const shown = useCallback(
    (row: Row): Row => {
      if (sending.size === 0) return row
      const mine = [...sending.values()].filter((edit) => edit.row.id === row.id)
      if (mine.length === 0) return row
      return { ...row, ...Object.fromEntries(mine.map(({ field, value }) => [field.name, value])) }
    },
    [sending],
  )
  const faultOf = useCallback(
    (id: string, field: string) => faults.get(cellKey(id, field)),
    [faults],
  )
  /** A later change of the same cell stays. */
  const arrived = (edits: readonly Edit[]) =>
    setSending((before) => {
      const next = new Map(before)
      for (const edit of edits) {
        const key = cellKey(edit.row.id, edit.field.name)
        if (next.get(key) === edit) next.delete(key)
      }
      return next
    })
  const enqueue = (edits: readonly Edit[], step: Step): Promise<void> => {
    setSending((before) => {
      const more = edits.map((edit) => [cellKey(edit.row.id, edit.field.name), edit] as const)
      return new Map([...before, ...more])
    })
    // One after the other: a second change of a cell starts from what the first one saved.
    const done = queue.current.then(() => send(edits, step))
    queue.current = done.catch(() => undefined)
    step.arrival = queue.current
    return done
  }

  async function send(edits: readonly Edit[], step: Step): Promise<void> {
    try {
      const { saved, rows, changeSets, refused } = await writeCells(entity, edits, words.failed)
      if (refused.length > 0) {
        const kept = refused.map(asFault)
        keep(kept, [])
        step.kept.push(...kept)
        announce(refused[0]?.message ?? '')
      }
      if (rows.length > 0) acceptRows(client, entity.name, patchesOf(saved, rows))
      if (saved.length > 0) setSaved(true)
      tell(saved.length, changeSets, step)
    } finally {
      step.arrival = null
      arrived(edits)
    }
  }

  function begin(): Step {
    const step = newStep()
    steps.current.push(step)
    return step
  }

  function tell(count: number, changeSets: readonly string[], step: Step): void {
    if (changeSets.length === 0) return
    step.changeSets.push(...changeSets)
    if (count < 2) return announce(words.saved)
    toast({
      text: words.changed(formatNumber(count, context.locale), true),
      tone: 'ok',
      undo: () => void takeBack(step),
      changeSet: changeSets[0],
    })
  }

  const isKept = (fault: CellFault) => faultOf(fault.row.id, fault.field.name) === fault

  async function takeBack(step: Step): Promise<void> {
    steps.current = steps.current.filter((one) => one !== step)
    if (step.arrival) await step.arrival
    // Only what this step left: a later text in the same cell stays.
    const gone = new Set(step.kept)
    setFaults((before) => new Map([...before].filter(([, fault]) => !gone.has(fault))))
    for (const changeSet of step.changeSets) dismissUndo(changeSet)
    for (const changeSet of step.changeSets.toReversed()) {
      if (!(await undoChange(changeSet, words.undone))) return
    }
    if (step.changeSets.length === 0) announce(words.undone)
  }

  return {
    faultOf,
    shown,
    faults: [...faults.values()],
    pending: sending.size,
    hasSaved,
    write: (changes) => {
      const wrong: CellFault[] = []
      const edits: Edit[] = []
      for (const change of changes) {
        const { row, field, value, text } = change
        const message = cellFault(value, field, context, faultWords)
        if (message !== null) wrong.push(faultFor(change, message))
        else {
          const kept = faults.get(cellKey(row.id, field.name))
          const now = shown(row)[field.name] ?? null
          const start = kept?.theirs ? kept.theirs.value : now
          if (kept?.theirs || !isSameValue(value, now, field))
            edits.push({ row, field, value, start, text })
        }
      }
      keep(wrong, changes)
      if (wrong.length + edits.length === 0) return Promise.resolve()
      const step = begin()
      if (wrong[0]) {
        announce(wrong[0].message)
        step.kept.push(...wrong)
      }
      return edits.length === 0 ? Promise.resolve() : enqueue(edits, step)
    },
    drop: (fault) => keep([], [fault]),
    again: (fault) => {
      keep([], [fault])
      const { row, field, value, text } = fault
      const edit = { row, field, value, text, start: row[field.name] ?? null }
      void enqueue([edit], begin())
    },
    remember: (changeSets) => {
      if (changeSets.length > 0) steps.current.push(newStep(changeSets))
    },
    undo: () => {
      // What was refused may have been dropped or mended since: then there is nothing left of the step.
      const step = steps.current.findLast(
        ({ changeSets, kept, arrival }) =>
          arrival !== null || changeSets.length > 0 || kept.some(isKept),
      )
      if (!step) return false
      void takeBack(step)
      return true
    },
  }
}

/** What was written of each row, with the version it has now. */
function patchesOf(
  edits: readonly Edit[],
  rows: readonly { id: string; version: number }[],
): Map<string, Partial<Row>> {
  const patches = new Map<string, Partial<Row>>(rows.map(({ id, version }) => [id, { version }]))
  for (const { row, field, value } of edits)
    patches.set(row.id, { ...patches.get(row.id), [field.name]: value })
  return patches
}
