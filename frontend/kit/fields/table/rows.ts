/** Child rows: which fields are their columns, what is written of them, and rows that are not right yet. Pure. */
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Json } from '../../meta/wire'
import { plainWire } from '../plain-wire'
import { Unreadable } from '../unreadable'

export type ChildRow = { id?: string } & Record<string, unknown>

export const MOST_ROWS = 200
const MOST_COLUMNS = 6
/** Editors as tall as a form of their own do not fit in a row. */
const TOO_TALL = new Set([
  'rich_text',
  'address',
  'geo',
  'weekly_hours',
  'recurrence',
  'file',
  'files',
  'image',
  'signature',
  'table',
  'json',
  'stage',
])

/** The fields a person fills in, without the link back to the record the rows stand in. */
export function columnsOf(entity: EntityPlan, back: string | null | undefined): FieldPlan[] {
  return entity.fields
    .filter(
      (field) =>
        field.access === 'editable' &&
        !field.hidden &&
        field.name !== back &&
        !field.inverse &&
        !TOO_TALL.has(field.editor),
    )
    .slice(0, MOST_COLUMNS)
}

export const rowsWire = (rows: readonly ChildRow[] | null): Json =>
  (rows ?? []).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainWire(value)])),
  )

/** Its title, or the first thing it says. */
export function rowTitle(row: ChildRow): string {
  if (typeof row.title === 'string' && row.title !== '') return row.title
  const { id: _, ...values } = row
  return String(
    Object.values(values).find((value) => typeof value === 'string' && value !== '') ?? '',
  )
}

/** Rows with a fault in them: kept as they are, not to be sent. */
export class UnreadableRows extends Unreadable {
  readonly rows: readonly ChildRow[]

  constructor(rows: readonly ChildRow[]) {
    super('', 'table.rows')
    this.rows = rows
  }
}
