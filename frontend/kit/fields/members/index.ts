/** Several people of the team, in order. */
import { type RecordRef } from '../../meta/wire'
import { defineField } from '../contract'
import { compareTitles } from '../reference'
import { Cell } from './cell'

export const members = defineField<RecordRef[]>({
  key: 'members',
  version: 1,
  format: (value) => (value ?? []).map((one) => one.title).join(', '),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: (a, b) => compareTitles(a?.[0] ?? null, b?.[0] ?? null),
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: () => [],
  toWire: (value) => (value ?? []).map((one) => one.id),
  width: { min: 110, ideal: 170 },
  align: 'start',
  cardLines: 0,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
