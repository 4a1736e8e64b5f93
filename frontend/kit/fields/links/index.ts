/** Several records of another entity, in order; the first may be the main one. */
import { type RecordRef } from '../../meta/wire'
import { defineField } from '../contract'
import { compareTitles, titleText } from '../reference'
import { Cell } from './cell'

export const links = defineField<RecordRef[]>({
  key: 'links',
  version: 1,
  format: (value, _field, context) =>
    (value ?? []).map((one) => titleText(one.title, context)).join(', '),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: (a, b) => compareTitles(a?.[0] ?? null, b?.[0] ?? null),
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: () => [],
  toWire: (value) => (value ?? []).map((one) => one.id),
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
