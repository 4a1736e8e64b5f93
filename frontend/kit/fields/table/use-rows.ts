/** Rows being written. Blank ones stay on the screen and are not sent; one that is not right keeps the whole from being sent. */
import { useState } from 'react'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { faultsOf } from '../checks'
import { type FieldContext } from '../contract'
import { fieldKinds } from '../registry'
import { moved } from '../row-moves'
import { isUnreadable } from '../unreadable'
import { type ChildRow, UnreadableRows } from './rows'

export interface DraftRow {
  key: string
  row: ChildRow
}

export interface Rows {
  list: readonly DraftRow[]
  add: () => string
  set: (key: string, name: string, value: unknown) => void
  remove: (key: string) => void
  move: (from: number, to: number) => void
}

const asRows = (value: unknown): readonly ChildRow[] =>
  value instanceof UnreadableRows
    ? value.rows
    : Array.isArray(value) && !isUnreadable(value)
      ? value
      : []

let made = 0
/** Rows the server does not know yet are told apart on this screen only. */
const draft = (row: ChildRow): DraftRow => ({ key: row.id ?? `new-${++made}`, row })

export function useRows(
  value: unknown,
  entity: EntityPlan | null,
  columns: readonly FieldPlan[],
  context: FieldContext,
  onChange: (value: ChildRow[] | null) => void,
): Rows {
  const [list, setList] = useState<readonly DraftRow[]>(() => asRows(value).map(draft))
  const [sent, setSent] = useState(value)
  if (sent !== value) {
    setSent(value)
    setList(asRows(value).map(draft))
  }

  const isBlank = (row: ChildRow) =>
    row.id === undefined &&
    columns.every((column) => {
      const own = row[column.name]
      return own === undefined || (fieldKinds.get(column.editor)?.isEmpty(own) ?? own === null)
    })
  const isWrong = (row: ChildRow) =>
    columns.some((column) => {
      const kind = fieldKinds.get(column.editor)
      return (
        kind !== undefined && faultsOf(kind, row[column.name] ?? null, column, context).length > 0
      )
    })
  /** Only what is edited here: the rest of a row stays as the server has it. */
  const written = ({ row }: DraftRow): ChildRow => {
    const values = columns
      .filter((column) => column.name in row)
      .map((column) => [column.name, row[column.name]])
    return { ...(row.id === undefined ? {} : { id: row.id }), ...Object.fromEntries(values) }
  }
  const change = (next: readonly DraftRow[]) => {
    const rows = entity ? next.filter((one) => !isBlank(one.row)).map(written) : []
    const result = rows.some(isWrong) ? new UnreadableRows(rows) : rows.length > 0 ? rows : null
    setList(next)
    setSent(result)
    onChange(result as ChildRow[] | null)
  }
  return {
    list,
    add: () => {
      const row = draft({})
      setList([...list, row])
      return row.key
    },
    set: (key, name, own) =>
      change(
        list.map((one) => (one.key === key ? { ...one, row: { ...one.row, [name]: own } } : one)),
      ),
    remove: (key) => change(list.filter((one) => one.key !== key)),
    move: (from, to) => change(moved(list, from, to)),
  }
}
