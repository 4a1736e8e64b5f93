/** Deadlines at 10:42 in São Paulo on 23 November 2026. */
import { expect, it } from 'vitest'
import { dueOf } from './due'

const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}
const due = (value: unknown) => dueOf(value, context)

it('counts what is late by the calendar of the clinic', () => {
  expect(due('2026-11-23T01:00:00Z')).toEqual({ kind: 'late', by: 1, unit: 'day' }) // 22nd, 22:00
  expect(due('2026-11-23T10:00:00Z')).toEqual({ kind: 'late', by: 3, unit: 'hour' })
  expect(due('2026-11-23T13:41:40Z')).toEqual({ kind: 'late', by: 1, unit: 'minute' })
  expect(due('2026-11-20')).toEqual({ kind: 'late', by: 3, unit: 'day' })
})

it('warns of the hour that comes and of today', () => {
  expect(due('2026-11-23T14:20:00Z')).toEqual({ kind: 'soon', until: '2026-11-23T14:20:00Z' })
  expect(due('2026-11-23')).toEqual({ kind: 'today' })
})

it('leaves the rest alone', () => {
  expect(due('2026-11-23T14:43:00Z')).toEqual({ kind: 'ahead' })
  expect(due('2026-11-24')).toEqual({ kind: 'ahead' })
  expect(due(null)).toBeNull()
  expect(due('someday')).toBeNull()
})
