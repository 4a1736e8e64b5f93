/** A whole number. */
import { defineField } from '../contract'
import { numberText, orderNumbers, outOfRange } from '../number-text'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'
import { parseInteger } from './integer'

export const integer = defineField<number>({
  key: 'integer',
  version: 1,
  format: (value, _field, context) =>
    value === null ? '' : numberText(String(value), context.locale),
  parse: (typed, _field, context) => parseInteger(typed, context.locale),
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined,
  validate: outOfRange,
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 72, ideal: 96 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
