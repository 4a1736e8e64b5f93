/** An hour of the day, the same in every zone. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'
import { parseTime } from './time'

export const time = defineField<string>({
  key: 'time',
  version: 1,
  format: (value) => value ?? '',
  parse: parseTime,
  compare: (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1),
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 72, ideal: 84 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
