/** CPF, the tax number of a person in Brazil: eleven digits, the last two check the others. Pure. */
import { type Parsed } from '../contract'

const LENGTH = 11

function checkDigit(digits: string): number {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (digits.length + 1 - index),
    0,
  )
  return ((sum * 10) % 11) % 10
}

/** Eleven equal digits pass the sum and are nobody's. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  const first = checkDigit(digits.slice(0, 9))
  return digits.endsWith(`${first}${checkDigit(`${digits.slice(0, 9)}${first}`)}`)
}

export function parseCpf(text: string): Parsed<string> {
  if (text.trim() === '') return { ok: true, value: null }
  const digits = text.replace(/\D/g, '')
  if (digits.length !== LENGTH || /\p{L}/u.test(text.replace(/^\s*cpf\W*/i, '')))
    return { ok: false, code: 'cpf.length' }
  return isCpf(digits) ? { ok: true, value: digits } : { ok: false, code: 'cpf' }
}

/** 000.000.000-00, as far as it is typed. */
export function maskCpf(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, LENGTH)
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9)]
  const head = groups.filter((group) => group !== '').join('.')
  return digits.length > 9 ? `${head}-${digits.slice(9)}` : head
}
