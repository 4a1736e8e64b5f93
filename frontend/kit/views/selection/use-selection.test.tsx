/** What is chosen follows the rows that are here, and starts over when something else is asked. */
import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { scopeOf } from './scope'
import { useSelection } from './use-selection'

const rowsOf = (ids: string) => [...ids].map((id) => ({ id }))

function start(ids: string) {
  return renderHook(({ rows, scope }) => useSelection(rowsOf(rows), scope), {
    initialProps: { rows: ids, scope: 'a' },
  })
}

it('chooses a range from the last row toggled', () => {
  const { result } = start('abcdef')
  act(() => result.current.toggle('e'))
  act(() => result.current.toggle('b', true))
  expect(result.current.ids.join('')).toBe('bcde')
  act(() => result.current.toggle('c'))
  expect(result.current.ids.join('')).toBe('bde')
  expect(result.current.state).toBe('some')
})

it('forgets what left the rows for as long as it is away', () => {
  const { result, rerender } = start('abc')
  act(() => result.current.togglePage())
  rerender({ rows: 'ac', scope: 'a' })
  expect(result.current.ids.join('')).toBe('ac')
  rerender({ rows: 'abc', scope: 'a' })
  expect(result.current.ids.join('')).toBe('abc')
})

it('starts over with another search or filter', () => {
  const { result, rerender } = start('abc')
  act(() => result.current.togglePage())
  act(() => result.current.selectAll())
  rerender({ rows: 'abc', scope: 'b' })
  expect([result.current.state, result.current.isAll]).toEqual(['none', false])
})

it('is no longer all once one is taken out', () => {
  const { result } = start('abc')
  act(() => result.current.selectAll())
  act(() => result.current.toggle('b'))
  expect([result.current.ids.join(''), result.current.isAll]).toEqual(['ac', false])
})

it('tells the API which records, and leaves out those in the way', () => {
  const chosen = { ids: ['a', 'b'], isAll: false, filter: 'x = 1', search: 'ana', size: 2 }
  expect(scopeOf(chosen, ['b'])).toEqual({ ids: ['a'] })
  const all = { ...chosen, isAll: true, size: 40 }
  expect(scopeOf(all)).toEqual({ filter: 'x = 1', search: 'ana', expect_at_most: 40 })
  expect(scopeOf({ ...all, filter: 'x = 1 or y = 2' }, ['b'])).toEqual({
    filter: "(x = 1 or y = 2) and id not in ('b')",
    search: 'ana',
    expect_at_most: 39,
  })
  expect(scopeOf({ ...all, filter: null, search: undefined })).toEqual({
    filter: 'true',
    search: undefined,
    expect_at_most: 40,
  })
})
