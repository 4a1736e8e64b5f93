/** An operator as it is read between a field and its value. Pure. */
import { type FieldPlan } from '../../meta/plan'
import { type Operator } from './condition'
import { familyOf } from './field-family'
import { type FilterWords } from './filter-messages'

export function operatorWord(
  operator: Operator,
  field: FieldPlan,
  words: FilterWords,
  count = 1,
): string {
  const family = familyOf(field)
  const many = family === 'choices' || family === 'links'
  const day = family === 'day'
  const set = family === 'choice' || family === 'link' || many
  const several = count > 1 || !set
  const plain: Record<Operator, string> = {
    '=': many ? words.has : day ? words.on : words.is,
    '!=': many ? words.hasNot : day ? words.notOn : words.isNot,
    '<': day ? words.before : words.less,
    '<=': words.atMost,
    '>': day ? words.after : words.more,
    '>=': words.atLeast,
    in: several ? (many ? words.hasOneOf : words.oneOf) : many ? words.has : words.is,
    'not in': several
      ? many
        ? words.hasNoneOf
        : words.notOneOf
      : many
        ? words.hasNot
        : words.isNot,
    contains: many ? words.has : words.contains,
    'not contains': many ? words.hasNot : words.notContains,
    'starts with': words.startsWith,
    'not starts with': words.notStartsWith,
    'ends with': words.endsWith,
    'not ends with': words.notEndsWith,
    between: words.between,
    'not between': words.notBetween,
    'is empty': words.isEmpty,
    'is not empty': words.isNotEmpty,
    last_days: words.lastDays,
    next_days: words.nextDays,
  }
  return plain[operator]
}
