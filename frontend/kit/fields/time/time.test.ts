// @vitest-environment node
import { expect, it } from 'vitest'
import { maskTime, parseTime } from './time'

it.each([
  ['14:30', '14:30'],
  ['14h30', '14:30'],
  ['14h30min', '14:30'],
  ['14h', '14:00'],
  ['14 h', '14:00'],
  ['14.30', '14:30'],
  ['1430', '14:30'],
  ['930', '09:30'],
  ['9', '09:00'],
  ['9:05', '09:05'],
  ['00:00', '00:00'],
  ['2:30 pm', '14:30'],
  ['12 am', '00:00'],
  ['12:15 p.m.', '12:15'],
  ['14:30:05', '14:30:05'],
  ['14:30:00', '14:30'],
])('%s is %s', (text, value) => {
  expect(parseTime(text)).toEqual({ ok: true, value })
})

it.each([
  ['24:00', 'time'],
  ['25:00', 'time'],
  ['2500', 'time'],
  ['14:60', 'time'],
  ['99', 'time'],
  ['meio-dia', 'time'],
  ['13 pm', 'time'],
  ['-1:00', 'time'],
  ['14:3', 'time.incomplete'],
])('%s is %s', (text, code) => {
  expect(parseTime(text)).toEqual({ ok: false, code })
})

it.each([
  ['1', '1'],
  ['14', '14'],
  ['143', '14:3'],
  ['1430', '14:30'],
  ['930', '9:30'],
  ['143005', '14:30:05'],
  ['14h30', '14h30'],
  ['25', '25'],
  ['25:', '25:'],
  ['25:0', '25:0'],
  ['25:00', '25:00'],
  ['2500', '2500'],
  ['9:30', '9:30'],
  ['14:300', '14:30:0'],
])('%s is drawn as %s', (text, shown) => {
  expect(maskTime(text)).toBe(shown)
})
