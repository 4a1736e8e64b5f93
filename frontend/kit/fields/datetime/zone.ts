/** Wall-clock time in a named zone to an instant and back, through Intl only. Pure. */

export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

export function wallClock(instant: Date, timeZone: string): WallClock {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  )
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
  }
}

const asUtc = (clock: WallClock) =>
  Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute)

/** Minutes the zone is ahead of UTC at an instant. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  return Math.round(
    (asUtc(wallClock(instant, timeZone)) - Math.floor(instant.getTime() / 60_000) * 60_000) /
      60_000,
  )
}

/** RFC 3339 with the zone's offset. A time the clocks skipped becomes the one after the jump. */
export function toInstantText(clock: WallClock, timeZone: string): string {
  const guess = asUtc(clock)
  const first = guess - offsetMinutes(new Date(guess), timeZone) * 60_000
  const offset = offsetMinutes(new Date(first), timeZone)
  const instant = new Date(guess - offset * 60_000)
  const shown = wallClock(instant, timeZone)
  const real = offsetMinutes(instant, timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const sign = real < 0 ? '-' : '+'
  const zone = `${sign}${two(Math.floor(Math.abs(real) / 60))}:${two(Math.abs(real) % 60)}`
  return `${String(shown.year).padStart(4, '0')}-${two(shown.month)}-${two(shown.day)}T${two(shown.hour)}:${two(shown.minute)}:00${zone}`
}

/** Real calendar day and clock time? 31/02 and 24:00 are not. */
export function isRealClock(clock: WallClock): boolean {
  const date = new Date(asUtc(clock))
  return (
    date.getUTCFullYear() === clock.year &&
    date.getUTCMonth() === clock.month - 1 &&
    date.getUTCDate() === clock.day &&
    clock.hour <= 23 &&
    clock.minute <= 59 &&
    clock.year >= 1900 &&
    clock.year <= 2200
  )
}
