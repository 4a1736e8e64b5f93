// @vitest-environment node
import { expect, it } from 'vitest'
import { type KanbanData, type Row } from '../meta/wire'
import { appendColumn, moveCard } from './board-cache'

const card = (id: string, value: string | null = '100.00'): Row => ({
  id,
  version: 1,
  stage: 'new',
  value,
})
const board = (): KanbanData => ({
  kind: 'kanban',
  columns: [
    {
      key: 'new',
      count: { value: 2, capped: false },
      measures: { 'sum:value': '200.10' },
      cards: [card('a', '100.10'), card('b')],
      page: { next: 'n', has_next: true },
    },
    {
      key: 'won',
      count: { value: 1000, capped: true },
      measures: { 'sum:value': null },
      cards: [card('c')],
      page: { next: null, has_next: false },
    },
  ],
})

it('moves a card with its count and its sum', () => {
  const moved = moveCard(board(), 'a', { version: 2 }, { field: 'stage', to: 'won' })
  expect(moved.columns[0]).toMatchObject({
    count: { value: 1 },
    measures: { 'sum:value': '100.00' },
  })
  expect(moved.columns[0]?.cards.map((one) => one.id)).toEqual(['b'])
  expect(moved.columns[1]?.cards.map((one) => one.id)).toEqual(['a', 'c'])
  expect(moved.columns[1]?.cards[0]).toMatchObject({ stage: 'won', version: 2 })
})

it('leaves a capped count alone and starts a sum from nothing', () => {
  const moved = moveCard(board(), 'a', {}, { field: 'stage', to: 'won' })
  expect(moved.columns[1]).toMatchObject({
    count: { value: 1000, capped: true },
    measures: { 'sum:value': '100.10' },
  })
})

it('places by order when it knows one', () => {
  const compare = (a: Row, b: Row) => (a.id < b.id ? 1 : -1)
  expect(
    moveCard(board(), 'a', {}, { field: 'stage', to: 'won', compare }).columns[1]?.cards.map(
      (one) => one.id,
    ),
  ).toEqual(['c', 'a'])
})

it('changes nothing for an unknown card or column', () => {
  const data = board()
  expect(moveCard(data, 'z', {}, { field: 'stage', to: 'won' })).toBe(data)
  expect(moveCard(data, 'a', {}, { field: 'stage', to: 'nowhere' })).toBe(data)
})

it('joins a page without showing a card twice', () => {
  const column = board().columns[0]
  const page: KanbanData = {
    kind: 'kanban',
    columns: column
      ? [{ ...column, cards: [card('b'), card('d')], page: { next: null, has_next: false } }]
      : [],
  }
  const joined = appendColumn(board(), page)
  expect(joined.columns[0]?.cards.map((one) => one.id)).toEqual(['a', 'b', 'd'])
  expect(joined.columns[0]?.page.has_next).toBe(false)
  expect(joined.columns[1]?.cards).toHaveLength(1)
})
