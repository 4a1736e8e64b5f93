/** A record as another one points at it. The title may be a moment (an appointment's start): then it reads as one. Pure. */
import { formatDateTime } from '../meta/format'
import { type FieldPlan } from '../meta/plan'
import { type RecordRef, type Row } from '../meta/wire'
import { type FieldContext } from './contract'

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

export function titleText(title: unknown, context: FieldContext): string {
  const text = title === null || title === undefined ? '' : String(title)
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? formatDateTime(text, context) : text
}

/** A row of a list as the reference that would be kept. */
export function toReference(row: Row, titleField: string): RecordRef {
  const title = row[titleField]
  return { id: row.id, title: title === null || title === undefined ? '' : String(title) }
}

export function compareTitles(a: RecordRef | null, b: RecordRef | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a.title.localeCompare(b.title, 'pt-BR', { sensitivity: 'base' })
}

/** The other side of a link: changed over there. Rows of a table are changed here all the same. */
export const isMirror = (field: FieldPlan): boolean =>
  Boolean(field.inverse) && field.editor !== 'table'
