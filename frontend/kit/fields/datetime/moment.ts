/** dd/mm/aaaa hh:mm in both directions, for an input that also accepts paste and short words. Pure. */
import { type FieldContext, type Parsed } from '../contract'
import { fullYear, namedDay } from '../date/words'
import { isRealClock, toInstantText, type WallClock, wallClock } from './zone'

const CLOCK = String.raw`(\d{1,2})(?:[:h](\d{2})?)?(?:min)?`
const NUMERIC = new RegExp(
  String.raw`^(\d{1,2})([/.\- ])(\d{1,2})(?:\2(\d{2})(?!\d)|[/.\- ](\d{4}))?(?:(?:,|\s|às|as|T)+${CLOCK})?$`,
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
    const [, day, , month, short, year, hour, minute] = numeric
    return {
      year: fullYear(short ?? year, today.year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 9),
      minute: Number(minute ?? 0),
    }
  }
  const word = WORD.exec(typed.normalize('NFC'))
  const named = word && namedDay(word[1] ?? '', today)
  return named && { ...named, hour: Number(word[2] ?? 9), minute: Number(word[3] ?? 0) }
}

/** What the input shows: 25/11/2026 10:30. */
export function momentText(value: string, timeZone: string): string {
  const clock = wallClock(new Date(value), timeZone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(clock.day)}/${two(clock.month)}/${clock.year} ${two(clock.hour)}:${two(clock.minute)}`
}
