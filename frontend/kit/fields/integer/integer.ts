/** Whole numbers. Pure. */
import { type Parsed } from '../contract'
import { plainNumber } from '../number-text'

export function parseInteger(text: string, locale: string): Parsed<number> {
  if (text.trim() === '') return { ok: true, value: null }
  const plain = plainNumber(text, locale)
  if (plain === null || !/^-?\d+(?:\.0*)?$/.test(plain)) return { ok: false, code: 'integer' }
  const value = Number(plain)
  return Number.isSafeInteger(value) ? { ok: true, value } : { ok: false, code: 'number_limit' }
}
