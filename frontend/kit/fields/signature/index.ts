/** A signature: a picture, drawn here or brought as a file. */
import { fileHref } from '../../client/files'
import { type FileRef } from '../../meta/wire'
import { defineField } from '../contract'
import { fileFault } from '../file-messages'
import { compareNames, fileWire, isImage } from '../file-text'
import { Cell } from './cell'

export const signature = defineField<FileRef>({
  key: 'signature',
  version: 1,
  format: (value) => value?.name ?? '',
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: compareNames,
  isEmpty: (value) => value === null || value === undefined,
  validate: (value) => (value && !isImage(value.content_type) ? ['file.image'] : []),
  faultText: fileFault,
  href: (value) => fileHref(value.id),
  toWire: fileWire,
  width: { min: 72, ideal: 110 },
  align: 'start',
  cardLines: 2,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
