/** Days people name instead of writing them, in the three languages. Pure. */

const SHIFTS = new Map([
  ['ontem', -1],
  ['hoje', 0],
  ['amanha', 1],
  ['amanhã', 1],
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
  ['ayer', -1],
  ['hoy', 0],
  ['manana', 1],
  ['mañana', 1],
])

export interface Day {
  year: number
  month: number
  day: number
}

/** The day a word names, counted from today; null when it names none. */
export function namedDay(word: string, today: Day): Day | null {
  const shift = SHIFTS.get(word.normalize('NFC').toLowerCase())
  if (shift === undefined) return null
  const moved = new Date(Date.UTC(today.year, today.month - 1, today.day + shift))
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  }
}

/** A year of two digits is the nearest one, less than ten years ahead: in 2026, 35 is 2035 and 36 is 1936. */
export function fullYear(text: string | undefined, thisYear: number): number {
  if (text === undefined) return thisYear
  if (text.length !== 2) return Number(text)
  const year = thisYear - (thisYear % 100) + Number(text)
  return year >= thisYear + 10 ? year - 100 : year < thisYear - 90 ? year + 100 : year
}
