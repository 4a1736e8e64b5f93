/** Numbers, money, dates and phones as a Brazilian reads them, through Intl. Pure: language, zone and clock are parameters. */

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  const known = cache.get(key)
  if (known) return known as F
  const made = make()
  cache.set(key, made)
  return made
}

function number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(
    `n|${locale}|${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  )
}
function date(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(
    `d|${locale}|${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  )
}

/** Without cents, half goes away from zero, wherever the total stands. */
const money = (currency: string, locale: string, isWhole?: boolean) =>
  number(locale, { style: 'currency', currency, maximumFractionDigits: isWhole ? 0 : undefined })

export interface MoneyParts {
  /** Sign and currency, "R$". */
  symbol: string
  whole: string
  /** Decimal mark and cents, ",00". */
  cents: string
}

/** Decimal strings go to Intl as strings: no digit is lost to a float. */
export function moneyParts(
  value: string | number,
  currency: string,
  locale: string,
  isWhole?: boolean,
): MoneyParts {
  const parts = money(currency, locale, isWhole).formatToParts(value as number)
  const pick = (...types: string[]) =>
    parts
      .filter((part) => types.includes(part.type))
      .map((part) => part.value)
      .join('')
  return {
    symbol: pick('minusSign', 'currency'),
    whole: pick('integer', 'group'),
    cents: pick('decimal', 'fraction'),
  }
}

export function formatMoney(value: string | number, currency: string, locale: string): string {
  return money(currency, locale).format(value as number)
}

/** Whole units, for totals: "R$ 41.280". */
export function formatMoneyWhole(value: string | number, currency: string, locale: string): string {
  return money(currency, locale, true).format(value as number)
}

export function formatNumber(value: string | number, locale: string, digits?: number): string {
  const options =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return number(locale, options).format(value as number)
}

/** "128", or "1.000+" when the server stopped counting. */
export function formatCount(count: { value: number; capped: boolean }, locale: string): string {
  return `${formatNumber(count.value, locale)}${count.capped ? '+' : ''}`
}

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dayOf(moment: Date, timeZone: string): string {
  return date('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    moment,
  )
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export interface DateContext {
  locale: string
  timeZone: string
  now: () => Date
}

function relativeDay(days: number, locale: string): string {
  const words = cached(
    `r|${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }),
  )
  return capital(words.format(days, 'day'))
}

/** "há 18 min", "Hoje, 15:30", "Amanhã, 09:00", "Qua., 14:00", "há 3 dias, 14:00", "30/11, 08:30", "30/11/2025". */
export function formatMoment(value: string | Date, context: DateContext): string {
  const { locale, timeZone, now } = context
  const moment = typeof value === 'string' ? new Date(value) : value
  if (Number.isNaN(moment.getTime())) return String(value)
  const current = now()
  const minutes = Math.round((current.getTime() - moment.getTime()) / 60_000)
  const today = dayOf(current, timeZone)
  const day = dayOf(moment, timeZone)
  const days = daysBetween(today, day)
  const relative = cached(
    `rs|${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
  )
  if (minutes === 0) return nowWord(locale)
  if (minutes > 0 && minutes < 60) return relative.format(-minutes, 'minute')
  const time = formatClock(moment, context)
  if (Math.abs(days) <= 1) return `${relativeDay(days, locale)}, ${time}`
  if (days > 1 && days < 7) {
    return `${capital(date(locale, { timeZone, weekday: 'short' }).format(moment))}, ${time}`
  }
  if (days < 0 && days > -7) return `${relative.format(days, 'day')}, ${time}`
  if (day.slice(0, 4) === today.slice(0, 4)) {
    return `${date(locale, { timeZone, day: '2-digit', month: '2-digit' }).format(moment)}, ${time}`
  }
  return date(locale, { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    moment,
  )
}

const NOW: Record<string, string> = { pt: 'agora', en: 'now', es: 'ahora' }
const nowWord = (locale: string) => NOW[locale.slice(0, 2)] ?? 'now'

/** "10:42". */
export function formatClock(value: string | Date, { locale, timeZone }: DateContext): string {
  const moment = typeof value === 'string' ? new Date(value) : value
  return date(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    moment,
  )
}

/** "25/11/2026, 10:30": what an input and a panel show. */
export function formatDateTime(value: string | Date, context: DateContext): string {
  const moment = typeof value === 'string' ? new Date(value) : value
  if (Number.isNaN(moment.getTime())) return String(value)
  return date(context.locale, {
    timeZone: context.timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
}

/** "segunda-feira, 23 de novembro de 2026 às 10:42": what a hover shows. */
export function formatMomentLong(value: string | Date, context: DateContext): string {
  const moment = typeof value === 'string' ? new Date(value) : value
  if (Number.isNaN(moment.getTime())) return String(value)
  return date(context.locale, {
    timeZone: context.timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(moment)
}

/** Age in the shortest useful unit: "8 min", "3 h", "2 d". */
export function formatSpan(from: string | Date, now: Date): string {
  const start = typeof from === 'string' ? new Date(from) : from
  const minutes = Math.max(0, Math.floor((now.getTime() - start.getTime()) / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`
}

/** E.164 as Brazilians write it: +5511904127783 is (11) 90412-7783. Other countries keep the plus. */
export function formatPhone(value: string): string {
  const match = /^\+55(\d{2})(\d{4,5})(\d{4})$/.exec(value)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : value
}

/** Two letters of a name: first and last word, skipping "de", "da", "dos" and titles. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word) && !/^(d[aeo]s?|e|dra?\.?|sra?\.?)$/iu.test(word))
  const first = words[0]?.[0] ?? name.trim()[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '')
  return `${first}${last}`.toLocaleUpperCase('pt-BR')
}

/** A label inside a sentence starts small; an acronym (CPF) stays. */
export function inSentence(label: string, locale: string): string {
  const second = label.charAt(1)
  const isAcronym =
    second !== '' &&
    second === second.toLocaleUpperCase(locale) &&
    second !== second.toLocaleLowerCase(locale)
  return isAcronym ? label : label.charAt(0).toLocaleLowerCase(locale) + label.slice(1)
}
