// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { amountText, centsOf, fromCents, parseMoney } from './money'

describe('reading money', () => {
  it.each([
    ['1.890,00', '1890.00'],
    ['R$ 1.890,00', '1890.00'],
    ['R$\u00a06.800,5', '6800.50'],
    ['1890', '1890.00'],
    ['1890,5', '1890.50'],
    ['1890.50', '1890.50'],
    ['1.890', '1890.00'],
    ['1.234.567,89', '1234567.89'],
    ['1,890.00', '1890.00'],
    ['1,234,567', '1234567.00'],
    [',50', '0.50'],
    ['007', '7.00'],
    ['-10,00', '-10.00'],
    ['-0', '0.00'],
    ['99999999999999999999,99', '99999999999999999999.99'],
  ])('%s', (typed, value) => {
    expect(parseMoney(typed)).toEqual({ ok: true, value })
  })

  it.each([
    ['abc', 'money.invalid'],
    ['1.89.0', 'money.invalid'],
    ['12,34,5', 'money.invalid'],
    ['1,999999', 'money.decimals'],
    ['10,005', 'money.decimals'],
  ])('%s is %s', (typed, code) => {
    expect(parseMoney(typed)).toEqual({ ok: false, code })
  })

  it('takes nothing as no value', () => {
    expect(parseMoney(' ')).toEqual({ ok: true, value: null })
  })
})

it('counts cents exactly, far beyond a float', () => {
  expect(centsOf('90071992547409.93')).toBe(9007199254740993n)
  expect(fromCents(centsOf('-0.05'))).toBe('-0.05')
  expect(fromCents(9007199254740993n)).toBe('90071992547409.93')
})

it('shows an amount as a Brazilian types it', () => {
  expect(amountText('6800.00', 'pt-BR')).toBe('6.800,00')
})
