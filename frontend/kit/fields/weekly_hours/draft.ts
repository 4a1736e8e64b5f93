/** A week being written: texts that need not be times yet. Pure. */
import { isUnreadable, Unreadable } from '../unreadable'
import {
  DAYS,
  type Day,
  faultOf,
  type HoursFault,
  isClosed,
  type Span,
  sortSpans,
  timeOf,
  type Week,
} from './week'

export type Draft = Record<Day, readonly Span[]>

const USUAL: readonly Span[] = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
]
const NEXT = 60

export function draftOf(value: unknown): Draft {
  const week = (isUnreadable(value) ? JSON.parse(value.text) : (value ?? {})) as Week
  return Object.fromEntries(DAYS.map((day) => [day, week[day] ?? []])) as unknown as Draft
}

const read = (span: Span): Span => [timeOf(span[0]) ?? span[0], timeOf(span[1]) ?? span[1]]

/** What the draft says so far: a week, nothing, or a draft with a fault, kept as it is. */
export function weekOf(draft: Draft): Week | null | Unreadable {
  const fault = DAYS.map((day) => dayFault(draft[day])).find((code) => code !== null)
  if (fault) return new Unreadable(JSON.stringify(draft), fault)
  const week = Object.fromEntries(
    DAYS.flatMap((day) =>
      draft[day].length > 0 ? [[day, sortSpans(draft[day].map(read))] as const] : [],
    ),
  )
  return isClosed(week) ? null : week
}

export const dayFault = (spans: readonly Span[]): HoursFault | null => faultOf(spans.map(read))

/** What "open" starts with: the hours of the nearest open day before it, or the usual ones. */
export function openingOf(draft: Draft, day: Day): readonly Span[] {
  const before = DAYS.slice(0, DAYS.indexOf(day)).reverse()
  const open = before.find((one) => draft[one].length > 0)
  return open ? draft[open] : USUAL
}

/** An hour more after the last one, as far as the day goes. */
export function nextSpan(spans: readonly Span[]): Span {
  const end = timeOf(spans.at(-1)?.[1] ?? '') ?? '08:00'
  const [hour = 0, minute = 0] = end.split(':').map(Number)
  const start = Math.min(hour * 60 + minute + NEXT, 23 * 60)
  return [clock(start), clock(Math.min(start + 4 * 60, 24 * 60))]
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function copyTo(draft: Draft, from: Day, days: readonly Day[]): Draft {
  return { ...draft, ...Object.fromEntries(days.map((day) => [day, draft[from]])) }
}
