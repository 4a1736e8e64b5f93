/** A number of exact decimals. */
import { defineField } from '../contract'
import { numberText, orderNumbers, outOfRange, settingOf } from '../number-text'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'
import { parseDecimal } from './decimal'

export const decimal = defineField<string>({
  key: 'decimal',
  version: 1,
  format: (value, field, context) =>
    value === null ? '' : numberText(value, context.locale, settingOf(field, 'decimals', 2)),
  parse: (typed, field, context) =>
    parseDecimal(typed, context.locale, settingOf(field, 'decimals', 2), 'decimal'),
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: outOfRange,
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 84, ideal: 104 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
