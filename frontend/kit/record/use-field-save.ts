/** Editing one field in place as explicit states: one field saves at once, what was typed is never lost. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { updateRecord } from '../client/data'
import { isProblem } from '../client/problem'
import { faultsOf } from '../fields/checks'
import { faultText, fieldMessages } from '../fields/field-messages'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { announce } from '../ui/visually-hidden'
import { acceptRow, patchRecord } from './record-cache'
import { recordMessages } from './record-messages'
import { wordsOf } from './use-draft'

export type FieldSave =
  | { kind: 'idle' }
  | { kind: 'editing'; value: unknown; error: string | null }
  | { kind: 'saving'; value: unknown }
  /** The server said no, or did not answer: the value stays, with the reason. */
  | { kind: 'failed'; value: unknown; error: string; canRetry: boolean }
  /** Someone saved the same field first: both values, the person chooses. */
  | { kind: 'conflict'; yours: unknown; theirs: unknown; version: number }

export interface FieldSaver {
  state: FieldSave
  edit: () => void
  change: (value: unknown) => void
  commit: () => void
  cancel: () => void
  retry: () => void
  keepMine: () => void
  useTheirs: () => void
}

const idle: FieldSave = { kind: 'idle' }

export function useFieldSave(entity: EntityPlan, row: Row, field: FieldPlan): FieldSaver {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(recordMessages)
  const faults = useMessages(fieldMessages)
  const [state, setState] = useState<FieldSave>(idle)
  const latest = useRef<unknown>(null)
  const kind = fieldKinds.get(field.editor)
  const stored = row[field.name] ?? null

  async function save(value: unknown, version: number): Promise<void> {
    if (!kind) return
    setState({ kind: 'saving', value })
    const rollback = await patchRecord(client, entity.name, row.id, { [field.name]: value })
    try {
      const saved = await updateRecord(entity.name, row.id, version, {
        [field.name]: kind.toWire(value),
      })
      acceptRow(client, entity.name, saved)
      setState(idle)
      announce(words.saved(field.label))
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
    const reason = problem && !problem.isTemporary ? (item ? wordsOf(item) : problem.detail) : ''
    return {
      kind: 'failed',
      value,
      error: reason || words.notSaved,
      canRetry: problem?.isTemporary ?? true,
    }
  }

  const isSame = (value: unknown) =>
    value === stored ||
    (kind !== undefined &&
      JSON.stringify(kind.toWire(value)) === JSON.stringify(kind.toWire(stored)))

  return {
    state,
    edit: () => {
      latest.current = stored
      setState({ kind: 'editing', value: stored, error: null })
    },
    change: (value) => {
      latest.current = value
      setState({ kind: 'editing', value, error: null })
    },
    commit: () => {
      if (!kind || (state.kind !== 'editing' && state.kind !== 'failed')) return
      const value = latest.current
      const code = faultsOf(kind, value, field, context)[0]
      if (code !== undefined) {
        const error = faultText(code, field, faults, (shown) => kind.format(shown, field, context))
        setState({ kind: 'editing', value, error })
      } else if (isSame(value)) setState(idle)
      else void save(value, row.version)
    },
    cancel: () =>
      setState((now) => (now.kind === 'saving' || now.kind === 'conflict' ? now : idle)),
    retry: () => state.kind === 'failed' && void save(latest.current, row.version),
    keepMine: () => state.kind === 'conflict' && void save(state.yours, state.version),
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
