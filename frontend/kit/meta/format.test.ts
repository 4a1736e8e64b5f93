import { describe, expect, test } from 'vitest'
import {
  formatCount,
  formatDateTime,
  formatMoment,
  formatMoneyWhole,
  formatPhone,
  formatSpan,
  initialsOf,
  inSentence,
  moneyParts,
} from './format'

const now = new Date('2026-11-23T10:42:00-03:00')
const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => now }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('money', () => {
  test('splits reais from cents and keeps every digit of a decimal string', () => {
    expect(moneyParts('6800.00', 'BRL', 'pt-BR')).toEqual({
      symbol: 'R$',
      whole: '6.800',
      cents: ',00',
    })
    expect(moneyParts('90071992547409931.07', 'BRL', 'pt-BR').whole).toBe('90.071.992.547.409.931')
    expect(plain(formatMoneyWhole('41280.00', 'BRL', 'pt-BR'))).toBe('R$ 41.280')
  })
  test.each([
    ['4662094.50', 'R$ 4.662.095'],
    ['4662094.49', 'R$ 4.662.094'],
    ['90071992547409930.50', 'R$ 90.071.992.547.409.931'],
    ['-0.50', '-R$ 1'],
  ])('%s without cents is %s, in one piece and in parts', (value, told) => {
    expect(plain(formatMoneyWhole(value, 'BRL', 'pt-BR'))).toBe(told)
    const { symbol, whole, cents } = moneyParts(value, 'BRL', 'pt-BR', true)
    expect([`${symbol} ${whole}`, cents]).toEqual([told, ''])
  })
  test('says when the server stopped counting', () => {
    expect(formatCount({ value: 1000, capped: true }, 'pt-BR')).toBe('1.000+')
  })
})

describe('moments', () => {
  test.each([
    ['2026-11-23T10:41:50-03:00', 'agora'],
    ['2026-11-23T10:24:00-03:00', 'há 18 min.'],
    ['2026-11-23T15:30:00-03:00', 'Hoje, 15:30'],
    ['2026-11-23T09:12:00-03:00', 'Hoje, 09:12'],
    ['2026-11-22T17:40:00-03:00', 'Ontem, 17:40'],
    ['2026-11-24T09:00:00-03:00', 'Amanhã, 09:00'],
    ['2026-11-25T14:00:00-03:00', 'Qua., 14:00'],
    ['2026-11-20T14:00:00-03:00', 'há 3 dias, 14:00'],
    ['2026-11-30T08:30:00-03:00', '30/11, 08:30'],
    ['2025-11-30T08:30:00-03:00', '30/11/2025'],
  ])('%s reads "%s"', (value, text) => {
    expect(formatMoment(value, context)).toBe(text)
  })
  test('the day is the one of the clinic, not of the browser', () => {
    expect(formatMoment('2026-11-24T02:30:00Z', context)).toBe('Hoje, 23:30')
  })
  test('a value that is not a moment is shown as it came', () => {
    expect(formatMoment('ontem', context)).toBe('ontem')
  })
  test('the absolute form is day first', () => {
    expect(formatDateTime('2026-11-25T10:30:00-03:00', context)).toBe('25/11/2026, 10:30')
  })
  test('spans use the shortest useful unit', () => {
    expect(formatSpan('2026-11-23T10:34:00-03:00', now)).toBe('8 min')
    expect(formatSpan('2026-11-23T07:00:00-03:00', now)).toBe('3 h')
    expect(formatSpan('2026-11-21T07:00:00-03:00', now)).toBe('2 d')
  })
})

test('phones', () => {
  expect(formatPhone('+5511904127783')).toBe('(11) 90412-7783')
  expect(formatPhone('+551130412778')).toBe('(11) 3041-2778')
  expect(formatPhone('+14155550100')).toBe('+14155550100')
})

test('initials skip particles and titles', () => {
  expect(initialsOf('Mariana Couto Alves')).toBe('MA')
  expect(initialsOf('Dra. Helena do Prado')).toBe('HP')
  expect(initialsOf('Ana')).toBe('AN')
  expect(initialsOf('')).toBe('?')
})

test('labels inside a sentence', () => {
  expect(inSentence('Lead', 'pt-BR')).toBe('lead')
  expect(inSentence('CPF', 'pt-BR')).toBe('CPF')
})
