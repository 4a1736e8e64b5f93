/** A calendar day without a zone: YYYY-MM-DD on the wire, dd/mm/aaaa in front of people. Pure. */
import { type Parsed } from '../contract'
import { isRealClock } from '../datetime/zone'

export function parseDay(text: string, thisYear: number): Parsed<string> {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed)
  const local = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(typed)
  const found = iso
    ? { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
    : local && { year: yearOf(local[3], thisYear), month: Number(local[2]), day: Number(local[1]) }
  if (!found) return { ok: false, code: 'date.incomplete' }
  if (!isRealClock({ ...found, hour: 0, minute: 0 })) return { ok: false, code: 'date.invalid' }
  const two = (part: number) => String(part).padStart(2, '0')
  return { ok: true, value: `${found.year}-${two(found.month)}-${two(found.day)}` }
}

const yearOf = (text: string | undefined, thisYear: number) =>
  text === undefined ? thisYear : text.length === 2 ? 2000 + Number(text) : Number(text)

export function maskDay(text: string): string {
  if (text.includes('-')) return text
  const digits = text.replace(/\D/g, '').slice(0, 8)
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
    .filter((part) => part !== '')
    .join('/')
}

export function dayText(value: string): string {
  const [year, month, day] = value.split('-')
  return day ? `${day}/${month}/${year}` : value
}
