/** One record of another entity. */
import { type RecordRef } from '../../meta/wire'
import { defineField } from '../contract'
import { compareTitles, titleText } from '../reference'
import { Cell } from './cell'

export const link = defineField<RecordRef>({
  key: 'link',
  version: 1,
  format: (value, _field, context) => titleText(value?.title, context),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: compareTitles,
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  toWire: (value) => value?.id ?? null,
  width: { min: 100, ideal: 140 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
