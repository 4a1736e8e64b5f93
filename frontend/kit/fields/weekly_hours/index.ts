/** When something is open, day by day. */
import { type Json } from '../../meta/wire'
import { defineField } from '../contract'
import { Cell } from './cell'
import { hoursFault } from './messages'
import { DAYS, faultOf, isClosed, type Week, weekText } from './week'

const faultsOfWeek = (week: Week) =>
  DAYS.flatMap((day) => faultOf(week[day] ?? []) ?? []).slice(0, 1)

export const weeklyHours = defineField<Week>({
  key: 'weekly_hours',
  version: 1,
  format: (value, _field, context) => (value ? weekText(value, context.locale) : ''),
  parse: (typed) =>
    typed.trim() === '' ? { ok: true, value: null } : { ok: false, code: 'invalid' },
  compare: (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return weekText(a, 'pt-BR').localeCompare(weekText(b, 'pt-BR'), 'pt-BR')
  },
  isEmpty: (value) => value === null || value === undefined || isClosed(value),
  validate: (value) => (value ? faultsOfWeek(value) : []),
  faultText: (code, _field, context) => hoursFault(code, context.locale),
  toWire: (value) => (value === null || isClosed(value) ? null : (value as unknown as Json)),
  width: { min: 160, ideal: 260 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
