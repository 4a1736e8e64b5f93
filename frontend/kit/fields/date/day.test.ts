// @vitest-environment node
import { expect, it } from 'vitest'
import { dayText, maskDay, parseDay } from './day'

it('reads a day with or without its year', () => {
  expect(parseDay('25/12/2026', 2026)).toEqual({ ok: true, value: '2026-12-25' })
  expect(parseDay('1/5', 2026)).toEqual({ ok: true, value: '2026-05-01' })
  expect(parseDay('2026-12-25', 2026)).toEqual({ ok: true, value: '2026-12-25' })
  expect(parseDay('', 2026)).toEqual({ ok: true, value: null })
})

it('refuses days that do not exist', () => {
  expect(parseDay('30/02/2026', 2026)).toEqual({ ok: false, code: 'date.invalid' })
  expect(parseDay('25/', 2026)).toEqual({ ok: false, code: 'date.incomplete' })
})

it('masks and shows', () => {
  expect(maskDay('25122026')).toBe('25/12/2026')
  expect(dayText('2026-12-25')).toBe('25/12/2026')
})
