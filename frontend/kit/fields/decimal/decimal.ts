/** Numbers of exact decimals, as the decimal text of the wire. Pure. */
import { type Parsed } from '../contract'
import { compareNumbers, fractionOf, plainNumber, toScale } from '../number-text'

const LIMIT = '999999999999999'

export function parseDecimal(
  text: string,
  locale: string,
  decimals: number,
  code: string,
): Parsed<string> {
  if (text.trim() === '') return { ok: true, value: null }
  const plain = plainNumber(text, locale)
  if (plain === null) return { ok: false, code }
  if (compareNumbers(plain.replace('-', ''), LIMIT) > 0) return { ok: false, code: 'number_limit' }
  if (fractionOf(plain) > decimals) return { ok: false, code: 'decimals' }
  return { ok: true, value: toScale(plain, decimals) }
}

/** "12,5%", "12,5 %" and "12,5" are the same part of a hundred. */
export const parsePercent = (text: string, locale: string, decimals: number) =>
  parseDecimal(text.replace(/\s*%\s*$/, ''), locale, decimals, 'percent')
