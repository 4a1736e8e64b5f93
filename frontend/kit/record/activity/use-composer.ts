/** One composer: what is typed for each tab, kept in the tab of the browser; saving shows the line at once and can be undone. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ActivityEntry } from '../../client/activity'
import { makeRecord } from '../../client/data'
import { isProblem } from '../../client/problem'
import { useSession } from '../../client/session'
import { faultSentence } from '../../fields/checks'
import { fieldMessages } from '../../fields/field-messages'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Json, type Row } from '../../meta/wire'
import { toast } from '../../ui/toaster'
import { forgetDraft, keepDraft, keptDraft, storable } from '../kept-draft'
import { defaultOf } from '../use-defaults'
import { atFields, fieldOf, wordsOf } from '../use-draft'
import { useUndo } from '../use-undo'
import { activityMessages } from './activity-messages'
import { isBlank, isNeeded, NOTHING, type Source, type Typed, textOf, valuesOf } from './sources'

interface Kept {
  tab: string
  typed: Record<string, Typed>
}

export interface Composer {
  tab: string
  typed: Typed
  /** Under the text, or under the field of that name. */
  faults: Readonly<Record<string, string>>
  fault: string | null
  valueOf: (field: FieldPlan) => unknown
  choose: (tab: string) => void
  write: (text: string) => void
  set: (field: FieldPlan, value: unknown) => void
  clear: () => void
  save: () => Promise<void>
}

/** `onPending` shows a line while it is on its way, and takes it away again. */
export function useComposer(
  entity: EntityPlan,
  row: Row,
  sources: readonly Source[],
  onPending: (entry: ActivityEntry | null) => void,
): Composer {
  const words = useMessages(activityMessages)
  const checks = useMessages(fieldMessages)
  const context = useLocale()
  const client = useQueryClient()
  const undo = useUndo()
  const { member } = useSession()
  const what = `activity.${entity.name}.${row.id}`
  const [kept, setKept] = useState<Kept>(() => {
    const found = keptDraft<Kept>(member.id, what)?.value
    const tab = sources.some((one) => one.key === found?.tab) ? found?.tab : sources[0]?.key
    return { tab: tab ?? '', typed: found?.typed ?? {} }
  })
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [fault, setFault] = useState<string | null>(null)
  const source = sources.find((one) => one.key === kept.tab)
  const typed = kept.typed[kept.tab] ?? NOTHING

  const keep = (next: Kept) => {
    setKept(next)
    if (Object.values(next.typed).every(isBlank)) forgetDraft(member.id, what)
    else keepDraft(member.id, what, { ...next, typed: storableOf(next.typed) })
  }
  const change = (next: Typed) => keep({ ...kept, typed: { ...kept.typed, [kept.tab]: next } })
  const settle = () => {
    setFaults({})
    setFault(null)
  }
  /** What stands in a field: typed, else what it starts with. "Now" stays open: time goes on while one writes. */
  const startOf = (field: FieldPlan): unknown =>
    typed.fields[field.name] ??
    (field.default === '$now' ? null : defaultOf(field, member, context.now()))

  const check = (asked: Source): boolean => {
    const found = asked.asked.flatMap((field) => {
      const kind = fieldKinds.get(field.editor)
      const text =
        kind && faultSentence(kind, startOf(field), field, context, checks, isNeeded(field))
      return text ? [[field.name, text] as const] : []
    })
    const isEmpty = textOf(asked, typed) === ''
    setFaults(Object.fromEntries(found))
    setFault(isEmpty ? words.emptyText : null)
    return !isEmpty && found.length === 0
  }
  const refuse = (asked: Source, error: unknown) => {
    const items = isProblem(error) ? atFields(error.errors) : []
    const names = new Set(asked.asked.map((field) => field.name))
    setFaults(
      Object.fromEntries(
        items
          .filter((item) => names.has(fieldOf(item)))
          .map((item) => [fieldOf(item), wordsOf(item)]),
      ),
    )
    const rest = items.filter((item) => !names.has(fieldOf(item))).map(wordsOf)
    const said = isProblem(error) ? error.detail : ''
    setFault([words.notSaved, ...(rest.length > 0 ? rest : [said])].filter(Boolean).join(' '))
  }

  const save = async () => {
    if (!source || !check(source)) return
    const before = kept
    const started = source.asked.map((field) => [field.name, startOf(field) as Json])
    const all = { text: typed.text, fields: Object.fromEntries(started) as Typed['fields'] }
    const values = valuesOf(source, all, entity, row)
    const at = context.now().toISOString()
    onPending({ kind: source.field.name, id: '', at, record: pendingRow(source, values, member) })
    const emptied = { ...kept.typed, [kept.tab]: NOTHING }
    keep({ ...kept, typed: emptied })
    settle()
    try {
      const { changeSet } = await makeRecord(source.target.name, values, crypto.randomUUID())
      const text = words.added(source.label)
      if (changeSet && source.target.can.delete)
        toast({ text, tone: 'ok', changeSet, undo: () => void undo(changeSet, words.undone) })
      else toast({ text, tone: 'ok' })
      await client.invalidateQueries({ queryKey: ['data'] })
    } catch (error) {
      keep(before)
      refuse(source, error)
    }
    onPending(null)
  }
  return {
    tab: kept.tab,
    typed,
    faults,
    fault,
    valueOf: startOf,
    choose: (tab) => {
      keep({ ...kept, tab })
      settle()
    },
    write: (text) => {
      change({ ...typed, text })
      if (fault !== null) setFault(null)
    },
    set: (field, value) => {
      change({ ...typed, fields: { ...typed.fields, [field.name]: value as Json } })
      if (faults[field.name] !== undefined)
        setFaults(Object.fromEntries(Object.entries(faults).filter(([key]) => key !== field.name)))
    },
    clear: () => {
      change(NOTHING)
      settle()
    },
    save,
  }
}

const storableOf = (typed: Record<string, Typed>): Record<string, Typed> =>
  Object.fromEntries(
    Object.entries(typed).map(([tab, one]) => [tab, { ...one, fields: storable(one.fields) }]),
  )

function pendingRow(
  source: Source,
  values: Record<string, Json>,
  member: { id: string; name: string },
): Row {
  const author = source.feed.author
  return {
    ...values,
    id: '',
    version: 0,
    ...(author ? { [author]: { id: member.id, title: member.name } } : {}),
  }
}
