/** How long something takes, in whole seconds; people write hours and minutes. Pure. */
import { type Parsed } from '../contract'

const LIMIT = 315_360_000 // ten years of 365 days
const CLOCK = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/
const ISO =
  /^p(?=.)(?:(\d{1,6})w)?(?:(\d{1,6})d)?(?:t(?=.)(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,10})s)?)?$/
const WORDS =
  /^(?:(\d{1,6})\s*(?:d|dias?|d[ií]as?|days?)(?![a-z]),?\s*)?(?:(\d{1,9}(?:[.,]\d{1,3})?)\s*(?:h|hs|hrs?|horas?|hours?)(?![a-z]),?\s*(?:e|y|and)?\s*)?(?:(\d{1,9})(?:\s*(?:m|mins?|minutos?|minutes?)(?![a-z])|(?=$)),?\s*(?:e|y|and)?\s*)?(?:(\d{1,10})\s*(?:s|segs?|secs?|segundos?|seconds?))?$/

const number = (text: string | undefined) => Number((text ?? '0').replace(',', '.'))

/** A number alone is minutes: nobody books an hour in seconds. */
function secondsOf(typed: string): number | null {
  const clock = CLOCK.exec(typed)
  if (clock) return number(clock[1]) * 3600 + number(clock[2]) * 60 + number(clock[3])
  const iso = ISO.exec(typed)
  if (iso) {
    const [, weeks, days, hours, minutes, seconds] = iso
    const day = (number(weeks) * 7 + number(days)) * 86_400
    return day + number(hours) * 3600 + number(minutes) * 60 + number(seconds)
  }
  const words = WORDS.exec(typed)
  if (!words) return null
  const [, days, hours, minutes, seconds] = words
  const total =
    number(days) * 86_400 + number(hours) * 3600 + number(minutes) * 60 + number(seconds)
  return Math.round(total)
}

/** "1h30", "1:30", "90", "90 min", "1,5 h" and "PT1H30M" are the same hour and a half. */
export function parseDuration(text: string): Parsed<number> {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { ok: true, value: null }
  const value = secondsOf(typed)
  if (value === null) return { ok: false, code: 'duration' }
  return value <= LIMIT ? { ok: true, value } : { ok: false, code: 'number_limit' }
}

/** "1 h 30 min": the same in the languages we speak. */
export function durationText(value: number): string {
  const parts: [number, string][] = [
    [Math.floor(value / 3600), 'h'],
    [Math.floor((value % 3600) / 60), 'min'],
    [value % 60, 's'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return said.join(' ') || '0 min'
}
