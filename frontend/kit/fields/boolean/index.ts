/** Yes, no, or not said. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { booleanText, parseBoolean } from './boolean'
import { Cell } from './cell'

export const boolean = defineField<boolean>({
  key: 'boolean',
  version: 1,
  format: (value, _field, context) => booleanText(value, context),
  parse: parseBoolean,
  compare: (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a ? -1 : 1),
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 72, ideal: 88 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
