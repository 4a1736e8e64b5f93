import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { isEan, parseBarcode, symbologyOf } from './barcode'
import { Picture } from './picture'

// 7891000315507: by hand, (7+9+0+0+1+5) + 3*(8+1+0+3+5+0) + 7 = 22 + 51 + 7 = 80.
it('checks the last digit of an EAN', () => {
  expect(isEan('7891000315507', 13)).toBe(true)
  expect(isEan('7891000315508', 13)).toBe(false)
  expect(isEan('7891000351507', 13)).toBe(false)
  expect(isEan('96385074', 8)).toBe(true)
  expect(isEan('96385074', 13)).toBe(false)
})

it('reads what each format can hold', () => {
  expect(parseBarcode('7 891000 315507', 'ean13')).toEqual({ ok: true, value: '7891000315507' })
  expect(parseBarcode('7891000315508', 'ean13')).toEqual({ ok: false, code: 'barcode' })
  expect(parseBarcode('LOTE-42', 'code128')).toEqual({ ok: true, value: 'LOTE-42' })
  expect(parseBarcode('ampôla', 'code128')).toEqual({ ok: false, code: 'barcode' })
  expect(parseBarcode('ampôla', 'qr')).toEqual({ ok: true, value: 'ampôla' })
  expect(parseBarcode('a'.repeat(256), 'any')).toEqual({ ok: false, code: 'barcode' })
  expect(parseBarcode('ã'.repeat(1477), 'qr')).toEqual({ ok: false, code: 'barcode' })
})

it('draws any code as what it looks like', () => {
  expect(symbologyOf('7891000315507', 'any')).toBe('ean13')
  expect(symbologyOf('96385074', 'any')).toBe('ean8')
  expect(symbologyOf('LOTE-42', 'any')).toBe('code128')
  expect(symbologyOf('https://clinica.com.br/lote/42', 'any')).toBe('qr')
  expect(symbologyOf('7891000315507', 'qr')).toBe('qr')
})

/** Widths of the runs of dark and light, as a scanner sees them. */
const bars = (path: string) => [...path.matchAll(/M(\d+) 0h(\d+)/g)].map((found) => found[2])

it('draws real bars: an EAN has 95 modules between its guards', () => {
  const { container } = render(<Picture value="7891000315507" symbology="ean13" />)
  const svg = container.querySelector('svg')
  const path = container.querySelector('path')?.getAttribute('d') ?? ''
  // 95 modules and a quiet zone of 11 at the left and 7 at the right, as ISO/IEC 15420 asks.
  expect(svg?.getAttribute('viewBox')).toBe('0 0 113 40')
  expect(path.startsWith('M11 0h1')).toBe(true)
  expect(bars(path)).toHaveLength(30)
})

it('draws a QR code of the size its text needs', () => {
  const { container } = render(<Picture value="ampôla" symbology="qr" />)
  // Version 1 is 21 modules, with a quiet zone of 4 at each side.
  expect(container.querySelector('svg')?.getAttribute('viewBox')).toBe('0 0 29 29')
  expect(container.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h7v1h-7z/)
})

it('draws nothing for what cannot be drawn', () => {
  const { container } = render(<Picture value="123" symbology="ean13" />)
  expect(container).toBeEmptyDOMElement()
})
