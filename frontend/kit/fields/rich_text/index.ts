/** Text with headings, lists, links and emphasis, as HTML the server has cleaned. */
import { toLocale } from '../../i18n/messages'
import { type FieldPlan } from '../../meta/plan'
import { defineField } from '../contract'
import { fieldMessages } from '../field-messages'
import { textCompare } from '../text/compare'
import { Cell } from './cell'
import { textOf } from './text-of'

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => ESCAPED[mark] ?? mark)

/** The markup counts too, as it does for the server. */
const mostOf = (field: FieldPlan) => Number(field.settings?.max_length ?? 200_000)

export const richText = defineField<string>({
  key: 'rich_text',
  version: 1,
  format: (value) => textOf(value ?? ''),
  parse: (typed) => {
    const lines = typed.split('\n').filter((line) => line.trim() !== '')
    const html = lines.map((line) => `<p>${escaped(line.trim())}</p>`).join('')
    return { ok: true, value: html === '' ? null : html }
  },
  compare: (a, b) => textCompare(a && textOf(a), b && textOf(b)),
  isEmpty: (value) => value === null || value === undefined || textOf(value) === '',
  validate: (value, field) => (value !== null && value.length > mostOf(field) ? ['too_long'] : []),
  faultText: (code, field, context) =>
    code === 'too_long' ? fieldMessages[toLocale(context.locale)].tooLong(mostOf(field)) : null,
  toWire: (value) => value,
  width: { min: 160, ideal: 260 },
  align: 'start',
  cardLines: 2,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
