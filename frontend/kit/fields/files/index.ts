/** Several files, in order. */
import { type FileRef } from '../../meta/wire'
import { defineField } from '../contract'
import { fileFault } from '../file-messages'
import { compareNames } from '../file-text'
import { Cell } from './cell'

export const files = defineField<FileRef[]>({
  key: 'files',
  version: 1,
  format: (value) => (value ?? []).map((one) => one.name).join(', '),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: (a, b) => compareNames(a?.[0] ?? null, b?.[0] ?? null),
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: () => [],
  faultText: fileFault,
  toWire: (value) => (value ?? []).map((one) => one.id),
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
