/** A moment: RFC 3339 with offset on the wire, the clinic's clock in front of people. */
import { formatDateTime } from '../../meta/format'
import { defineField } from '../contract'
import { Cell } from './cell'
import { parseMoment } from './moment'

export const datetime = defineField<string>({
  key: 'datetime',
  version: 1,
  format: (value, _field, context) => (value ? formatDateTime(value, context) : ''),
  parse: (typed, _field, context) => parseMoment(typed, context),
  compare: (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return Date.parse(a) - Date.parse(b)
  },
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: (value) =>
    value !== null && Number.isNaN(Date.parse(value)) ? ['datetime.invalid'] : [],
  toWire: (value) => value,
  width: { min: 120, ideal: 136 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
