// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { nextCard, nextColumn } from './board-focus'
import {
  type BoardEvent,
  type BoardState,
  boardStep,
  type Carried,
  dropOf,
  idle,
  type Verdict,
} from './board-machine'

const verdict = ({ over }: Carried): Verdict => {
  if (over === 'won') return { kind: 'missing', fields: ['value'] }
  return over === 'far' ? { kind: 'refused' } : { kind: 'free' }
}
const run = (...events: BoardEvent[]): BoardState =>
  events.reduce((state, event) => boardStep(state, event, verdict), idle)
const lift: BoardEvent = { type: 'lift', card: 'a', from: 'new', by: 'keyboard' }

describe('carrying a card', () => {
  it('lifts, goes over a column and drops', () => {
    const carrying = run(lift, { type: 'over', column: 'active' })
    expect(carrying).toEqual({
      kind: 'carrying',
      by: 'keyboard',
      card: 'a',
      from: 'new',
      over: 'active',
    })
    expect(dropOf(carrying, verdict)).toBe('move')
    expect(run(lift, { type: 'over', column: 'active' }, { type: 'drop' })).toEqual(idle)
  })

  it('asks for what is missing before anything changes', () => {
    expect(dropOf(run(lift, { type: 'over', column: 'won' }), verdict)).toBe('ask')
    expect(run(lift, { type: 'over', column: 'won' }, { type: 'drop' })).toEqual({
      kind: 'asking',
      card: 'a',
      from: 'new',
      over: 'won',
    })
  })

  it('refuses a stage that cannot be reached', () => {
    expect(dropOf(run(lift, { type: 'over', column: 'far' }), verdict)).toBe('refuse')
    expect(run(lift, { type: 'over', column: 'far' }, { type: 'drop' })).toEqual(idle)
  })

  it('does nothing when dropped where it was, or cancelled', () => {
    expect(dropOf(run(lift), verdict)).toBe('nothing')
    expect(run(lift, { type: 'over', column: 'won' }, { type: 'cancel' })).toEqual(idle)
  })

  it('goes home when the pointer leaves the board, but not with the keyboard', () => {
    const byPointer: BoardEvent = { ...lift, by: 'pointer' }
    expect(run(byPointer, { type: 'over', column: 'won' }, { type: 'leave' })).toMatchObject({
      over: 'new',
    })
    expect(run(lift, { type: 'over', column: 'won' }, { type: 'leave' })).toMatchObject({
      over: 'won',
    })
  })

  it('carries one card at a time and asks again after the server refused', () => {
    expect(run(lift, { ...lift, card: 'b' })).toMatchObject({ card: 'a' })
    expect(run({ type: 'ask', card: 'a', from: 'new', over: 'won' })).toMatchObject({
      kind: 'asking',
      over: 'won',
    })
    expect(run({ type: 'ask', card: 'a', from: 'new', over: 'won' }, { type: 'settle' })).toEqual(
      idle,
    )
  })
})

describe('focus on the board', () => {
  const columns = [
    { key: 'new', cards: ['a', 'b', 'c'], collapsed: false },
    { key: 'active', cards: [], collapsed: false },
    { key: 'paused', cards: ['p'], collapsed: true },
    { key: 'won', cards: ['d'], collapsed: false },
  ]
  it.each([
    ['a', 'ArrowDown', 'b'],
    ['c', 'j', 'c'],
    ['b', 'k', 'a'],
    ['b', 'End', 'c'],
    ['b', 'ArrowRight', 'd'],
    ['d', 'ArrowLeft', 'a'],
    ['a', 'ArrowLeft', null],
    ['a', 'x', null],
    [null, 'ArrowDown', 'a'],
  ])('%s %s', (card, key, to) => {
    expect(nextCard(columns, card, key)).toBe(to)
  })

  it('moves a carried card through every column, empty and collapsed ones too', () => {
    expect(nextColumn(columns, 'new', 'ArrowRight')).toBe('active')
    expect(nextColumn(columns, 'active', 'ArrowRight')).toBe('paused')
    expect(nextColumn(columns, 'won', 'ArrowRight')).toBeNull()
    expect(nextColumn(columns, 'won', 'ArrowUp')).toBeNull()
  })
})
