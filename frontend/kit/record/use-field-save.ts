/** Editing one field in place as explicit states: one field saves at once, what was typed is never lost. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { updateRecord } from '../client/data'
import { type ApiProblem, isProblem } from '../client/problem'
import { faultSentence } from '../fields/checks'
import { fieldMessages } from '../fields/field-messages'
import { isMirror } from '../fields/reference'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { toast } from '../ui/toaster'
import { acceptRow, patchRecord } from './record-cache'
import { recordMessages } from './record-messages'
import { fieldOf, wordsOf } from './use-draft'
import { useUndo } from './use-undo'

/** Another field a rule asks for before this one can be saved: filled here, saved together. */
export interface Companion {
  field: FieldPlan
  value: unknown
  /** What was there when it came in sight. */
  start: unknown
  error: string | null
}

/** The record as it was when the edit began: live changes refresh the row below an open editor. */
interface Opened {
  value: unknown
  version: number
}

export type FieldSave =
  | { kind: 'idle' }
  | { kind: 'editing'; value: unknown; error: string | null; also: readonly Companion[] }
  | { kind: 'saving'; value: unknown }
  /** The server said no, or did not answer: the value stays, with the reason. */
  | {
      kind: 'failed'
      value: unknown
      error: string | null
      canRetry: boolean
      also: readonly Companion[]
    }
  /** Someone saved the same field first: both values, the person chooses. */
  | { kind: 'conflict'; yours: unknown; theirs: unknown; version: number }

export interface FieldSaver {
  state: FieldSave
  edit: () => void
  change: (value: unknown) => void
  changeAlso: (name: string, value: unknown) => void
  commit: () => void
  cancel: () => void
  retry: () => void
  keepMine: () => void
  useTheirs: () => void
}

const idle: FieldSave = { kind: 'idle' }

const wireOf = (field: FieldPlan, value: unknown) =>
  fieldKinds.get(field.editor)?.toWire(value) ?? null
const canFill = (field: FieldPlan) =>
  field.access === 'editable' &&
  !field.pipeline &&
  !isMirror(field) &&
  fieldKinds.get(field.editor) !== undefined

export function useFieldSave(entity: EntityPlan, row: Row, field: FieldPlan): FieldSaver {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(recordMessages)
  const faults = useMessages(fieldMessages)
  const undo = useUndo()
  const [state, setState] = useState<FieldSave>(idle)
  const latest = useRef<unknown>(null)
  const also = useRef<readonly Companion[]>([])
  const opened = useRef<Opened>({ value: null, version: row.version })
  const kind = fieldKinds.get(field.editor)
  const stored = row[field.name] ?? null

  async function save(value: unknown): Promise<void> {
    if (!kind) return
    const { value: base, version } = opened.current
    setState({ kind: 'saving', value })
    const others = also.current.filter((one) => !isSame(one.field, one.value, one.start))
    const together = [{ field, value }, ...others]
    const patch = Object.fromEntries(together.map((one) => [one.field.name, one.value]))
    const rollback = await patchRecord(client, entity.name, row.id, patch)
    try {
      const wire = together.map((one) => [one.field.name, wireOf(one.field, one.value)])
      const starts = others.map((one) => [one.field.name, one.start])
      const before = { ...Object.fromEntries(starts), [field.name]: base }
      const values = Object.fromEntries(wire)
      const saved = await updateRecord(entity.name, row.id, version, values, before)
      acceptRow(client, entity.name, saved.row)
      also.current = []
      setState(idle)
      const { changeSet } = saved
      toast({
        text: words.saved(field.label),
        tone: 'ok',
        undo: changeSet === null ? undefined : () => void undo(changeSet),
        changeSet: changeSet ?? undefined,
      })
    } catch (error) {
      rollback()
      setState(refusal(error, value))
    }
  }

  function refusal(error: unknown, value: unknown): FieldSave {
    const problem = isProblem(error) ? error : null
    const item = problem?.of(field.name)[0] ?? problem?.errors[0]
    if (problem?.isConflict) {
      const theirs = item && 'theirs' in item ? (item.theirs ?? null) : stored
      return { kind: 'conflict', yours: value, theirs, version: problem.version ?? row.version }
    }
    also.current = problem && !problem.isTemporary ? companions(problem) : also.current
    const asked = also.current.some((one) => one.error !== null)
    const own = asked ? problem?.of(field.name)[0] : item
    const reason = problem && !problem.isTemporary ? (own ? wordsOf(own) : problem.detail) : ''
    return {
      kind: 'failed',
      value,
      error: asked && !own ? null : reason || words.notSaved,
      canRetry: problem?.isTemporary ?? true,
      also: also.current,
    }
  }

  /** The other fields the refusal names, after those already shown. */
  function companions(problem: ApiProblem): Companion[] {
    const kept = also.current.map((one) => one.field)
    const named = problem.errors.flatMap((item) => entity.fieldByName.get(fieldOf(item)) ?? [])
    const others = [...new Set([...kept, ...named])].filter(
      (one) => one.name !== field.name && canFill(one),
    )
    return others.map((one) => {
      const item = problem.of(one.name)[0]
      const shown = also.current.find((before) => before.field === one)
      const start = shown ? shown.start : (row[one.name] ?? null)
      return {
        field: one,
        value: shown ? shown.value : start,
        start,
        error: item ? wordsOf(item) : null,
      }
    })
  }

  const isSame = (of: FieldPlan, value: unknown, before: unknown) =>
    value === before || JSON.stringify(wireOf(of, value)) === JSON.stringify(wireOf(of, before))
  const wrongIn = (of: FieldPlan, value: unknown): string | null => {
    const own = fieldKinds.get(of.editor)
    return own ? faultSentence(own, value, of, context, faults) : null
  }

  return {
    state,
    edit: () => {
      latest.current = stored
      opened.current = { value: stored, version: row.version }
      also.current = []
      setState({ kind: 'editing', value: stored, error: null, also: [] })
    },
    change: (value) => {
      latest.current = value
      setState({ kind: 'editing', value, error: null, also: also.current })
    },
    changeAlso: (name, value) => {
      also.current = also.current.map((one) =>
        one.field.name === name ? { ...one, value, error: null } : one,
      )
      setState((now) =>
        now.kind === 'editing' || now.kind === 'failed' ? { ...now, also: also.current } : now,
      )
    },
    commit: () => {
      if (!kind || (state.kind !== 'editing' && state.kind !== 'failed')) return
      const value = latest.current
      const error = wrongIn(field, value)
      const unread = also.current.map((one) => ({
        ...one,
        error: one.error ?? wrongIn(one.field, one.value),
      }))
      if (error !== null || (state.kind === 'failed' && unread.some((one) => one.error !== null))) {
        also.current = unread
        const refused = state.kind === 'failed' && error === null
        setState(
          refused ? { ...state, also: unread } : { kind: 'editing', value, error, also: unread },
        )
      } else if (isSame(field, value, opened.current.value)) setState(idle)
      else void save(value)
    },
    cancel: () =>
      setState((now) => (now.kind === 'saving' || now.kind === 'conflict' ? now : idle)),
    retry: () => state.kind === 'failed' && void save(latest.current),
    keepMine: () => {
      if (state.kind !== 'conflict') return
      opened.current = { value: state.theirs, version: state.version }
      void save(state.yours)
    },
    useTheirs: () => {
      if (state.kind !== 'conflict') return
      acceptRow(client, entity.name, {
        id: row.id,
        version: state.version,
        [field.name]: state.theirs,
      })
      setState(idle)
    },
  }
}
