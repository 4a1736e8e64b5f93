/** Where a record stands among others when people order them by hand. */
import { defineField } from '../contract'
import { numberText, orderNumbers } from '../number-text'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'
import { parsePosition } from './position'

export const position = defineField<string>({
  key: 'position',
  version: 1,
  format: (value, _field, context) => (value === null ? '' : numberText(value, context.locale)),
  parse: (typed, _field, context) => parsePosition(typed, context.locale),
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 72, ideal: 88 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
