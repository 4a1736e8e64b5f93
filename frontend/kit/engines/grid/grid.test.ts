// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { directionOf, type GridColumn, nextSort } from './grid-columns'
import { gridKey } from './grid-keys'

const size = { rows: 100, columns: 5, page: 20 }
const at = { row: 10, column: 2 }
const press = (key: string, ctrl = false) => gridKey(at, { key, ctrl }, size)

describe('grid keys', () => {
  it.each([
    ['ArrowDown', false, { row: 11, column: 2 }],
    ['j', false, { row: 11, column: 2 }],
    ['k', false, { row: 9, column: 2 }],
    ['ArrowLeft', false, { row: 10, column: 1 }],
    ['ArrowUp', true, { row: 0, column: 2 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
    ['End', false, { row: 10, column: 4 }],
    ['PageDown', false, { row: 30, column: 2 }],
    ['PageUp', false, { row: 0, column: 2 }],
  ])('%s ctrl=%s', (key, ctrl, to) => {
    expect(press(key, ctrl)).toEqual({ to })
  })

  it('never leaves the grid', () => {
    expect(gridKey({ row: 99, column: 4 }, { key: 'ArrowDown', ctrl: false }, size)).toEqual({
      to: { row: 99, column: 4 },
    })
    expect(gridKey({ row: 0, column: 0 }, { key: 'ArrowLeft', ctrl: false }, size)).toEqual({
      to: { row: 0, column: 0 },
    })
  })

  it('opens with Enter, leaves other keys alone, does nothing when empty', () => {
    expect(press('Enter')).toEqual({ open: true })
    expect(press('a')).toBeNull()
    expect(gridKey(at, { key: 'Enter', ctrl: false }, { ...size, rows: 0 })).toBeNull()
  })
})

describe('sort by head', () => {
  const name: GridColumn = {
    key: 'name',
    label: 'Nome',
    align: 'start',
    width: { min: 1, ideal: 1 },
    sortable: true,
  }
  const value: GridColumn = { ...name, key: 'value', align: 'end' }

  it('goes up, down, and back to the view', () => {
    expect(nextSort('-created_at', name, '-created_at')).toBe('name')
    expect(nextSort('name', name, '-created_at')).toBe('-name')
    expect(nextSort('-name', name, '-created_at')).toBeUndefined()
  })

  it('starts numbers from the largest', () => {
    expect(nextSort(null, value, null)).toBe('-value')
    expect(nextSort('-value', value, null)).toBe('value')
  })

  it('reads only the first key', () => {
    expect(directionOf('-value,name', 'value')).toBe('descending')
    expect(directionOf('-value,name', 'name')).toBeNull()
  })
})
