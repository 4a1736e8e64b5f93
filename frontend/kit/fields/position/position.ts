/** A rank among others, with up to 18 digits before the mark and 30 after it. Pure. */
import { type Parsed } from '../contract'
import { plainNumber } from '../number-text'

const RANK = /^-?\d{1,18}(?:\.\d{1,30})?$/

export function parsePosition(text: string, locale: string): Parsed<string> {
  if (text.trim() === '') return { ok: true, value: null }
  const plain = plainNumber(text, locale)
    ?.replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  return plain !== undefined && RANK.test(plain)
    ? { ok: true, value: plain }
    : { ok: false, code: 'position' }
}
