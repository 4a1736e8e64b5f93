/** A postal address, the Brazilian way: CEP first. */
import { defineField } from '../contract'
import { type Address, addressFaults, addressText, addressWire, isBlank } from './address'
import { Cell } from './cell'
import { addressFault } from './messages'

export const address = defineField<Address>({
  key: 'address',
  version: 1,
  format: (value) => (value ? addressText(value) : ''),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'invalid' },
  compare: (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return addressText(a).localeCompare(addressText(b), 'pt-BR', { numeric: true })
  },
  isEmpty: (value) => value === null || value === undefined || isBlank(value),
  validate: (value) => (value ? addressFaults(value) : []),
  faultText: (code, _field, context) => addressFault(code, context.locale),
  toWire: addressWire,
  width: { min: 140, ideal: 240 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
