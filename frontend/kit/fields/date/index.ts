/** A calendar day, the same in every zone. */
import { defineField } from '../contract'
import { Cell } from './cell'
import { dayText, readDay } from './day'

export const date = defineField<string>({
  key: 'date',
  version: 1,
  format: (value) => (value ? dayText(value) : ''),
  parse: readDay,
  compare: (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1),
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  toWire: (value) => value,
  width: { min: 96, ideal: 104 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
