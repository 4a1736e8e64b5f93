/** A number the engine gives when a record is created: "OS-2026-00012". */
import { defineField } from '../contract'
import { textCompare } from '../text/compare'
import { Cell } from './cell'

export const autoNumber = defineField<string>({
  key: 'auto_number',
  version: 1,
  format: (value) => value ?? '',
  parse: (typed) => ({ ok: true, value: typed.trim() === '' ? null : typed.trim() }),
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  toWire: (value) => value,
  width: { min: 104, ideal: 124 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
