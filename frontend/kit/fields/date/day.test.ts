// @vitest-environment node
import { expect, it } from 'vitest'
import { dayText, parseDay } from './day'
import { maskDay } from './mask'

const today = { year: 2026, month: 11, day: 30 }

it.each([
  ['25/12/2026', '2026-12-25'],
  ['1/5', '2026-05-01'],
  ['5/3/1990', '1990-03-05'],
  ['5-3-1990', '1990-03-05'],
  ['2026-12-25', '2026-12-25'],
  ['2026/12/25', '2026-12-25'],
  ['31/12/85', '1985-12-31'],
  ['31/12/26', '2026-12-31'],
  ['31/12/30', '2030-12-31'],
  ['31/12/35', '2035-12-31'],
  ['31/12/36', '1936-12-31'],
  ['hoje', '2026-11-30'],
  ['Ontem ', '2026-11-29'],
  ['amanhã', '2026-12-01'],
  ['AMANHA', '2026-12-01'],
  ['amanha\u0303', '2026-12-01'],
  ['today', '2026-11-30'],
  ['yesterday', '2026-11-29'],
  ['tomorrow', '2026-12-01'],
  ['hoy', '2026-11-30'],
  ['ayer', '2026-11-29'],
  ['mañana', '2026-12-01'],
  ['', null],
  ['  ', null],
])('%s is %s', (text, value) => {
  expect(parseDay(text, today)).toEqual({ ok: true, value })
})

it.each([
  ['30/02/2026', 'date.invalid'],
  ['25/', 'date.incomplete'],
  ['25/12/202', 'date.incomplete'],
  ['abc', 'date.invalid'],
  ['constructor', 'date.invalid'],
  ['25 de março', 'date.invalid'],
])('%s is %s', (text, code) => {
  expect(parseDay(text, today)).toEqual({ ok: false, code })
})

it.each([
  ['31/12/26', '1926-12-31'],
  ['30/11/26', '2026-11-30'],
  ['01/12/26', '1926-12-01'],
  ['5/3/30', '1930-03-05'],
  ['31/12/2030', '2030-12-31'],
])('%s is %s where nothing is after today', (text, value) => {
  expect(parseDay(text, today, '2026-11-30')).toEqual({ ok: true, value })
})

it.each([
  ['25122026', '25/12/2026'],
  ['05031990', '05/03/1990'],
  ['5/3/1990', '05/03/1990'],
  ['1/2/26', '01/02/26'],
  ['5/', '05/'],
  ['05/03/', '05/03/'],
  ['5.3.1990', '05/03/1990'],
  ['25/12/2026 10:30', '25/12/2026'],
  ['2026/12/25', '2026/12/25'],
  ['5-3-1990', '5-3-1990'],
  ['hoje', 'hoje'],
  ['25 de março', '25 de março'],
])('%s pasted is drawn as %s', (text, shown) => {
  expect(maskDay(text)).toBe(shown)
})

it('shows a day', () => {
  expect(dayText('2026-12-25')).toBe('25/12/2026')
})
