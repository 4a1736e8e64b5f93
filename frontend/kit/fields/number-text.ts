/** Numbers as people write them on one side, plain decimal text on the other. Nothing passes through a float. Pure. */
import { formatNumber } from '../meta/format'
import { type FieldPlan } from '../meta/plan'

const PLAIN = /^-?\d+(?:\.\d+)?$/

/** "1.234,5", "1234,5" and "1234.5" are "1234.5" where the comma is the decimal mark; null when it is no number. */
export function plainNumber(text: string, locale: string): string | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-')
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(bare)) return null
  const sign = bare.startsWith('-') ? '-' : ''
  const decimal = locale.startsWith('en') ? '.' : ','
  const digits = pointed(bare.replace(/^[-+]/, ''), decimal)
  if (digits === null) return null
  const [whole = '', fraction = ''] = digits.split('.')
  const plain = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction && `.${fraction}`}`
  if (!PLAIN.test(plain)) return null
  return /[1-9]/.test(plain) ? `${sign}${plain}` : plain
}

/** The decimal mark becomes a point and groups go away; null when the groups make no sense. */
function pointed(text: string, decimal: string): string | null {
  const group = decimal === ',' ? '.' : ','
  const hasDecimal = text.includes(decimal)
  const hasGroup = text.includes(group)
  if (hasDecimal && hasGroup) {
    const mark = text.lastIndexOf(decimal) > text.lastIndexOf(group) ? decimal : group
    const [head = '', tail = '', rest] = text.split(mark)
    const other = mark === decimal ? group : decimal
    return rest === undefined && isGrouped(head, other)
      ? `${head.replaceAll(other, '')}.${tail}`
      : null
  }
  if (hasDecimal) return isOnce(text, decimal) ? text.replace(decimal, '.') : joined(text, decimal)
  if (!hasGroup) return text
  return joined(text, group) ?? (isOnce(text, group) ? text.replace(group, '.') : null)
}

const isOnce = (text: string, mark: string) => text.indexOf(mark) === text.lastIndexOf(mark)
const joined = (text: string, mark: string) =>
  isGrouped(text, mark) ? text.replaceAll(mark, '') : null

function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...rest] = text.split(mark)
  return /^[1-9]\d{0,2}$/.test(first) && rest.every((part) => part.length === 3)
}

/** Digits after the mark, of a plain number. */
export const fractionOf = (plain: string) => plain.split('.')[1]?.replace(/0+$/, '').length ?? 0

/** The same number with just so many digits after the point. */
export function toScale(plain: string, digits: number): string {
  const [whole = '0', fraction = ''] = plain.split('.')
  const cut = fraction.slice(0, digits).padEnd(digits, '0')
  return digits === 0 ? whole : `${whole}.${cut}`
}

/** Below, equal or above: exact, whatever the digits. */
export function compareNumbers(a: string, b: string): number {
  const scale = Math.max(a.split('.')[1]?.length ?? 0, b.split('.')[1]?.length ?? 0)
  const whole = (plain: string) => BigInt(toScale(plain, scale).replace('.', ''))
  const [left, right] = [whole(a), whole(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** Order for lists: empty goes last. */
export function orderNumbers<V extends string | number>(a: V | null, b: V | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareNumbers(String(a), String(b))
}

type Limit = string | number | null | undefined

/** A limit comes as the definition wrote it: 0.0000001 as a number is "1e-7". */
const plainLimit = (limit: string | number) =>
  PLAIN.test(String(limit)) ? String(limit) : Number(limit).toFixed(10)
const beyond = (value: string, limit: Limit, side: 1 | -1) =>
  limit !== null && limit !== undefined && compareNumbers(value, plainLimit(limit)) === side

export function outOfRange(value: string | number | null, field: FieldPlan): string[] {
  if (value === null) return []
  if (beyond(String(value), field.min, -1)) return ['below_min']
  return beyond(String(value), field.max, 1) ? ['above_max'] : []
}

/** A whole-number setting of the field, or what stands in for it. */
export function settingOf(field: FieldPlan, name: string, otherwise: number): number {
  const value = field.settings?.[name]
  return typeof value === 'number' && Number.isInteger(value) ? value : otherwise
}

/** "1.234,50": with just so many digits after the mark, or with those it has. */
export const numberText = (plain: string, locale: string, digits = fractionOf(plain)) =>
  formatNumber(plain, locale, digits)

/** The keys a phone shows: digits, unless the field takes numbers below zero, for which they have no sign. */
export const keypadOf = (field: FieldPlan, digits: 'numeric' | 'decimal') =>
  field.min !== null && field.min !== undefined && Number(field.min) < 0 ? 'text' : digits
