/** A web address. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { parseUrl, urlHref } from './url'

export const url = defineField<string>({
  key: 'url',
  version: 1,
  format: (value) => value ?? '',
  parse: parseUrl,
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  href: urlHref,
  toWire: (value) => value,
  width: { min: 120, ideal: 190 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
