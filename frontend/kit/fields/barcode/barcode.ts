/** What a scanner reads or a person types of a bar code or a QR code. Pure. */
import { type FieldPlan } from '../../meta/plan'
import { type Parsed } from '../contract'

export type Symbology = 'ean13' | 'ean8' | 'code128' | 'qr'
export type BarcodeFormat = Symbology | 'any'

const FORMATS: readonly BarcodeFormat[] = ['ean13', 'ean8', 'code128', 'qr']
const LONGEST = { any: 255, code128: 80, qr: 2953 }
const DRAWN_AS_BARS = 24
const ASCII = /^[\x20-\x7e]*$/

export const formatOf = (field: FieldPlan): BarcodeFormat =>
  FORMATS.find((format) => format === field.settings?.format) ?? 'any'

/** The weighted sum of all digits, the check digit included, is a multiple of ten. */
export function isEan(digits: string, length: number): boolean {
  if (digits.length !== length || !/^\d+$/.test(digits)) return false
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

export function parseBarcode(text: string, format: BarcodeFormat): Parsed<string> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  if (format === 'ean13' || format === 'ean8') {
    const digits = trimmed.replace(/[\s-]/g, '')
    const isValid = isEan(digits, format === 'ean13' ? 13 : 8)
    return isValid ? { ok: true, value: digits } : { ok: false, code: 'barcode' }
  }
  const size = format === 'qr' ? new TextEncoder().encode(trimmed).length : trimmed.length
  const isValid = size <= LONGEST[format] && (format !== 'code128' || ASCII.test(trimmed))
  return isValid ? { ok: true, value: trimmed } : { ok: false, code: 'barcode' }
}

/** How a value is drawn: as its field says, or as what it looks like. */
export function symbologyOf(value: string, format: BarcodeFormat): Symbology {
  if (format !== 'any') return format
  if (isEan(value, 13)) return 'ean13'
  if (isEan(value, 8)) return 'ean8'
  return value.length <= DRAWN_AS_BARS && ASCII.test(value) ? 'code128' : 'qr'
}
