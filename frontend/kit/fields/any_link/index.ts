/** One record of any of a few entities. */
import { type AnyRef } from '../../meta/wire'
import { defineField } from '../contract'
import { compareTitles, titleText } from '../reference'
import { Cell } from './cell'

export const anyLink = defineField<AnyRef>({
  key: 'any_link',
  version: 1,
  format: (value, _field, context) => titleText(value?.title, context),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: compareTitles,
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  toWire: (value) => (value === null ? null : { entity: value.entity, id: value.id }),
  width: { min: 120, ideal: 160 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
