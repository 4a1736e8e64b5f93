/** Money as a decimal string of two digits. */
import { formatMoney } from '../../meta/format'
import { type FieldPlan } from '../../meta/plan'
import { defineField } from '../contract'
import { Cell } from './cell'
import { centsOf, parseMoney } from './money'

function outOfRange(value: string | null, field: FieldPlan): string[] {
  if (value === null) return []
  const cents = centsOf(value)
  if (field.min !== null && field.min !== undefined && cents < centsOf(String(field.min)))
    return ['below_min']
  if (field.max !== null && field.max !== undefined && cents > centsOf(String(field.max)))
    return ['above_max']
  return []
}

export const money = defineField<string>({
  key: 'money',
  version: 1,
  format: (value, field, context) =>
    value === null ? '' : formatMoney(value, field.currency ?? 'BRL', context.locale),
  parse: (typed) => parseMoney(typed),
  compare: (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    const difference = centsOf(a) - centsOf(b)
    return difference === 0n ? 0 : difference > 0n ? 1 : -1
  },
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: outOfRange,
  toWire: (value) => value,
  width: { min: 96, ideal: 116 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
