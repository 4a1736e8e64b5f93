/** A part of a hundred: "12.50" is 12,5%. */
import { defineField } from '../contract'
import { parsePercent } from '../decimal/decimal'
import { numberText, orderNumbers, outOfRange, settingOf } from '../number-text'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'

export const percent = defineField<string>({
  key: 'percent',
  version: 1,
  format: (value, _field, context) =>
    value === null ? '' : `${numberText(value, context.locale)}%`,
  parse: (typed, field, context) =>
    parsePercent(typed, context.locale, settingOf(field, 'decimals', 2)),
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: outOfRange,
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 72, ideal: 88 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
