/** Days on a line, by hand: 23 November 2026 is a Monday. */
import { describe, expect, it } from 'vitest'
import { atOfSpan, isDay, mondayOf, startOf, stepAt, timeScale, windowOf } from './time-scale'

const ZONE = 'America/Sao_Paulo'
const TODAY = '2026-11-23'
const NOW = new Date('2026-11-23T13:42:00Z')
const scaleOf = (span: 'weeks' | 'month' | 'quarter', at?: string) =>
  timeScale(span, windowOf(span, at, TODAY), NOW, TODAY, ZONE)

describe('the days shown', () => {
  it('stand around the week of today', () => {
    expect(windowOf('weeks', undefined, TODAY)).toEqual({ from: '2026-11-16', to: '2026-11-30' })
    expect(windowOf('month', undefined, TODAY)).toEqual({ from: '2026-10-26', to: '2026-12-07' })
    expect(windowOf('quarter', undefined, TODAY)).toEqual({ from: '2026-09-21', to: '2026-12-21' })
  })

  it('start where the address says, when that is a day', () => {
    expect(windowOf('weeks', '2026-02-02', TODAY)).toEqual({ from: '2026-02-02', to: '2026-02-16' })
    expect(windowOf('weeks', '2026-02-31', TODAY).from).toBe('2026-11-16')
    expect(isDay('9999-99-99')).toBe(false)
    expect(isDay('2026-02-28')).toBe(true)
  })

  it('go on and come back to where they start by themselves', () => {
    const first = windowOf('month', undefined, TODAY)
    const next = stepAt('month', first, TODAY, 1)
    expect(next).toBe('2026-11-23')
    expect(stepAt('month', windowOf('month', next, TODAY), TODAY, -1)).toBeUndefined()
  })

  it('keep their middle in another span', () => {
    expect(atOfSpan('weeks', { from: '2026-10-26', to: '2026-12-07' })).toBe('2026-11-09')
  })

  it('know Mondays on both sides of 1970', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(mondayOf('1969-12-31')).toBe('1969-12-29')
  })
})

describe('the line', () => {
  it('has a tick a week and marks the one of today', () => {
    const { ticks } = scaleOf('month')
    expect(ticks.map((tick) => tick.day)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ])
    expect(ticks.filter((tick) => tick.isNow).map((tick) => tick.day)).toEqual([TODAY])
    expect(ticks[1]?.at).toBeCloseTo(1 / 6, 6)
  })

  it('has a tick a day, and a tick a month', () => {
    expect(scaleOf('weeks').ticks).toHaveLength(14)
    expect(scaleOf('quarter').ticks.map((tick) => tick.day)).toEqual([
      '2026-09-21',
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
    ])
  })

  it('places an instant of the clinic, not of the browser', () => {
    const scale = scaleOf('weeks')
    expect(startOf('2026-11-16', ZONE)).toBe(Date.parse('2026-11-16T03:00:00Z'))
    expect(scale.place(Date.parse('2026-11-23T03:00:00Z'))).toBeCloseTo(0.5, 9)
    expect(scale.now).toBeCloseTo(0.5 + (10 * 60 + 42) / (14 * 24 * 60), 9)
    expect(scaleOf('weeks', '2026-02-02').now).toBeNull()
  })

  it('shades weekends, one cut by the edge too', () => {
    expect(scaleOf('weeks').weekends.map(({ at }) => Math.round(at * 14))).toEqual([5, 12])
    const cut = scaleOf('weeks', '2026-11-22').weekends
    expect(cut.map(({ at, size }) => [Math.round(at * 14), Math.round(size * 14)])).toEqual([
      [0, 1],
      [6, 2],
      [13, 1],
    ])
  })

  it('is whole where the clocks change', () => {
    const window = { from: '2018-10-29', to: '2018-11-12' } // clocks went forward on 4 November
    const scale = timeScale('weeks', window, NOW, TODAY, ZONE)
    expect(scale.place(startOf('2018-11-12', ZONE))).toBe(1)
    expect(scale.ticks).toHaveLength(14)
  })
})
