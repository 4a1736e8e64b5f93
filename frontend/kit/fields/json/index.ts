/** Any JSON another system sends along. */
import { type Json } from '../../meta/wire'
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { jsonLine, parseJson } from './json'

export const json = defineField<Json>({
  key: 'json',
  version: 1,
  format: (value) => (value === null ? '' : jsonLine(value)),
  parse: parseJson,
  compare: (a, b) => textCompare(a === null ? null : jsonLine(a), b === null ? null : jsonLine(b)),
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 120, ideal: 200 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
