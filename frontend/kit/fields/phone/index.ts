/** Phone kept as E.164, shown as Brazilians write it. */
import { formatPhone } from '../../meta/format'
import { defineField } from '../contract'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { parsePhone } from './phone'

export const phone = defineField<string>({
  key: 'phone',
  version: 1,
  format: (value) => (value ? formatPhone(value) : ''),
  parse: (typed) => parsePhone(typed),
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  toWire: (value) => value,
  width: { min: 132, ideal: 144 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
