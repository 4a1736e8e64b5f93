/** Whether a unique value is taken already: asked when its field is left, told with the record that has it. */
import { useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { loadList } from '../client/data'
import { titleText } from '../fields/reference'
import { fieldKinds } from '../fields/registry'
import { useLocale } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'

export interface Duplicate {
  id: string
  title: string
}

export interface Duplicates {
  of: (field: FieldPlan) => Duplicate | null
  /** Looks for a record with this value; one that may not be seen is the server's to refuse. */
  look: (field: FieldPlan, value: unknown) => void
  forget: (field: FieldPlan) => void
}

/** Kinds whose values a filter compares as they are sent. */
const COMPARED = new Set(['text', 'phone', 'email', 'cpf', 'cnpj', 'url', 'barcode', 'integer'])

/** A unique field whose value can be looked up before it is saved; of any other the server says so. */
export const isLookedUp = (field: FieldPlan): boolean =>
  field.unique === true &&
  field.access === 'editable' &&
  field.filterable &&
  COMPARED.has(field.editor)

/** A text as the filter language writes it. */
const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Null when nobody has it that this person may see. A list, so that an answer without a record is no fault. */
async function findTaken(
  entity: EntityPlan,
  field: string,
  value: string,
  signal: AbortSignal,
): Promise<Row | null> {
  const query = { filter: `${field} = ${value}`, fields: entity.title, limit: 1 }
  const found = await loadList(entity.name, query, signal)
  return found.data[0] ?? null
}

/** `values` are those the form starts with: what was typed before is looked up at once. */
export function useDuplicates(
  entity: EntityPlan,
  uniques: readonly FieldPlan[],
  values: Record<string, unknown>,
): Duplicates {
  const context = useLocale()
  const sentOf = (field: FieldPlan, value: unknown): string | null => {
    const kind = fieldKinds.get(field.editor)
    if (!kind || kind.isEmpty(value) || kind.validate(value, field, context).length > 0) return null
    const sent = kind.toWire(value)
    return typeof sent === 'number' ? String(sent) : quoted(String(sent))
  }
  const [asked, setAsked] = useState<ReadonlyMap<string, string | null>>(
    () => new Map(uniques.map((field) => [field.name, sentOf(field, values[field.name])])),
  )
  const answers = useQueries({
    queries: uniques.map((field) => {
      const value = asked.get(field.name) ?? null
      return {
        queryKey: ['taken', entity.name, field.name, value],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          findTaken(entity, field.name, value ?? '', signal),
        enabled: value !== null,
        staleTime: 10_000,
      }
    }),
  })
  const forget = useCallback(
    (field: FieldPlan) =>
      setAsked((before) =>
        (before.get(field.name) ?? null) === null ? before : new Map(before).set(field.name, null),
      ),
    [],
  )
  return {
    of: (field) => {
      const index = uniques.indexOf(field)
      const row = index < 0 ? null : answers[index]?.data
      if (!row || (asked.get(field.name) ?? null) === null) return null
      return { id: row.id, title: titleText(row[entity.title], context) || entity.label }
    },
    look: (field, value) =>
      setAsked((before) => new Map(before).set(field.name, sentOf(field, value))),
    forget,
  }
}
