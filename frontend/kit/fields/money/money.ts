/** Money text in both directions. Amounts are decimal strings with two digits and never pass through a float. */
import { type Parsed } from '../contract'

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/

/** "1.890,00", "R$ 1890", "1890,5", "1,890.00" and "1890.50" all mean what a person meant. */
export function parseMoney(text: string): Parsed<string> {
  const bare = text.replace(/[\s\u00a0]|R\$|\$|€/g, '').replace('−', '-')
  if (bare === '') return { ok: true, value: null }
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(bare)) return { ok: false, code: 'money.invalid' }
  const plain = toPlain(bare)
  const match = plain === null ? null : AMOUNT.exec(plain)
  if (!match) return { ok: false, code: plain === null ? 'money.invalid' : 'money.decimals' }
  const [, sign, whole = '0', cents = ''] = match
  const value = `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`
  return { ok: true, value: value === '0.00' ? value : `${sign}${value}` }
}

/** Groups out, decimal mark to a dot; null when the groups make no sense. */
function toPlain(text: string): string | null {
  const comma = text.lastIndexOf(',')
  const dot = text.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) {
    const [decimal, group] = comma > dot ? [',', '.'] : ['.', ',']
    const [head = '', tail = '', rest] = text.split(decimal)
    if (rest !== undefined || !isGrouped(head, group)) return null
    return `${head.replaceAll(group, '')}.${tail}`.replace(/\.$/, '')
  }
  if (comma >= 0) {
    if (text.indexOf(',') !== comma) return isGrouped(text, ',') ? text.replaceAll(',', '') : null
    return text
      .replace(',', '.')
      .replace(/\.$/, '')
      .replace(/^(-?)\./, '$10.')
  }
  if (dot >= 0)
    return isGrouped(text, '.')
      ? text.replaceAll('.', '')
      : isSingle(text, '.')
        ? text.replace(/\.$/, '').replace(/^(-?)\./, '$10.')
        : null
  return text
}

const isSingle = (text: string, mark: string) => text.indexOf(mark) === text.lastIndexOf(mark)
const isGrouped = (text: string, mark: string) => {
  const [first = '', ...rest] = text.replace('-', '').split(mark)
  return (
    first.length >= 1 &&
    (rest.length === 0 || (first.length <= 3 && rest.every((part) => part.length === 3)))
  )
}

/** Cents as a whole number: exact to compare and to sum. */
export function centsOf(value: string): bigint {
  const [whole = '0', cents = ''] = value.replace('-', '').split('.')
  const total = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0').slice(0, 2))
  return value.startsWith('-') ? -total : total
}

export function fromCents(cents: bigint): string {
  const absolute = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`
}

/** What an input shows: "6.800,00", without the currency. */
export function amountText(value: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return format.format(value as unknown as number)
}
