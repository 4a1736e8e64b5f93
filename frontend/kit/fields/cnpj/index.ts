/** CNPJ, kept as fourteen characters, shown with its mask. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { maskCnpj, parseCnpj } from './cnpj'

export const cnpj = defineField<string>({
  key: 'cnpj',
  version: 1,
  format: (value) => maskCnpj(value ?? ''),
  parse: parseCnpj,
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 152, ideal: 164 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
