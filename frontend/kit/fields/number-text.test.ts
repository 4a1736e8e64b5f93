// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { type FieldPlan } from '../meta/plan'
import {
  compareNumbers,
  numberText,
  orderNumbers,
  outOfRange,
  plainNumber,
  toScale,
} from './number-text'

describe('reading a number', () => {
  it.each([
    ['1.234,5', '1234.5'],
    ['1234,5', '1234.5'],
    ['1234.5', '1234.5'],
    ['1.234', '1234'],
    ['1.234.567', '1234567'],
    ['1,234.50', '1234.50'],
    ['0.125', '0.125'],
    ['12.34', '12.34'],
    ['1.2345', '1.2345'],
    ['0,5', '0.5'],
    [',5', '0.5'],
    ['12,', '12'],
    ['007', '7'],
    ['-3', '-3'],
    ['−3,5', '-3.5'],
    ['-0', '0'],
    ['-0,00', '0.00'],
    ['1 234,5', '1234.5'],
    ['12345678901234567890,123456789', '12345678901234567890.123456789'],
  ])('%s is %s in Portuguese', (text, plain) => {
    expect(plainNumber(text, 'pt-BR')).toBe(plain)
  })

  it.each([
    ['1,234.5', '1234.5'],
    ['1.234', '1.234'],
    ['1,234', '1234'],
    ['1,5', '1.5'],
  ])('%s is %s in English', (text, plain) => {
    expect(plainNumber(text, 'en')).toBe(plain)
  })

  it.each([
    '',
    '-',
    ',',
    'abc',
    '1,2,3',
    '1.23.4',
    '1.234.56',
    '1.2345.678',
    '12e3',
    '1-2',
    '1.2345,6,7',
    '0x10',
  ])('"%s" is no number', (text) => {
    expect(plainNumber(text, 'pt-BR')).toBeNull()
  })
})

it('compares what no float tells apart', () => {
  expect(compareNumbers('9007199254740993', '9007199254740992')).toBe(1)
  expect(compareNumbers('0.1', '0.10')).toBe(0)
  expect(compareNumbers('-2', '1')).toBe(-1)
  expect(compareNumbers('-0.5', '-0.25')).toBe(-1)
  expect(orderNumbers('10', '9')).toBe(1)
  expect(orderNumbers(null, '9')).toBe(1)
  expect(orderNumbers('9', null)).toBe(-1)
})

it('shows exact digits', () => {
  expect(numberText('1234.5', 'pt-BR', 2)).toBe('1.234,50')
  expect(numberText('12345678901234567.89', 'pt-BR', 2)).toBe('12.345.678.901.234.567,89')
  expect(numberText('12.50', 'pt-BR')).toBe('12,5')
  expect(numberText('1234.5', 'en', 2)).toBe('1,234.50')
  expect(toScale('12.5', 3)).toBe('12.500')
  expect(toScale('-7', 0)).toBe('-7')
})

it('keeps within limits, however they are written', () => {
  const field = (min: FieldPlan['min'], max: FieldPlan['max']) => ({ min, max }) as FieldPlan
  expect(outOfRange('0.00', field(0, '10'))).toEqual([])
  expect(outOfRange('10.00', field(0, '10'))).toEqual([])
  expect(outOfRange('10.01', field(0, '10'))).toEqual(['above_max'])
  expect(outOfRange('-0.01', field('0', null))).toEqual(['below_min'])
  expect(outOfRange('0.00000001', field(1e-7, undefined))).toEqual(['below_min'])
  expect(outOfRange('0.0000001', field(1e-7, undefined))).toEqual([])
  expect(outOfRange(3, field(-5, 3))).toEqual([])
  expect(outOfRange(null, field(1, 2))).toEqual([])
})
