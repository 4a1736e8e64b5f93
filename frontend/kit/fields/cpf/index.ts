/** CPF, kept as eleven digits, shown with its mask. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { maskCpf, parseCpf } from './cpf'

export const cpf = defineField<string>({
  key: 'cpf',
  version: 1,
  format: (value) => maskCpf(value ?? ''),
  parse: parseCpf,
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 128, ideal: 140 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
