/** Several records of another entity, in order; the first may be the main one. A link may hold values of its own. */
import { type Locale, toLocale } from '../../i18n/messages'
import { type RecordRef } from '../../meta/wire'
import { defineField } from '../contract'
import { plainWire } from '../plain-wire'
import { compareTitles, titleText } from '../reference'
import { isUnreadable } from '../unreadable'
import { Cell } from './cell'

const linksFault: Record<Locale, string> = {
  'pt-BR': 'Confira os valores de cada item.',
  en: 'Check the values of each item.',
  es: 'Revise los valores de cada elemento.',
}

export const links = defineField<RecordRef[]>({
  key: 'links',
  version: 1,
  format: (value, _field, context) =>
    (value ?? []).map((one) => titleText(one.title, context)).join(', '),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'unknown_option' },
  compare: (a, b) => compareTitles(a?.[0] ?? null, b?.[0] ?? null),
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: (value) =>
    (value ?? []).some((one) => Object.values(one).some(isUnreadable)) ? ['links.attributes'] : [],
  faultText: (code, _field, context) =>
    code === 'links.attributes' ? linksFault[toLocale(context.locale)] : null,
  toWire: (value) => (value ?? []).map(plainWire),
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
