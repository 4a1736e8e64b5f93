/** Yes, no, or not said. Pure. */
import { type FieldContext, type Parsed } from '../contract'
import { plainWords } from '../plain-messages'

const YES = new Set(['sim', 's', 'sí', 'si', 'yes', 'y', 'true', 'verdadeiro', '1', 'x', '✓'])
const NO = new Set(['não', 'nao', 'n', 'no', 'false', 'falso', '0'])

export function parseBoolean(text: string): Parsed<boolean> {
  const word = text.trim().toLowerCase()
  if (word === '' || word === '—' || word === '-') return { ok: true, value: null }
  if (YES.has(word)) return { ok: true, value: true }
  return NO.has(word) ? { ok: true, value: false } : { ok: false, code: 'boolean' }
}

export function booleanText(value: boolean | null, context: Pick<FieldContext, 'locale'>): string {
  const words = plainWords(context)
  return value === null ? '' : value ? words.yes : words.no
}
