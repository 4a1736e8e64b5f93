/** CNPJ, the tax number of a company in Brazil: since 2026 its first twelve characters may be letters. Pure. */
import { type Parsed } from '../contract'

const LENGTH = 14

/** Every character counts as its ASCII code less 48 (Receita Federal, IN 2.229/2024), weights 2 to 9 from the right. */
function checkDigit(characters: string): number {
  const sum = [...characters].reduceRight(
    (total, character, index) =>
      total + (character.charCodeAt(0) - 48) * (((characters.length - 1 - index) % 8) + 2),
    0,
  )
  const rest = sum % 11
  return rest < 2 ? 0 : 11 - rest
}

export function isCnpj(plain: string): boolean {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(plain) || /^(.)\1+$/.test(plain)) return false
  const first = checkDigit(plain.slice(0, 12))
  return plain.endsWith(`${first}${checkDigit(`${plain.slice(0, 12)}${first}`)}`)
}

const plainOf = (text: string) =>
  text
    .toUpperCase()
    .replace(/^\s*CNPJ\W+/, '')
    .replace(/[^0-9A-Z]/g, '')

export function parseCnpj(text: string): Parsed<string> {
  if (text.trim() === '') return { ok: true, value: null }
  const plain = plainOf(text)
  if (plain.length !== LENGTH) return { ok: false, code: 'cnpj.length' }
  return isCnpj(plain) ? { ok: true, value: plain } : { ok: false, code: 'cnpj' }
}

/** 00.000.000/0000-00, as far as it is typed, letters in capitals. */
export function maskCnpj(text: string): string {
  const plain = plainOf(text).slice(0, LENGTH)
  const marks: Record<number, string> = { 2: '.', 5: '.', 8: '/', 12: '-' }
  return [...plain].map((character, index) => `${marks[index] ?? ''}${character}`).join('')
}
