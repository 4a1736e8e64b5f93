/** Rows of another entity, edited inside the record they belong to. */
import { defineField } from '../contract'
import { Cell } from './cell'
import { tableFault } from './messages'
import { type ChildRow, MOST_ROWS, rowsWire, rowTitle } from './rows'

export const table = defineField<ChildRow[]>({
  key: 'table',
  version: 1,
  format: (value) => (value ?? []).map(rowTitle).filter(Boolean).join(', '),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'invalid' },
  compare: (a, b) => {
    if (!a?.length || !b?.length) return (b?.length ?? 0) - (a?.length ?? 0)
    return a.length - b.length
  },
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: (value) => ((value ?? []).length > MOST_ROWS ? ['table.count'] : []),
  faultText: (code, _field, context) => tableFault(code, context.locale),
  toWire: rowsWire,
  width: { min: 120, ideal: 200 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
