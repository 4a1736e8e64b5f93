// @vitest-environment node
import { expect, it } from 'vitest'
import { durationText, parseDuration } from './duration'

it.each([
  ['1h30', 5400],
  ['1h30min', 5400],
  ['1 h 30 min', 5400],
  ['1:30', 5400],
  ['90', 5400],
  ['90 min', 5400],
  ['90m', 5400],
  ['1,5h', 5400],
  ['1.5 h', 5400],
  ['PT1H30M', 5400],
  ['1 hora e 30 minutos', 5400],
  ['1 hora', 3600],
  ['45 s', 45],
  ['1:30:15', 5415],
  ['2 dias', 172800],
  ['2d 3h', 183600],
  ['P1W', 604800],
  ['26h', 93600],
  ['0', 0],
])('%s is %i seconds', (text, value) => {
  expect(parseDuration(text)).toEqual({ ok: true, value })
})

it.each([
  ['uma hora', 'duration'],
  ['1:60', 'duration'],
  ['-10', 'duration'],
  ['30 h 1 h', 'duration'],
  ['pt', 'duration'],
  ['10 meses', 'duration'],
  ['100000 h', 'number_limit'],
])('%s is %s', (text, code) => {
  expect(parseDuration(text)).toEqual({ ok: false, code })
})

it.each([
  [0, '0 min'],
  [45, '45 s'],
  [2700, '45 min'],
  [3600, '1 h'],
  [5400, '1 h 30 min'],
  [5415, '1 h 30 min 15 s'],
  [93600, '26 h'],
])('%i is shown as %s, and read back', (value, text) => {
  expect(durationText(value)).toBe(text)
  expect(parseDuration(text)).toEqual({ ok: true, value })
})
