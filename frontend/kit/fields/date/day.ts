/** A calendar day without a zone: YYYY-MM-DD on the wire, dd/mm/aaaa in front of people. Pure. */
import { type FieldPlan } from '../../meta/plan'
import { type FieldContext, type Parsed } from '../contract'
import { isRealClock, wallClock } from '../datetime/zone'
import { type Day, fullYear, namedDay } from './words'

const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const LOCAL = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/

/** The day a text says. A two-digit year goes back a century rather than past `latest`. */
export function parseDay(text: string, today: Day, latest?: string): Parsed<string> {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  const iso = ISO.exec(typed)
  const local = LOCAL.exec(typed)
  const found = iso
    ? { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) }
    : local
      ? { year: fullYear(local[3], today.year), month: Number(local[2]), day: Number(local[1]) }
      : namedDay(typed, today)
  if (!found) return { ok: false, code: /\p{L}/u.test(typed) ? 'date.invalid' : 'date.incomplete' }
  const isShort = local?.[3]?.length === 2
  if (isShort && latest !== undefined && isoOf(found) > latest) found.year -= 100
  if (!isRealClock({ ...found, hour: 0, minute: 0 })) return { ok: false, code: 'date.invalid' }
  return { ok: true, value: isoOf(found) }
}

/** As a field reads it: today is the clinic's, and a field that ends today (a birth) looks back. */
export function readDay(text: string, field: FieldPlan, context: FieldContext): Parsed<string> {
  const today = wallClock(context.now(), context.timeZone)
  const { max } = field
  return parseDay(
    text,
    today,
    max === 'today' ? isoOf(today) : typeof max === 'string' ? max : undefined,
  )
}

function isoOf({ year, month, day }: Day): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}`
}

export function dayText(value: string): string {
  const [year, month, day] = value.split('-')
  return day ? `${day}/${month}/${year}` : value
}
