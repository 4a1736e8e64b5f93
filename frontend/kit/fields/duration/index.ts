/** How long something takes. */
import { defineField } from '../contract'
import { orderNumbers, outOfRange } from '../number-text'
import { plainFault } from '../plain-messages'
import { Cell } from './cell'
import { durationText, parseDuration } from './duration'

export const duration = defineField<number>({
  key: 'duration',
  version: 1,
  // Limits come as text when a fault says them.
  format: (value) => (value === null ? '' : durationText(Number(value))),
  parse: parseDuration,
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined,
  validate: outOfRange,
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 88, ideal: 104 },
  align: 'end',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
