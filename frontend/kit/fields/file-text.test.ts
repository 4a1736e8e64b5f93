import { describe, expect, it } from 'vitest'
import { isAccepted, limitsOf, sizeText } from './file-text'

describe('sizes as a Brazilian reads them', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [184_320, '184 KB'],
    [999_499, '999 KB'],
    [999_500, '1 MB'],
    [1_240_000, '1,2 MB'],
    [9_960_000, '10 MB'],
    [25_000_000, '25 MB'],
    [1_500_000_000, '1,5 GB'],
  ])('%d', (bytes, text) => {
    expect(sizeText(bytes, 'pt-BR')).toBe(text)
  })
})

it('takes what the field says it takes', () => {
  const pdf = { name: 'Exame.PDF', type: 'application/pdf' }
  expect(isAccepted(pdf, [])).toBe(true)
  expect(isAccepted(pdf, ['image/*'])).toBe(false)
  expect(isAccepted(pdf, ['image/*', 'application/pdf'])).toBe(true)
  expect(isAccepted({ ...pdf, type: '' }, ['.pdf'])).toBe(true)
  expect(isAccepted({ name: 'a.png', type: 'image/png' }, ['image/*'])).toBe(true)
})

it('reads limits from the settings', () => {
  expect(limitsOf(undefined, ['image/*'])).toEqual({
    accept: ['image/*'],
    maxBytes: null,
    maxFiles: null,
  })
  expect(limitsOf({ accept: ['application/pdf'], max_size: 5_000_000, max_count: 3 })).toEqual({
    accept: ['application/pdf'],
    maxBytes: 5_000_000,
    maxFiles: 3,
  })
})
