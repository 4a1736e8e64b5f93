/** How something repeats: an RFC 5545 rule, said as a sentence. */
import { defineField } from '../contract'
import { Cell } from './cell'
import { recurrenceFault } from './messages'
import { looksLikeRule, readRule, ruleFault, writeRule } from './rule'
import { ruleText } from './sentence'

export const recurrence = defineField<string>({
  key: 'recurrence',
  version: 1,
  format: (value, _field, context) => (value ? ruleText(value, context.locale) : ''),
  parse: (typed) => {
    if (typed.trim() === '') return { ok: true, value: null }
    if (!looksLikeRule(typed)) return { ok: false, code: 'recurrence.rule' }
    const rule = readRule(typed)
    return { ok: true, value: rule ? writeRule(rule) : typed.trim() }
  },
  compare: (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1),
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: (value) => {
    if (value === null) return []
    const rule = readRule(value)
    const fault = rule ? ruleFault(rule) : looksLikeRule(value) ? null : 'recurrence.rule'
    return fault ? [fault] : []
  },
  faultText: (code, _field, context) => recurrenceFault(code, context.locale),
  toWire: (value) => value,
  width: { min: 140, ideal: 240 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
