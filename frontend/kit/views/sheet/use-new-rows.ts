/** Rows that are not created yet: at the end of the sheet, kept until what they must have is filled in. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { createRecords, type Values } from '../../client/data'
import { isProblem } from '../../client/problem'
import { fieldMessages } from '../../fields/field-messages'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { atFields, fieldOf, wordsOf } from '../../record/use-draft'
import { useUndo } from '../../record/use-undo'
import { toast } from '../../ui/toaster'
import { announce } from '../../ui/visually-hidden'
import { cellFault, wireOf } from './cell-text'
import { sheetMessages } from './sheet-messages'

export interface NewRow {
  row: Row
  /** By field name; empty: of the row. */
  faults: Readonly<Record<string, string>>
  /** Must be filled in and has no column here. */
  hidden: readonly FieldPlan[]
  isSending: boolean
  /** Changed since it was last judged or sent. */
  isOpen: boolean
}

export interface NewRows {
  /** The last one is empty. */
  rows: readonly NewRow[]
  set: (changes: readonly { at: number; field: FieldPlan; value: unknown }[]) => number
  /** Creates those of which something is filled in, but the one the person is in. */
  settle: (except: number | null) => void
  /** Once more, as it is. */
  again: (at: number) => void
  discard: (at: number) => void
}

const empty = (): NewRow => ({
  row: { id: `new-${crypto.randomUUID()}`, version: 0 },
  faults: {},
  hidden: [],
  isSending: false,
  isOpen: false,
})

const filledIn = ({ row }: NewRow): string[] =>
  Object.keys(row).filter((name) => name !== 'id' && name !== 'version' && row[name] !== null)

export function useNewRows(
  entity: EntityPlan,
  fields: readonly FieldPlan[],
  onCreated: (changeSets: readonly string[]) => void,
): NewRows {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(sheetMessages)
  const faultWords = useMessages(fieldMessages)
  const undo = useUndo()
  const [rows, setRows] = useState<readonly NewRow[]>(() => (entity.can.create ? [empty()] : []))
  const latest = useRef(rows)
  const put = (next: readonly NewRow[]) => {
    const last = next.at(-1)
    const isOpen = entity.can.create && (!last || filledIn(last).length > 0 || last.isSending)
    latest.current = isOpen ? [...next, empty()] : next
    setRows(latest.current)
  }
  const required = entity.fields.filter(
    (field) =>
      field.access === 'editable' &&
      (field.required ||
        entity.pipelines.some((pipeline) =>
          pipeline.stageByKey.get(pipeline.initial)?.requires.includes(field.name),
        )),
  )
  const isEmpty = (field: FieldPlan, value: unknown) =>
    fieldKinds.get(field.editor)?.isEmpty(value) ?? true

  /** What keeps a row from being sent. */
  const judged = (one: NewRow): NewRow => {
    const missing = required.filter(
      (field) => isEmpty(field, one.row[field.name]) && (field.default ?? null) === null,
    )
    const faults: Record<string, string> = {}
    for (const name of filledIn(one)) {
      const field = entity.fieldByName.get(name)
      const why = field && cellFault(one.row[name], field, context, faultWords)
      if (why) faults[name] = why
    }
    for (const field of missing) faults[field.name] ??= words.mustFill(field.label)
    const hidden = missing.filter((field) => !fields.includes(field))
    const labels = hidden.map((field) => field.label).join(', ')
    if (hidden.length > 0) faults[''] = words.missingHidden(labels)
    return { ...one, faults, hidden, isOpen: false }
  }

  async function create(sent: readonly NewRow[]): Promise<void> {
    const ids = new Set(sent.map(({ row }) => row.id))
    const mark = (isSending: boolean) =>
      latest.current.map((one) => (ids.has(one.row.id) ? { ...one, isSending } : one))
    put(mark(true))
    const values = sent.map(
      (one): Values =>
        Object.fromEntries(
          filledIn(one).flatMap((name) => {
            const field = entity.fieldByName.get(name)
            return field ? [[name, wireOf(one.row[name], field)]] : []
          }),
        ),
    )
    try {
      const { rows: made, changeSet } = await createRecords(
        entity.name,
        values,
        crypto.randomUUID(),
      )
      put(latest.current.filter((one) => !ids.has(one.row.id)))
      void client.invalidateQueries({ queryKey: ['data'] })
      const sets = changeSet === null ? [] : [changeSet]
      onCreated(sets)
      toast({
        text: words.created(formatNumber(made.length, context.locale), made.length !== 1),
        tone: 'ok',
        undo: changeSet === null ? undefined : () => void undo(changeSet, words.undone),
        changeSet: changeSet ?? undefined,
      })
    } catch (error) {
      put(mark(false).map((one) => (ids.has(one.row.id) ? refused(one, sent, error) : one)))
      announce(isProblem(error) ? error.detail : words.failed)
      // All or none: those nothing was said of go without the others.
      const free = latest.current.filter(
        (one) => ids.has(one.row.id) && Object.keys(one.faults).length === 0,
      )
      if (free.length > 0 && free.length < sent.length) await create(free)
    }
  }

  function refused(one: NewRow, sent: readonly NewRow[], error: unknown): NewRow {
    const index = sent.findIndex(({ row }) => row.id === one.row.id)
    const problem = isProblem(error) ? error : null
    const own = (problem?.errors ?? []).filter((item) => item.path.startsWith(`${index}.`))
    const faults: Record<string, string> = {}
    for (const item of own) {
      const path = item.path.slice(`${index}.`.length)
      for (const at of atFields([{ ...item, path }])) {
        const name = fieldOf(at)
        const shown = fields.some((field) => field.name === name)
        faults[shown ? name : ''] ??= wordsOf(at)
      }
    }
    // Nothing was said of any row: each waits with the reason.
    if ((problem?.errors ?? []).length === 0) faults[''] = problem?.detail || words.failed
    return { ...one, faults }
  }

  return {
    rows,
    set: (changes) => {
      const next = [...latest.current]
      for (const { at, field, value } of changes) {
        while (next.length <= at) next.push(empty())
        const one = next[at] ?? empty()
        const { [field.name]: _, '': __, ...faults } = one.faults
        const row = { ...one.row, [field.name]: value }
        next[at] = { ...one, row, faults, isOpen: true }
      }
      put(next)
      return latest.current.length
    },
    settle: (except) => {
      const next = latest.current.map((one, at) =>
        at !== except && one.isOpen && filledIn(one).length > 0 ? judged(one) : one,
      )
      const ready = next.filter(
        (one, at) => one !== latest.current[at] && Object.keys(one.faults).length === 0,
      )
      if (next.some((one, at) => one !== latest.current[at])) put(next)
      if (ready.length > 0) void create(ready)
    },
    again: (at) => {
      const one = latest.current[at]
      if (!one || one.isSending) return
      const now = judged(one)
      put(latest.current.map((each) => (each === one ? now : each)))
      if (Object.keys(now.faults).length === 0) void create([now])
    },
    discard: (at) => put(latest.current.filter((_, index) => index !== at)),
  }
}
