// @vitest-environment node
import { expect, it } from 'vitest'
import { parseDecimal, parsePercent } from './decimal'

it.each([
  ['1.234,5', 2, '1234.50'],
  ['12', 2, '12.00'],
  ['12', 0, '12'],
  ['0,125', 3, '0.125'],
  ['12,500', 1, '12.5'],
  ['-0,5', 2, '-0.50'],
])('%s with %i decimals is %s', (text, decimals, value) => {
  expect(parseDecimal(text, 'pt-BR', decimals, 'decimal')).toEqual({ ok: true, value })
})

it.each([
  ['12,345', 2, 'decimals'],
  ['12,5', 0, 'decimals'],
  ['doze', 2, 'decimal'],
  ['1000000000000000', 2, 'number_limit'],
])('%s with %i decimals is %s', (text, decimals, code) => {
  expect(parseDecimal(text, 'pt-BR', decimals, 'decimal')).toEqual({ ok: false, code })
})

it('reads a percentage with or without its sign', () => {
  for (const text of ['12,5%', '12,5 %', '12,5', '12.5%'])
    expect(parsePercent(text, 'pt-BR', 2)).toEqual({ ok: true, value: '12.50' })
  expect(parsePercent('%', 'pt-BR', 2)).toEqual({ ok: true, value: null })
  expect(parsePercent('12%5', 'pt-BR', 2)).toEqual({ ok: false, code: 'percent' })
})
