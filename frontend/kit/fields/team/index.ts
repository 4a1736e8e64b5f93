/** A team of the clinic. */
import { type RecordRef } from '../../meta/wire'
import { defineField } from '../contract'
import { compareTitles } from '../reference'
import { Cell } from './cell'

export const team = defineField<RecordRef>({
  key: 'team',
  version: 1,
  format: (value) => value?.title ?? '',
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: compareTitles,
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  toWire: (value) => value?.id ?? null,
  width: { min: 110, ideal: 140 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
