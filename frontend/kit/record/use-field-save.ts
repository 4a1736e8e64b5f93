/** Editing one field in place as explicit states: one field saves at once, what was typed is never lost. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { updateRecord } from '../client/data'
import { type ApiProblem, isProblem } from '../client/problem'
import { faultsOf } from '../fields/checks'
import { faultText, fieldMessages } from '../fields/field-messages'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { announce } from '../ui/visually-hidden'
import { acceptRow, patchRecord } from './record-cache'
import { recordMessages } from './record-messages'
import { fieldOf, wordsOf } from './use-draft'

/** Another field a rule asks for before this one can be saved: filled here, saved together. */
export interface Companion {
  field: FieldPlan
  value: unknown
  error: string | null
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
  !field.inverse &&
  fieldKinds.get(field.editor) !== undefined

export function useFieldSave(entity: EntityPlan, row: Row, field: FieldPlan): FieldSaver {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(recordMessages)
  const faults = useMessages(fieldMessages)
  const [state, setState] = useState<FieldSave>(idle)
  const latest = useRef<unknown>(null)
  const also = useRef<readonly Companion[]>([])
  const base = useRef<unknown>(null) // what was there when the edit began
  const kind = fieldKinds.get(field.editor)
  const stored = row[field.name] ?? null

  async function save(value: unknown, version: number): Promise<void> {
    if (!kind) return
    setState({ kind: 'saving', value })
    const others = also.current.filter((one) => !isSame(one.field, one.value))
    const together = [{ field, value }, ...others]
    const patch = Object.fromEntries(together.map((one) => [one.field.name, one.value]))
    const rollback = await patchRecord(client, entity.name, row.id, patch)
    try {
      const wire = together.map((one) => [one.field.name, wireOf(one.field, one.value)])
      const before = { ...Object.fromEntries(startOf(others)), [field.name]: base.current }
      const values = Object.fromEntries(wire)
      const saved = await updateRecord(entity.name, row.id, version, values, before)
      acceptRow(client, entity.name, saved)
      also.current = []
      setState(idle)
      announce(words.saved(field.label))
    } catch (error) {
      rollback()
      setState(refusal(error, value))
    }
  }

  const startOf = (others: readonly Companion[]) =>
    others.map((one) => [one.field.name, row[one.field.name] ?? null])

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
      return {
        field: one,
        value: shown ? shown.value : (row[one.name] ?? null),
        error: item ? wordsOf(item) : null,
      }
    })
  }

  const isSame = (of: FieldPlan, value: unknown) => {
    const before = row[of.name] ?? null
    return (
      value === before || JSON.stringify(wireOf(of, value)) === JSON.stringify(wireOf(of, before))
    )
  }
  const wrongIn = (of: FieldPlan, value: unknown): string | null => {
    const own = fieldKinds.get(of.editor)
    const code = own ? faultsOf(own, value, of, context)[0] : undefined
    return own === undefined || code === undefined
      ? null
      : faultText(code, of, faults, (shown) => own.format(shown, of, context))
  }

  return {
    state,
    edit: () => {
      latest.current = stored
      base.current = stored
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
      } else if (isSame(field, value)) setState(idle)
      else void save(value, row.version)
    },
    cancel: () =>
      setState((now) => (now.kind === 'saving' || now.kind === 'conflict' ? now : idle)),
    retry: () => state.kind === 'failed' && void save(latest.current, row.version),
    keepMine: () => {
      if (state.kind !== 'conflict') return
      base.current = state.theirs
      void save(state.yours, state.version)
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
