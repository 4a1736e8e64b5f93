/** A colour. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { parseColor } from './color'

export const color = defineField<string>({
  key: 'color',
  version: 1,
  format: (value) => value ?? '',
  parse: parseColor,
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 96, ideal: 112 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
