/** Free words on a record. */
import { defineField } from '../contract'
import { Cell } from './cell'
import { tagFault } from './messages'
import { addTags, LONGEST, MOST } from './tags'

export const tags = defineField<string[]>({
  key: 'tags',
  version: 1,
  format: (value) => (value ?? []).join(', '),
  parse: (typed) => {
    const found = addTags([], typed)
    return { ok: true, value: found.length === 0 ? null : found }
  },
  compare: (a, b) => {
    const [left, right] = [a?.[0], b?.[0]]
    if (left === undefined || right === undefined)
      return left === right ? 0 : left === undefined ? 1 : -1
    return left.localeCompare(right, 'pt-BR', { sensitivity: 'base' })
  },
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: (value) => {
    if ((value ?? []).some((tag) => [...tag].length > LONGEST)) return ['tags.length']
    return (value ?? []).length > MOST ? ['tags.count'] : []
  },
  faultText: (code, _field, context) => tagFault(code, context.locale),
  toWire: (value) => value ?? [],
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
