/** One file, kept by the server; the field points at it. */
import { fileHref } from '../../client/files'
import { type FileRef } from '../../meta/wire'
import { defineField } from '../contract'
import { fileFault } from '../file-messages'
import { compareNames, fileWire } from '../file-text'
import { Cell } from './cell'

export const file = defineField<FileRef>({
  key: 'file',
  version: 1,
  format: (value) => value?.name ?? '',
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: compareNames,
  isEmpty: (value) => value === null || value === undefined,
  validate: () => [],
  faultText: fileFault,
  href: (value) => fileHref(value.id),
  toWire: fileWire,
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
