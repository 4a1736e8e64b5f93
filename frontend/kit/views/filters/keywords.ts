/** The words of the filter language in English and Portuguese, and what they mean (metamodel/expression/grammar.lark). */
import { DAY_CALLS, type DayCall, type Operator } from './condition'

export const WORDS: Record<string, string> = {
  or: 'or',
  ou: 'or',
  and: 'and',
  e: 'and',
  not: 'not',
  nao: 'not',
  in: 'in',
  em: 'in',
  between: 'between',
  entre: 'between',
  contains: 'contains',
  contem: 'contains',
  true: 'true',
  verdadeiro: 'true',
  false: 'false',
  falso: 'false',
  null: 'null',
  nulo: 'null',
}
/** Two words that are one operator: first, second, meaning. */
export const PAIRS: [string, RegExp, Operator][] = [
  ['starts', /^with$/, 'starts with'],
  ['comeca', /^com$/, 'starts with'],
  ['ends', /^with$/, 'ends with'],
  ['termina', /^com$/, 'ends with'],
  ['is', /^empty$/, 'is empty'],
  ['esta', /^vazi[oa]$/, 'is empty'],
]
export const COMPARES: Record<string, Operator> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}
export const NEGATED: Partial<Record<Operator, Operator>> = {
  in: 'not in',
  contains: 'not contains',
  'starts with': 'not starts with',
  'ends with': 'not ends with',
  between: 'not between',
  'is empty': 'is not empty',
}
export const CALLS: Record<string, DayCall | 'last_days' | 'next_days'> = {
  ...Object.fromEntries(DAY_CALLS.map((call) => [call, call])),
  dias_atras: 'days_ago',
  em_dias: 'in_days',
  inicio_da_semana: 'start_of_week',
  inicio_do_mes: 'start_of_month',
  inicio_do_ano: 'start_of_year',
  last_days: 'last_days',
  ultimos_dias: 'last_days',
  next_days: 'next_days',
  proximos_dias: 'next_days',
}
export const CLOCK: Record<string, string> = {
  today: 'today',
  hoje: 'today',
  now: 'now',
  agora: 'now',
}
