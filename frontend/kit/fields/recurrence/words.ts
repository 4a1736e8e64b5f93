/** The pieces of the sentence of a rule, in each language. */
import { type Locale } from '../../i18n/messages'
import { type Frequency } from './rule'

export interface RuleWords {
  every: (frequency: Frequency, interval: number) => string
  workdays: string
  /** Before weekdays from Monday to Friday, and before the weekend's. */
  onWeek: string
  onEnd: string
  plural: (index: number, name: string) => string
  onDay: (day: number) => string
  onLastDay: string
  onNth: (nth: number, isWeekend: boolean, name: string) => string
  onDate: (day: number, month: string) => string
  ofMonth: (month: string) => string
  inMonth: (month: string) => string
  until: (day: string) => string
  times: (count: number) => string
}

type Unit = Record<Frequency, [one: string, many: string]>

const every =
  (units: Unit, each: (frequency: Frequency, unit: string) => string, many: string) =>
  (frequency: Frequency, interval: number) =>
    interval === 1
      ? each(frequency, units[frequency][0])
      : `${many} ${interval} ${units[frequency][1]}`

const pt: RuleWords = {
  every: every(
    {
      DAILY: ['dia', 'dias'],
      WEEKLY: ['semana', 'semanas'],
      MONTHLY: ['mês', 'meses'],
      YEARLY: ['ano', 'anos'],
    },
    (frequency, unit) => `${frequency === 'WEEKLY' ? 'toda' : 'todo'} ${unit}`,
    'a cada',
  ),
  workdays: 'de segunda a sexta',
  onWeek: 'às ',
  onEnd: 'aos ',
  plural: (_index, name) => `${name.replace('-feira', '')}s`,
  onDay: (day) => `no dia ${day === 1 ? '1º' : day}`,
  onLastDay: 'no último dia',
  onNth: (nth, isWeekend, name) => {
    const feminine = ['', 'primeira', 'segunda', 'terceira', 'quarta']
    const masculine = ['', 'primeiro', 'segundo', 'terceiro', 'quarto']
    if (nth === -1) return `${isWeekend ? 'no último' : 'na última'} ${name}`
    return isWeekend ? `no ${masculine[nth]} ${name}` : `na ${feminine[nth]} ${name}`
  },
  onDate: (day, month) => `em ${day === 1 ? '1º' : day} de ${month}`,
  ofMonth: (month) => `de ${month}`,
  inMonth: (month) => `em ${month}`,
  until: (day) => `, até ${day}`,
  times: (count) => (count === 1 ? ', uma vez' : `, ${count} vezes`),
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth']

const en: RuleWords = {
  every: every(
    {
      DAILY: ['day', 'days'],
      WEEKLY: ['week', 'weeks'],
      MONTHLY: ['month', 'months'],
      YEARLY: ['year', 'years'],
    },
    (_frequency, unit) => `every ${unit}`,
    'every',
  ),
  workdays: 'from Monday to Friday',
  onWeek: 'on ',
  onEnd: 'on ',
  plural: (_index, name) => `${name}s`,
  onDay: (day) => `on day ${day}`,
  onLastDay: 'on the last day',
  onNth: (nth, _isWeekend, name) => `on the ${nth === -1 ? 'last' : ORDINALS[nth]} ${name}`,
  onDate: (day, month) => `on ${month} ${day}`,
  ofMonth: (month) => `of ${month}`,
  inMonth: (month) => `in ${month}`,
  until: (day) => `, until ${day}`,
  times: (count) => (count === 1 ? ', once' : `, ${count} times`),
}

const PRIMEROS = ['', 'primer', 'segundo', 'tercer', 'cuarto']

const es: RuleWords = {
  every: every(
    {
      DAILY: ['día', 'días'],
      WEEKLY: ['semana', 'semanas'],
      MONTHLY: ['mes', 'meses'],
      YEARLY: ['año', 'años'],
    },
    (_frequency, unit) => `cada ${unit}`,
    'cada',
  ),
  workdays: 'de lunes a viernes',
  onWeek: 'los ',
  onEnd: 'los ',
  plural: (index, name) => (index > 4 ? `${name}s` : name),
  onDay: (day) => `el día ${day}`,
  onLastDay: 'el último día',
  onNth: (nth, _isWeekend, name) => `el ${nth === -1 ? 'último' : PRIMEROS[nth]} ${name}`,
  onDate: (day, month) => `el ${day} de ${month}`,
  ofMonth: (month) => `de ${month}`,
  inMonth: (month) => `en ${month}`,
  until: (day) => `, hasta el ${day}`,
  times: (count) => (count === 1 ? ', una vez' : `, ${count} veces`),
}

export const ruleWords: Record<Locale, RuleWords> = { 'pt-BR': pt, en, es }
