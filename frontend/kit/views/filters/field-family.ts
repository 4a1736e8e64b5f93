/** How a field is asked about: which operators it has and what its operands look like. Pure. */
import { type FieldPlan } from '../../meta/plan'
import { type Condition, type Operand, type Operator } from './condition'

export type Family =
  | 'text'
  | 'number'
  | 'clock'
  | 'day'
  | 'choice'
  | 'choices'
  | 'boolean'
  | 'link'
  | 'links'
  | 'own'
  | 'empty'

const DAYS = new Set(['date', 'datetime', 'created_at', 'updated_at'])
const CLOCKS = new Set(['time', 'duration'])
const OPTIONS = new Set(['choice', 'stage'])

export function familyOf(field: FieldPlan): Family {
  const has = (operator: string) => field.operators.includes(operator)
  if (field.type === 'boolean') return 'boolean'
  if (OPTIONS.has(field.type)) return 'choice'
  if (field.type === 'choices' || field.type === 'tags') return 'choices'
  if (DAYS.has(field.type)) return 'day'
  if (CLOCKS.has(field.type)) return 'clock'
  if (field.to && field.type !== 'table') return field.multiple ? 'links' : 'link'
  if (has('<')) return 'number'
  if (field.to || field.targets) return 'empty'
  if (has('contains')) return 'text'
  return has('=') ? 'own' : 'empty'
}

const EMPTY: Operator[] = ['is empty', 'is not empty']
const ORDER: Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'between']
/** Those offered, the likeliest first. `in` stands for `=` and `contains` too: one value or several. */
const OFFERED: Record<Family, Operator[]> = {
  text: ['contains', 'not contains', 'starts with', '=', '!=', 'in', 'not in'],
  number: ORDER,
  clock: ORDER,
  day: ['last_days', 'next_days', '=', '<', '<=', '>', '>=', 'between'],
  choice: ['in', 'not in'],
  choices: ['in', 'not in'],
  boolean: ['='],
  link: ['in', 'not in'],
  links: ['in', 'not in'],
  own: ['=', '!='],
  empty: [],
}

export function operatorsOf(field: FieldPlan): Operator[] {
  return [...OFFERED[familyOf(field)], ...EMPTY]
}

export function isFilterable(field: FieldPlan): boolean {
  return field.filterable && field.access !== 'masked'
}

const SETS = new Set<Family>(['choice', 'choices', 'link', 'links'])
const isList = (operand: Operand) =>
  operand.is === 'variable' && (operand.value === 'units' || operand.value === 'teams')

/** Of a family that picks from a set: the operator as it is offered, whatever the count of operands made of it. */
export function offeredOperator(field: FieldPlan, operator: Operator): Operator {
  if (!SETS.has(familyOf(field))) return operator
  if (operator === '=' || operator === 'contains') return 'in'
  return operator === '!=' || operator === 'not contains' ? 'not in' : operator
}

/** The condition as it is written: one value is `=`, several are `in`. */
export function settled(field: FieldPlan, condition: Condition): Condition {
  const family = familyOf(field)
  const { operator, operands } = condition
  const [first] = operands
  if (!SETS.has(family) || (operator !== 'in' && operator !== 'not in')) return condition
  if (operands.length !== 1 || !first || isList(first)) return condition
  const many = family === 'choices' || family === 'links'
  const one: Operator = operator === 'in' ? (many ? 'contains' : '=') : many ? 'not contains' : '!='
  return { ...condition, operator: one }
}

/** Variables of the asker that a field can be compared with. */
export function variablesOf(field: FieldPlan): string[] {
  if (field.to === 'member') return ['me']
  if (field.to === 'team') return ['teams']
  return field.to === 'unit' ? ['unit', 'units'] : []
}
