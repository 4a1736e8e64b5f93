/** Values being typed, their faults and what the server said about them. Faults show after a field was left or on submit. */
import { useState } from 'react'
import { type Values } from '../client/data'
import { isProblem } from '../client/problem'
import { faultsOf } from '../fields/checks'
import { faultText, fieldMessages } from '../fields/field-messages'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type ProblemItem } from '../meta/wire'

export interface Draft {
  values: Record<string, unknown>
  dirty: boolean
  set: (field: FieldPlan, value: unknown) => void
  /** The fault to show under a field, if any. */
  errorOf: (field: FieldPlan) => string | null
  left: (field: FieldPlan) => void
  /** Shows every fault; the fields that have one, in order. */
  check: () => { field: FieldPlan; text: string }[]
  /** Only what changed, ready to send. */
  changes: () => Values
  /** Every writable value, ready to send. */
  wire: () => Values
  /** Puts the server's faults under their fields; the ones that belong to no field are returned. */
  take: (error: unknown) => ProblemItem[]
  reset: (values: Record<string, unknown>) => void
}

export function useDraft(
  fields: readonly FieldPlan[],
  start: Record<string, unknown>,
  isRequired: (field: FieldPlan) => boolean = (field) => field.required,
  problems: readonly ProblemItem[] = [],
): Draft {
  const context = useLocale()
  const words = useMessages(fieldMessages)
  const [values, setValues] = useState(start)
  const [initial, setInitial] = useState(start)
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(() =>
    byField(atFields(problems)),
  )
  const known = new Set(fields.map((field) => field.name))

  const faultIn = (field: FieldPlan): string | null => {
    const kind = fieldKinds.get(field.editor)
    if (!kind || field.access !== 'editable') return null
    const code = faultsOf(kind, values[field.name] ?? null, field, context, isRequired(field))[0]
    return code === undefined
      ? null
      : faultText(code, field, words, (value) => kind.format(value, field, context))
  }
  return {
    values,
    dirty: fields.some((field) => (values[field.name] ?? null) !== (initial[field.name] ?? null)),
    set: (field, value) => {
      setValues((before) => ({ ...before, [field.name]: value }))
      if (refused.has(field.name))
        setRefused(new Map([...refused].filter(([name]) => name !== field.name)))
    },
    errorOf: (field) => refused.get(field.name) ?? (seen.has(field.name) ? faultIn(field) : null),
    left: (field) => {
      // Leaving an empty field is not a fault yet; leaving a half-typed one is.
      const kind = fieldKinds.get(field.editor)
      if (kind && !kind.isEmpty(values[field.name]))
        setSeen((before) => new Set(before).add(field.name))
    },
    check: () => {
      setSeen(new Set(known))
      return fields.flatMap((field) => {
        const text = faultIn(field)
        return text ? [{ field, text }] : []
      })
    },
    changes: () =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const value = values[field.name] ?? null
          const kind = fieldKinds.get(field.editor)
          if (!kind || field.access !== 'editable' || value === (initial[field.name] ?? null))
            return []
          return [[field.name, kind.toWire(value)]]
        }),
      ),
    wire: () =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const kind = fieldKinds.get(field.editor)
          return kind && field.access === 'editable'
            ? [[field.name, kind.toWire(values[field.name] ?? null)]]
            : []
        }),
      ),
    take: (error) => {
      if (!isProblem(error)) return []
      const items = atFields(error.errors)
      setRefused(byField(items.filter((item) => known.has(fieldOf(item)))))
      return items.filter((item) => !known.has(fieldOf(item)))
    },
    reset: (next) => {
      setValues(next)
      setInitial(next)
      setSeen(new Set())
      setRefused(new Map())
    },
  }
}

export const fieldOf = (item: ProblemItem) =>
  item.path.replace(/^fields\./, '').split(/[.[]/)[0] ?? ''

/** A refused condition stands at each field it looks at. */
export const atFields = (items: readonly ProblemItem[]): ProblemItem[] =>
  items.flatMap((item) =>
    item.fields?.length
      ? item.fields.map((name) => ({ ...item, path: `fields.${name}`, fields: undefined }))
      : [item],
  )

/** What is wrong and how to mend it, in one line. */
export const wordsOf = (item: ProblemItem) =>
  item.hint ? `${item.message} ${item.hint}` : item.message

function byField(problems: readonly ProblemItem[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const item of problems)
    if (!found.has(fieldOf(item))) found.set(fieldOf(item), wordsOf(item))
  return found
}
