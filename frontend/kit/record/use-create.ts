/** A record being made: its draft kept in the tab, its faults, its saving. The dialog only draws it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { makeRecord } from '../client/data'
import { isProblem } from '../client/problem'
import { useSession } from '../client/session'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type ProblemItem, type RecordRef, type Row } from '../meta/wire'
import { toast } from '../ui/toaster'
import { createMessages } from './create-messages'
import { type Fault } from './fault-summary'
import { forgetDraft, keepDraft, keptDraft, storable } from './kept-draft'
import { recordMessages } from './record-messages'
import { useDefaults } from './use-defaults'
import { atFields, type Draft, fieldOf, useDraft } from './use-draft'
import { useUndo } from './use-undo'

const KEEP_AFTER = 500

interface CreateOptions {
  entity: EntityPlan
  fields: readonly FieldPlan[]
  given: Partial<Row>
  isRequired: (field: FieldPlan) => boolean
  goTo: (field: FieldPlan) => void
  onDone: (row: Row) => void
}

export interface Creation {
  draft: Draft
  busy: boolean
  /** Each draft of this dialog has a number: a new one starts with empty editors. */
  round: number
  /** When the draft that was gone on with had been kept. */
  restoredAt: Date | null
  isKept: boolean
  summary: Fault[]
  save: (again: boolean) => Promise<void>
  startOver: () => void
  forget: () => void
  keep: () => void
}

/** Drafts of one form over one record are apart from those over another. */
const draftName = (entity: EntityPlan, given: Partial<Row>) =>
  ['create', entity.name, ...Object.values(given).map((one) => idOf(one))].join('.')
const idOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as RecordRef).id : String(value)

/** What the caller gives is not the draft's to say. */
const without = (values: Record<string, unknown>, given: Partial<Row>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !(name in given)))

export function useCreate(options: CreateOptions): Creation {
  const { entity, fields, given, isRequired, goTo, onDone } = options
  const words = useMessages(recordMessages)
  const create = useMessages(createMessages)
  const context = useLocale()
  const client = useQueryClient()
  const undo = useUndo()
  const { member } = useSession()
  const what = draftName(entity, given)
  const start = useDefaults(fields, given)
  const [found] = useState(() => keptDraft<Record<string, unknown>>(member.id, what))
  const draft = useDraft(fields, start, isRequired, [], found && without(found.value, given))
  const [restoredAt, setRestoredAt] = useState(() => (found ? new Date(found.at) : null))
  const [isKept, setKept] = useState(found !== null)
  /** What the server said of no field; null until something stood in the way. */
  const [general, setGeneral] = useState<Fault[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(() => crypto.randomUUID())
  const [round, setRound] = useState(0)

  const keep = () => {
    keepDraft(member.id, what, storable(draft.values))
    setKept(true)
  }
  const autosave = useEffectEvent(() => {
    if (draft.dirty) keep()
  })
  useEffect(() => {
    const timer = setTimeout(() => autosave(), KEEP_AFTER)
    return () => clearTimeout(timer)
  }, [draft.values])

  const guard = useEffectEvent((event: BeforeUnloadEvent) => {
    if (draft.dirty) event.preventDefault()
  })
  useEffect(() => {
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [])

  const forget = () => {
    forgetDraft(member.id, what)
    setKept(false)
    setRestoredAt(null)
  }
  const empty = () => {
    draft.reset(start)
    setGeneral(null)
    setRound((before) => before + 1)
  }

  const save = async (again: boolean) => {
    if (busy) return
    const faults = draft.check()
    setGeneral(faults.length > 0 ? [] : null)
    if (faults[0]) return goTo(faults[0].field)
    setBusy(true)
    try {
      // Defaults that were not touched are sent too: what the person saw is what is saved.
      const filled = Object.fromEntries(
        Object.entries(draft.wire()).filter(([, value]) => value !== null),
      )
      const { row, changeSet } = await makeRecord(entity.name, filled, attempt)
      forget()
      // Lists of other entities may show it too: everything on screen is read again.
      void client.invalidateQueries({ queryKey: ['data'] })
      const title = titleText(row[entity.title], context)
      toast({
        text: words.createdToast(title),
        tone: 'ok',
        ...(changeSet && entity.can.delete
          ? {
              changeSet,
              undo: () =>
                void undo(changeSet, create.undone(title), {
                  entity: entity.name,
                  id: row.id,
                  version: row.version,
                }),
            }
          : {}),
      })
      setAttempt(crypto.randomUUID())
      setBusy(false)
      if (again) empty()
      else onDone(row)
    } catch (error) {
      setBusy(false)
      setAttempt(crypto.randomUUID())
      refuse(error)
    }
  }
  const refuse = (error: unknown) => {
    const rest: ProblemItem[] = draft.take(error)
    const lines = rest.map((item) => ({
      key: item.path + item.code,
      text: item.message,
      field: null,
    }))
    const refused = isProblem(error) ? atFields(error.errors).map(fieldOf) : []
    const first = fields.find((field) => refused.includes(field.name))
    const reason = isProblem(error) && error.detail ? error.detail : words.notSaved
    setGeneral(lines.length > 0 || first ? lines : [{ key: 'all', text: reason, field: null }])
    if (first) goTo(first)
  }
  const summary =
    general === null
      ? []
      : [
          ...fields.flatMap((field) => {
            const text = draft.errorOf(field)
            return text === null ? [] : [{ key: field.name, text, field }]
          }),
          ...general,
        ]
  return {
    draft,
    busy,
    round,
    restoredAt,
    isKept: isKept && draft.dirty,
    summary,
    save,
    startOver: () => {
      forget()
      empty()
    },
    forget,
    keep,
  }
}
