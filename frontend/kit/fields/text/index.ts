/** One line of free text. */

import { tooLong } from '../checks'
import { defineField } from '../contract'
import { Cell } from './cell'
import { textCompare } from './compare'

export const text = defineField<string>({
  key: 'text',
  version: 1,
  format: (value) => value ?? '',
  parse: (typed) => ({ ok: true, value: typed.trim() === '' ? null : typed.trim() }),
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: tooLong,
  toWire: (value) => value,
  width: { min: 96, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
