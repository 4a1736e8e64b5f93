/** A rule as people say it: "toda semana às segundas e quartas". Pure. */
import { toLocale } from '../../i18n/messages'
import { dayName } from '../weekly_hours/week'
import { type MonthDay, type Rule, readRule, WEEKDAYS, type Weekday } from './rule'
import { type RuleWords, ruleWords } from './words'

const at = (weekday: Weekday) => WEEKDAYS.indexOf(weekday)

function listOf(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words)
}

export const monthName = (month: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, month - 1, 1)),
  )

function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

function onDays(weekdays: readonly Weekday[], words: RuleWords, locale: string): string {
  const indexes = weekdays.map(at)
  if (indexes.length === 0) return ''
  if (indexes.join() === '0,1,2,3,4') return words.workdays
  const [week, end] = [indexes.filter((day) => day < 5), indexes.filter((day) => day > 4)]
  const name = (day: number) => words.plural(day, dayName(day, locale, 'long'))
  // "às segundas e aos sábados": the two halves of a week have articles of their own.
  if (words.onWeek !== words.onEnd && week.length > 0 && end.length > 0)
    return listOf(
      [
        ...week.map((day, place) => (place === 0 ? `${words.onWeek}${name(day)}` : name(day))),
        ...end.map((day, place) => (place === 0 ? `${words.onEnd}${name(day)}` : name(day))),
      ],
      locale,
    )
  return `${week.length > 0 ? words.onWeek : words.onEnd}${listOf(indexes.map(name), locale)}`
}

function onText(on: MonthDay, words: RuleWords, locale: string): string {
  if (on.kind === 'day') return on.day === -1 ? words.onLastDay : words.onDay(on.day)
  const index = at(on.weekday)
  return words.onNth(on.nth, index > 4, dayName(index, locale, 'long'))
}

function core(rule: Rule, words: RuleWords, locale: string): string {
  const { frequency, interval, weekdays, on, month } = rule
  const every = words.every(frequency, interval)
  if (frequency === 'DAILY') return every
  if (frequency === 'WEEKLY') {
    const days = onDays(weekdays, words, locale)
    return days === '' ? every : `${every} ${days}`
  }
  if (frequency === 'YEARLY' && month !== null) {
    const name = monthName(month, locale)
    if (on?.kind === 'day' && on.day > 0) return `${every} ${words.onDate(on.day, name)}`
    return on
      ? `${every} ${onText(on, words, locale)} ${words.ofMonth(name)}`
      : `${every} ${words.inMonth(name)}`
  }
  return on ? `${every} ${onText(on, words, locale)}` : every
}

/** A rule with parts this cannot say is shown as it is written. */
export function ruleText(text: string, locale: string): string {
  const rule = readRule(text)
  if (!rule) return text
  const words = ruleWords[toLocale(locale)]
  const { end } = rule
  const until =
    end.kind === 'until'
      ? words.until(dayText(end.day, locale))
      : end.kind === 'count'
        ? words.times(end.count)
        : ''
  return `${core(rule, words, locale)}${until}`
}
