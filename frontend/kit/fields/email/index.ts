/** One e-mail address. */
import { defineField } from '../contract'
import { plainFault } from '../plain-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { parseEmail } from './email'

export const email = defineField<string>({
  key: 'email',
  version: 1,
  format: (value) => value ?? '',
  parse: parseEmail,
  compare: textCompare,
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: () => [],
  faultText: plainFault,
  href: (value) => (value ? `mailto:${value}` : null),
  toWire: (value) => value,
  width: { min: 140, ideal: 200 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
