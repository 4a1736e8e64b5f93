/** dd/mm/aaaa hh:mm in both directions, for a masked input that also accepts paste and short words. Pure. */
import { type FieldContext, type Parsed } from '../contract'
import { isRealClock, toInstantText, type WallClock, wallClock } from './zone'

const WORDS: Record<string, number> = {
  ontem: -1,
  hoje: 0,
  amanha: 1,
  amanhã: 1,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
  ayer: -1,
  hoy: 0,
  mañana: 1,
}
const CLOCK = String.raw`(\d{1,2})(?:[:h](\d{2})?)?(?:min)?`
const NUMERIC = new RegExp(
  String.raw`^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?(?:(?:,|\s|às|as|T)+${CLOCK})?$`,
  'i',
)
const WORD = new RegExp(String.raw`^([a-zçãñ]+)(?:(?:,|\s|às|as)+${CLOCK})?$`, 'i')
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** The instant as RFC 3339 in the context's zone; a missing year is this year, a missing time is 09:00. */
export function parseMoment(text: string, context: FieldContext): Parsed<string> {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  if (ISO.test(typed)) return { ok: true, value: typed }
  const clock = readClock(typed, wallClock(context.now(), context.timeZone))
  if (!clock)
    return { ok: false, code: /\d/.test(typed) ? 'datetime.incomplete' : 'datetime.invalid' }
  if (!isRealClock(clock)) return { ok: false, code: 'datetime.invalid' }
  return { ok: true, value: toInstantText(clock, context.timeZone) }
}

function readClock(typed: string, today: WallClock): WallClock | null {
  const numeric = NUMERIC.exec(typed)
  if (numeric) {
    const [, day, month, year, hour, minute] = numeric
    return {
      year:
        year === undefined ? today.year : year.length === 2 ? 2000 + Number(year) : Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 9),
      minute: Number(minute ?? 0),
    }
  }
  const word = WORD.exec(typed)
  const shift = word ? WORDS[(word[1] ?? '').toLowerCase()] : undefined
  if (!word || shift === undefined) return null
  const moved = new Date(Date.UTC(today.year, today.month - 1, today.day + shift))
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: Number(word[2] ?? 9),
    minute: Number(word[3] ?? 0),
  }
}

/** Puts the slashes and the colon in while digits are typed; leaves words and pasted text alone. */
export function maskMoment(text: string): string {
  if (/[a-zçãñ-]/i.test(text)) return text
  const digits = text.replace(/\D/g, '').slice(0, 12)
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)].filter(
    (part) => part !== '',
  )
  const time = [digits.slice(8, 10), digits.slice(10, 12)].filter((part) => part !== '')
  return `${parts.join('/')}${time.length > 0 ? ` ${time.join(':')}` : ''}`
}

/** What the input shows: 25/11/2026 10:30. */
export function momentText(value: string, timeZone: string): string {
  const clock = wallClock(new Date(value), timeZone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(clock.day)}/${two(clock.month)}/${clock.year} ${two(clock.hour)}:${two(clock.minute)}`
}
