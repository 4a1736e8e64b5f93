/** Days laid out along a line: which days a span shows, where its ticks stand, where an instant falls. Pure. */
import { toInstantText } from '../../fields/datetime/zone'

export type Span = 'weeks' | 'month' | 'quarter'
export const SPANS: readonly Span[] = ['weeks', 'month', 'quarter']

/** A calendar day without a zone, yyyy-mm-dd. */
export type DayText = string

interface SpanShape {
  days: number
  /** Days before the week of today, when nothing else is asked for. */
  before: number
  /** Days a press on previous or next goes. */
  step: number
  tick: 'day' | 'week' | 'month'
}

const SHAPES: Record<Span, SpanShape> = {
  weeks: { days: 14, before: 7, step: 7, tick: 'day' },
  month: { days: 42, before: 28, step: 28, tick: 'week' },
  quarter: { days: 91, before: 63, step: 63, tick: 'month' },
}
const DAY = 86_400_000

export const isSpan = (text: string | undefined): text is Span =>
  SPANS.some((span) => span === text)

const dayNumber = (day: DayText) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
const dayFrom = (number: number): DayText => new Date(number * DAY).toISOString().slice(0, 10)
export const addDays = (day: DayText, days: number): DayText => dayFrom(dayNumber(day) + days)
/** 0 is Monday. */
const weekday = (day: DayText) => (((dayNumber(day) + 3) % 7) + 7) % 7
export const mondayOf = (day: DayText): DayText => addDays(day, -weekday(day))

/** Is it a day that exists: what an address says may be anything. */
export const isDay = (text: string | undefined): text is DayText =>
  text !== undefined &&
  /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  dayFrom(dayNumber(text)) === text

/** The first instant of a day in a zone. */
export function startOf(day: DayText, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return Date.parse(toInstantText({ year, month, day: date, hour: 0, minute: 0 }, timeZone))
}

export interface TimeWindow {
  from: DayText
  /** Not included. */
  to: DayText
}

/** The days a span shows from `at`, or around today. */
export function windowOf(span: Span, at: string | undefined, today: DayText): TimeWindow {
  const { days, before } = SHAPES[span]
  const from = isDay(at) ? at : addDays(mondayOf(today), -before)
  return { from, to: addDays(from, days) }
}

/** The `at` of the span before or after; undefined where that is where it starts by itself. */
export function stepAt(
  span: Span,
  window: TimeWindow,
  today: DayText,
  way: 1 | -1,
): DayText | undefined {
  const at = addDays(window.from, way * SHAPES[span].step)
  return at === windowOf(span, undefined, today).from ? undefined : at
}

/** The same middle, in another span. */
export function atOfSpan(span: Span, window: TimeWindow): DayText {
  const middle = (dayNumber(window.from) + dayNumber(window.to)) / 2
  return mondayOf(dayFrom(Math.round(middle - SHAPES[span].days / 2)))
}

export interface Tick {
  day: DayText
  /** 0 to 1 of the window. */
  at: number
  isNow: boolean
}

export interface TimeScale extends TimeWindow {
  tick: SpanShape['tick']
  ticks: Tick[]
  /** Saturdays and Sundays, as parts of the window. */
  weekends: { at: number; size: number }[]
  /** 0 to 1 while inside; less or more outside. */
  place: (instant: number) => number
  /** Where now is; null outside the window. */
  now: number | null
}

export function timeScale(
  span: Span,
  window: TimeWindow,
  now: Date,
  today: DayText,
  timeZone: string,
): TimeScale {
  const start = startOf(window.from, timeZone)
  const end = startOf(window.to, timeZone)
  const place = (instant: number) => (instant - start) / (end - start)
  const placeOf = (day: DayText) => place(startOf(day, timeZone))
  const { tick } = SHAPES[span]
  const days = Array.from({ length: dayNumber(window.to) - dayNumber(window.from) }, (_, index) =>
    addDays(window.from, index),
  )
  const starts = days.filter((day, index) => isTick(tick, day, index === 0))
  const at = place(now.getTime())
  return {
    ...window,
    tick,
    ticks: starts.map((day, index) => {
      const next = starts[index + 1] ?? window.to
      return { day, at: placeOf(day), isNow: day <= today && today < next }
    }),
    weekends: days
      .filter((day, index) => weekday(day) === 5 || (index === 0 && weekday(day) === 6))
      .map((day) => {
        const end = addDays(day, weekday(day) === 5 ? 2 : 1)
        return { at: placeOf(day), size: placeOf(end < window.to ? end : window.to) - placeOf(day) }
      }),
    place,
    now: at >= 0 && at <= 1 ? at : null,
  }
}

function isTick(tick: SpanShape['tick'], day: DayText, isFirst: boolean): boolean {
  if (tick === 'day') return true
  if (tick === 'week') return weekday(day) === 0
  return day.endsWith('-01') || (isFirst && Number(day.slice(8)) <= 22)
}
