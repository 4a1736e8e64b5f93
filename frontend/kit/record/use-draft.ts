/** Values being typed, their faults and what the server said about them. Faults show after a field was left or on submit. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Values } from '../client/data'
import { isProblem } from '../client/problem'
import { faultSentence } from '../fields/checks'
import { fieldMessages } from '../fields/field-messages'
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
  /** Typed before, in another visit: it stands in place of what the form starts with. */
  kept: Record<string, unknown> | null = null,
): Draft {
  const context = useLocale()
  const words = useMessages(fieldMessages)
  const [values, setValues] = useState(() => (kept ? { ...start, ...kept } : start))
  const [initial, setInitial] = useState(start)
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(() =>
    byField(atFields(problems)),
  )
  const known = new Set(fields.map((field) => field.name))
  // These two stay the same, so that a form of two hundred fields draws one again and not all.
  const set = useCallback((field: FieldPlan, value: unknown) => {
    setValues((before) => ({ ...before, [field.name]: value }))
    setRefused((before) =>
      before.has(field.name)
        ? new Map([...before].filter(([name]) => name !== field.name))
        : before,
    )
  }, [])
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const left = useCallback((field: FieldPlan) => {
    // Leaving an empty field is not a fault yet; leaving a half-typed one is.
    const kind = fieldKinds.get(field.editor)
    if (kind && !kind.isEmpty(latest.current[field.name]))
      setSeen((before) => new Set(before).add(field.name))
  }, [])

  const faultIn = (field: FieldPlan): string | null => {
    const kind = fieldKinds.get(field.editor)
    if (!kind || field.access !== 'editable') return null
    const value = values[field.name] ?? null
    return faultSentence(kind, value, field, context, words, isRequired(field))
  }
  return {
    values,
    dirty: fields.some((field) => (values[field.name] ?? null) !== (initial[field.name] ?? null)),
    set,
    errorOf: (field) => refused.get(field.name) ?? (seen.has(field.name) ? faultIn(field) : null),
    left,
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
