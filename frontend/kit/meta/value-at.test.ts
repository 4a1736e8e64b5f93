// @vitest-environment node
import { expect, it } from 'vitest'
import { valueAt } from './value-at'

const row = {
  id: '1',
  version: 1,
  name: 'Ombro',
  therapist: { id: '2', title: 'Ana', unit: { id: '3', title: 'Moema', city: 'SP' } },
  helpers: [
    { id: '4', title: 'Rui', phone: '+55' },
    { id: '5', title: 'Bia', phone: null },
  ],
  nobody: null,
}

it.each([
  ['name', 'Ombro'],
  ['therapist.title', 'Ana'],
  ['therapist.unit.city', 'SP'],
  ['helpers.phone', ['+55', null]],
  ['nobody.name', null],
  ['nothing', null],
  ['name.first', null],
])('%s', (name, value) => {
  expect(valueAt(row, name)).toEqual(value)
})
