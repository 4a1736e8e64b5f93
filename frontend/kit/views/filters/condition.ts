/** The part of the filter language a chip can edit: one field, one operator, plain operands. Everything else stays text. */

export const OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'contains',
  'not contains',
  'starts with',
  'not starts with',
  'ends with',
  'not ends with',
  'between',
  'not between',
  'is empty',
  'is not empty',
  'last_days',
  'next_days',
] as const
export type Operator = (typeof OPERATORS)[number]

/** Days the language knows by name; some count. */
export const DAY_CALLS = [
  'days_ago',
  'in_days',
  'start_of_week',
  'start_of_month',
  'start_of_year',
] as const
export type DayCall = (typeof DAY_CALLS)[number]
export const isCounted = (call: DayCall): boolean => call === 'days_ago' || call === 'in_days'

export type Operand =
  | { is: 'text'; value: string }
  /** As digits with a point: no digit is lost to a float. */
  | { is: 'number'; value: string }
  | { is: 'boolean'; value: boolean }
  /** Without its `$`. */
  | { is: 'variable'; value: string }
  | { is: 'day'; value: DayCall; count: number | null }

export interface Condition {
  is: 'condition'
  /** Names joined by dots. */
  path: string
  operator: Operator
  operands: Operand[]
}

/** What no chip can edit, word for word. `loose`: needs brackets beside other parts. */
export interface FreeText {
  is: 'free'
  text: string
  loose: boolean
}

/** All of them must hold. */
export type FilterPart = Condition | FreeText

/** How many operands an operator takes; null: one or more. */
export function operandsOf(operator: Operator): number | null {
  if (operator === 'is empty' || operator === 'is not empty') return 0
  if (operator === 'in' || operator === 'not in') return null
  return operator === 'between' || operator === 'not between' ? 2 : 1
}

/** Nothing is missing: it can be asked. */
export function isComplete({ operator, operands }: Condition): boolean {
  const wanted = operandsOf(operator)
  if (wanted === null) return operands.length > 0
  const isBlank = operands.some((one) => one.is === 'text' && one.value === '')
  return operands.length === wanted && (wanted < 2 || !isBlank)
}
