/** Text of several lines, shown with its line breaks. */
import { tooLong } from '../checks'
import { defineField } from '../contract'
import { textCompare } from '../text/compare'
import { Cell } from './cell'

export const longText = defineField<string>({
  key: 'long_text',
  version: 1,
  format: (value) => value ?? '',
  parse: (typed) => ({ ok: true, value: typed.trim() === '' ? null : typed.trimEnd() }),
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: tooLong,
  toWire: (value) => value,
  width: { min: 160, ideal: 260 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
