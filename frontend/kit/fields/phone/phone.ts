/** Brazilian phone text: what people type or paste on one side, E.164 on the other. Pure. */
import { type Parsed } from '../contract'

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Accepts (11) 90412-7783, 011 90412 7783, +55 11 ..., wa.me links; old eight-digit mobiles get their ninth digit. */
export function parsePhone(text: string): Parsed<string> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  const digits = digitsOf(trimmed)
  if (digits === '' || /[a-z]{3,}(?<!wa\.me)/i.test(trimmed.replace(/https?:\/\/wa\.me\//i, ''))) {
    return { ok: false, code: 'phone.invalid' }
  }
  if (trimmed.startsWith('+') && !digits.startsWith('55')) {
    const isWorld = digits.length >= 8 && digits.length <= 15
    return isWorld ? { ok: true, value: `+${digits}` } : { ok: false, code: 'phone.invalid' }
  }
  const hasCountry = digits.length >= 12 && digits.startsWith('55')
  const national = hasCountry ? digits.slice(2) : digits.replace(/^0+/, '')
  if (national.length < 10) return { ok: false, code: 'phone.short' }
  if (national.length > 11) return { ok: false, code: 'phone.long' }
  return fromNational(national)
}

function fromNational(national: string): Parsed<string> {
  const area = Number(national.slice(0, 2))
  const first = national[2] ?? ''
  if (area < 11 || area % 10 === 0) return { ok: false, code: 'phone.area' }
  if (national.length === 11) {
    return first === '9' ? { ok: true, value: `+55${national}` } : { ok: false, code: 'phone.long' }
  }
  const isMobile = first >= '6'
  return { ok: true, value: `+55${national.slice(0, 2)}${isMobile ? '9' : ''}${national.slice(2)}` }
}

/** The mask while typing: digits become (11) 90412-7783; anything with a plus is left as written. */
export function maskPhone(text: string): string {
  if (text.trim().startsWith('+')) return text
  let digits = digitsOf(text).replace(/^0+/, '')
  if (digits.length >= 12 && digits.startsWith('55')) digits = digits.slice(2)
  digits = digits.slice(0, 11)
  if (digits.length < 3) return digits === '' ? '' : `(${digits}`
  const split = digits.length === 11 ? 7 : 6
  const tail = digits.slice(split)
  return `(${digits.slice(0, 2)}) ${digits.slice(2, split)}${tail && `-${tail}`}`
}
