/** A rule of repetition (RFC 5545, no start, daily at most): read, written, and which of its parts people can say. Pure. */

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** On a day of the month (-1 is the last), or on the n-th of a weekday (-1 is the last). */
export type MonthDay =
  | { kind: 'day'; day: number }
  | { kind: 'weekday'; nth: number; weekday: Weekday }

export type End =
  | { kind: 'never' }
  | { kind: 'until'; day: string }
  | { kind: 'count'; count: number }

export interface Rule {
  frequency: Frequency
  interval: number
  /** Weekly: none means the weekday it starts on. */
  weekdays: readonly Weekday[]
  /** Monthly and yearly; null means the day it starts on. */
  on: MonthDay | null
  /** Yearly, 1 to 12; null means the month it starts in. */
  month: number | null
  end: End
}

export const INTERVAL_MAX = 400
export const COUNT_MAX = 1000

const KNOWN = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'WKST',
])
const isWeekday = (text: string): text is Weekday => (WEEKDAYS as readonly string[]).includes(text)

function partsOf(text: string): Map<string, string> {
  const pairs = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .filter(Boolean)
    .map((pair) => pair.split('=') as [string, string])
  return new Map(pairs)
}

function endOf(parts: Map<string, string>): End | null {
  const until = parts.get('UNTIL')
  const count = parts.get('COUNT')
  if (until !== undefined && count !== undefined) return null
  if (until !== undefined) {
    const match = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(until)
    return match ? { kind: 'until', day: `${match[1]}-${match[2]}-${match[3]}` } : null
  }
  if (count === undefined) return { kind: 'never' }
  return /^[1-9]\d{0,3}$/.test(count) ? { kind: 'count', count: Number(count) } : null
}

function onOf(parts: Map<string, string>): MonthDay | null | undefined {
  const day = parts.get('BYMONTHDAY')
  const weekday = parts.get('BYDAY')
  if (day !== undefined && weekday !== undefined) return undefined
  if (day !== undefined) {
    const number = Number(day)
    return /^-?\d+$/.test(day) && (number === -1 || (number >= 1 && number <= 31))
      ? { kind: 'day', day: number }
      : undefined
  }
  if (weekday === undefined) return null
  const match = /^\+?(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(weekday)
  return match
    ? { kind: 'weekday', nth: Number(match[1]), weekday: match[2] as Weekday }
    : undefined
}

/** Null for text that is no rule, or that has parts this form cannot show. */
export function readRule(text: string): Rule | null {
  const parts = partsOf(text)
  const frequency = parts.get('FREQ') as Frequency
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const end = endOf(parts)
  if (!FREQUENCIES.includes(frequency) || [...parts.keys()].some((key) => !KNOWN.has(key)))
    return null
  if (!Number.isInteger(interval) || interval < 1 || interval > INTERVAL_MAX || end === null)
    return null
  const rule: Rule = { frequency, interval, weekdays: [], on: null, month: null, end }
  if (frequency === 'DAILY')
    return parts.has('BYDAY') || parts.has('BYMONTHDAY') || parts.has('BYMONTH') ? null : rule
  if (frequency === 'WEEKLY') {
    const days = parts.get('BYDAY')?.split(',') ?? []
    if (parts.has('BYMONTHDAY') || parts.has('BYMONTH') || !days.every(isWeekday)) return null
    return { ...rule, weekdays: WEEKDAYS.filter((day) => days.includes(day)) }
  }
  const on = onOf(parts)
  const month = parts.get('BYMONTH')
  if (on === undefined || (month !== undefined && frequency === 'MONTHLY')) return null
  if (month !== undefined && !/^([1-9]|1[0-2])$/.test(month)) return null
  return { ...rule, on, month: month === undefined ? null : Number(month) }
}

/** Parts in the order the server writes them. */
export function writeRule(rule: Rule): string {
  const { frequency, interval, weekdays, on, month, end } = rule
  const far = frequency === 'MONTHLY' || frequency === 'YEARLY'
  const parts = [
    `FREQ=${frequency}`,
    interval > 1 && `INTERVAL=${interval}`,
    end.kind === 'count' && `COUNT=${end.count}`,
    end.kind === 'until' && `UNTIL=${end.day.replaceAll('-', '')}`,
    frequency === 'YEARLY' && month !== null && `BYMONTH=${month}`,
    far && on?.kind === 'day' && `BYMONTHDAY=${on.day}`,
    far && on?.kind === 'weekday' && `BYDAY=${on.nth}${on.weekday}`,
    frequency === 'WEEKLY' && weekdays.length > 0 && `BYDAY=${weekdays.join(',')}`,
  ]
  return parts.filter(Boolean).join(';')
}

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A rule that can be written and falls on some day. */
export function ruleFault(rule: Rule): string | null {
  const { interval, end, on, month } = rule
  if (!Number.isInteger(interval) || interval < 1 || interval > INTERVAL_MAX)
    return 'recurrence.interval'
  if (
    end.kind === 'count' &&
    !(Number.isInteger(end.count) && end.count >= 1 && end.count <= COUNT_MAX)
  )
    return 'recurrence.count'
  if (end.kind === 'until' && end.day === '') return 'recurrence.until'
  const most = month === null ? 31 : (DAYS_IN[month - 1] ?? 31)
  return rule.frequency === 'YEARLY' && on?.kind === 'day' && on.day > most
    ? 'recurrence.day'
    : null
}

/** Text that at least begins as a rule does: the server judges the rest. */
export const looksLikeRule = (text: string): boolean =>
  FREQUENCIES.some((one) => partsOf(text).get('FREQ') === one)
