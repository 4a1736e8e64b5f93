// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { maskMoment } from './mask'
import { momentText, parseMoment } from './moment'

const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}
const read = (typed: string, timeZone = context.timeZone) =>
  parseMoment(typed, { ...context, timeZone })

describe('reading a moment', () => {
  it.each([
    ['25/11/2026 10:30', '2026-11-25T10:30:00-03:00'],
    ['25/11/2026, 10:30', '2026-11-25T10:30:00-03:00'],
    ['25/11/26 9h', '2026-11-25T09:00:00-03:00'],
    ['25.11.2026 às 9h15', '2026-11-25T09:15:00-03:00'],
    ['25/11', '2026-11-25T09:00:00-03:00'],
    ['amanhã 14:00', '2026-11-24T14:00:00-03:00'],
    ['5/3/1990 9:30', '1990-03-05T09:30:00-03:00'],
    ['05/03/90 9:30', '1990-03-05T09:30:00-03:00'],
    ['25/11/30', '2030-11-25T09:00:00-03:00'],
    ['25/11 14:30', '2026-11-25T14:30:00-03:00'],
    ['25/11 14', '2026-11-25T14:00:00-03:00'],
    ['25/11 2027', '2027-11-25T09:00:00-03:00'],
    ['mañana 9h', '2026-11-24T09:00:00-03:00'],
    ['hoje', '2026-11-23T09:00:00-03:00'],
    ['2026-11-25T10:30:00Z', '2026-11-25T10:30:00Z'],
  ])('%s', (typed, value) => {
    expect(read(typed)).toEqual({ ok: true, value })
  })

  it.each([
    ['31/02/2026 10:00', 'datetime.invalid'],
    ['25/11/2026 24:00', 'datetime.invalid'],
    ['25/', 'datetime.incomplete'],
    ['depois', 'datetime.invalid'],
  ])('%s is %s', (typed, code) => {
    expect(read(typed)).toEqual({ ok: false, code })
  })

  it('uses the zone of the clinic, with its summer time', () => {
    expect(read('15/07/2026 10:00', 'Europe/Lisbon')).toEqual({
      ok: true,
      value: '2026-07-15T10:00:00+01:00',
    })
    expect(read('15/01/2026 10:00', 'Europe/Lisbon')).toEqual({
      ok: true,
      value: '2026-01-15T10:00:00+00:00',
    })
    expect(read('25/11/2026 10:30', 'America/Manaus')).toEqual({
      ok: true,
      value: '2026-11-25T10:30:00-04:00',
    })
  })

  it('goes past an hour the clocks skipped', () => {
    expect(read('29/03/2026 01:30', 'Europe/Lisbon')).toEqual({
      ok: true,
      value: '2026-03-29T02:30:00+01:00',
    })
  })
})

it('masks digits and leaves words alone', () => {
  expect(maskMoment('25')).toBe('25')
  expect(maskMoment('2511')).toBe('25/11')
  expect(maskMoment('251120261030')).toBe('25/11/2026 10:30')
  expect(maskMoment('amanhã 9')).toBe('amanhã 9')
})

it.each([
  ['5/3/1990 9:30', '05/03/1990 09:30'],
  ['5/3/90 9:30', '05/03/90 09:30'],
  ['25/11 14:30', '25/11 14:30'],
  ['1/2 9:05', '01/02 09:05'],
  ['25/11/2026, 10:30', '25/11/2026 10:30'],
  ['251120261030', '25/11/2026 10:30'],
  ['05031990 1430', '05/03/1990 14:30'],
  ['25 11 2026 10:30', '25/11 2026 10:30'],
  ['25/11/2026 9h15', '25/11/2026 9h15'],
  ['2026-11-25T10:30:00Z', '2026-11-25T10:30:00Z'],
  ['25/11/2026 25:00', '25/11/2026 25:00'],
])('%s pasted is drawn as %s', (text, shown) => {
  expect(maskMoment(text)).toBe(shown)
})

it('shows the instant on the clinic clock', () => {
  expect(momentText('2026-11-25T13:30:00Z', 'America/Sao_Paulo')).toBe('25/11/2026 10:30')
})
