/** Hours of a week: days in English keys, spans as pairs of times; a day that is not there is closed. Pure. */

export const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Day = (typeof DAYS)[number]
export type Span = readonly [start: string, end: string]
export type Week = Partial<Record<Day, readonly Span[]>>

/** 2024-01-01 was a Monday. */
const dayDate = (index: number) => new Date(Date.UTC(2024, 0, 1 + index))

export function dayName(index: number, locale: string, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' })
    .format(dayDate(index))
    .replace('.', '')
}

/** "8", "830", "8:30", "8h", "8h30" as "08:00" and "08:30"; null for what is no time of a day. */
export function timeOf(text: string): string | null {
  const match = /^\s*(\d{1,2})(?:\s*[:h.]?\s*([0-5]\d))?\s*h?\s*$/i.exec(text)
  if (!match) return null
  const [, hour = '', minute = '00'] = match
  const isTime = Number(hour) < 24 || (Number(hour) === 24 && minute === '00')
  return isTime ? `${hour.padStart(2, '0')}:${minute}` : null
}

export type HoursFault = 'hours.time' | 'hours.order' | 'hours.overlap'

/** The first thing that cannot be in the spans of one day. "24:00" is an end only. */
export function faultOf(spans: readonly Span[]): HoursFault | null {
  for (const [start, end] of spans) {
    if (timeOf(start) !== start || timeOf(end) !== end || start === '24:00') return 'hours.time'
    if (end <= start) return 'hours.order'
  }
  const sorted = sortSpans(spans)
  const isOver = sorted.some((span, index) => index > 0 && (sorted[index - 1]?.[1] ?? '') > span[0])
  return isOver ? 'hours.overlap' : null
}

export const sortSpans = (spans: readonly Span[]): readonly Span[] =>
  [...spans].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))

export const isClosed = (week: Week): boolean => DAYS.every((day) => !week[day]?.length)

const spansText = (spans: readonly Span[]) =>
  sortSpans(spans)
    .map(([start, end]) => `${start}–${end}`)
    .join(', ')

/** Days that follow each other with the same hours, as one. */
export function groupDays(week: Week): { from: number; to: number; spans: string }[] {
  const groups: { from: number; to: number; spans: string }[] = []
  for (const [index, day] of DAYS.entries()) {
    const spans = spansText(week[day] ?? [])
    const last = groups.at(-1)
    if (spans === '') continue
    if (last && last.to === index - 1 && last.spans === spans) last.to = index
    else groups.push({ from: index, to: index, spans })
  }
  return groups
}

const TO: Record<string, string> = { pt: ' a ', es: ' a ', en: '–' }

/** "seg a sex 08:00–12:00, 13:00–18:00; sáb 08:00–12:00". */
export function weekText(week: Week, locale: string): string {
  const name = (index: number) => dayName(index, locale, 'short').toLocaleLowerCase(locale)
  return groupDays(week)
    .map(({ from, to, spans }) => {
      const join = to - from === 1 ? ', ' : (TO[locale.slice(0, 2)] ?? '–')
      return `${from === to ? name(from) : `${name(from)}${join}${name(to)}`} ${spans}`
    })
    .join('; ')
}
