import { expect, it } from 'vitest'
import { plainWire } from './plain-wire'

it.each([
  ['text', 'text'],
  [null, null],
  [undefined, null],
  [{ id: 'a', title: 'Ana' }, 'a'],
  [{ id: 'a', title: 'Ana', trashed: true }, 'a'],
  [
    { entity: 'unit', id: 'a', title: 'Ana' },
    { entity: 'unit', id: 'a' },
  ],
  [{ id: 'f', name: 'x.pdf', content_type: 'application/pdf', size: 3 }, 'f'],
  [
    { lat: 1, lng: 2 },
    { lat: 1, lng: 2 },
  ],
  [
    [
      { id: 'a', title: 'Toxina', quantity: 2, by: { id: 'm', title: 'Bia' } },
      { id: 'b', title: 'Peeling', quantity: null, by: null },
    ],
    [
      { id: 'a', quantity: 2, by: 'm' },
      { id: 'b', quantity: null, by: null },
    ],
  ],
])('%j', (value, wire) => {
  expect(plainWire(value)).toEqual(wire)
})
