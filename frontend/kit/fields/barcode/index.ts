/** What a scanner reads of a bar code or a QR code. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { formatOf, parseBarcode } from './barcode'
import { Cell } from './cell'

export const barcode = defineField<string>({
  key: 'barcode',
  version: 1,
  format: (value) => value ?? '',
  parse: (typed, field) => parseBarcode(typed, formatOf(field)),
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 112, ideal: 132 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
