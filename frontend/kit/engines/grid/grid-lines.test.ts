// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  columnEdges,
  columnsBetween,
  columnTemplate,
  type GridColumn,
  movedTo,
} from './grid-columns'
import { groupedLines, plainLines } from './grid-lines'
import { scrollTo, windowOf } from './scroll-window'

const groups = [
  { key: 'a', count: 3 },
  { key: 'b', count: 0 },
  { key: 'c', count: 2 },
]
const shown = (closed: string[], rows = 5) => {
  const lines = groupedLines(groups, rows, new Set(closed))
  return Array.from({ length: lines.count }, (_, line) => {
    const at = lines.at(line)
    return at.kind === 'group' ? groups[at.group]?.key : at.row
  })
}

describe('lines of groups', () => {
  it('puts a head before the rows of each', () => {
    expect(shown([])).toEqual(['a', 0, 1, 2, 'b', 'c', 3, 4])
  })

  it('leaves out the rows of a closed one, the others keep their number', () => {
    expect(shown(['a'])).toEqual(['a', 'b', 'c', 3, 4])
    expect(groupedLines(groups, 5, new Set(['a'])).ofRow(4)).toBe(4)
    expect(groupedLines(groups, 5, new Set(['a'])).ofRow(1)).toBe(0)
  })

  it('has room for rows that came since they were counted', () => {
    expect(shown([], 6)).toEqual(['a', 0, 1, 2, 'b', 'c', 3, 4, 5])
  })

  it('finds the line of every row again', () => {
    const lines = groupedLines(groups, 5, new Set())
    for (let row = 0; row < 5; row += 1)
      expect(lines.at(lines.ofRow(row))).toEqual({ kind: 'row', row })
    expect(plainLines(7).ofRow(3)).toBe(3)
  })
})

const column = (key: string, ideal: number, fixed?: number): GridColumn => ({
  key,
  label: key,
  align: 'start',
  width: { min: 50, ideal },
  sortable: true,
  fixed,
})
const columns = Array.from({ length: 200 }, (_, index) => column(`c${index}`, 100))

describe('columns in sight', () => {
  it('draws a dozen of two hundred', () => {
    const edges = columnEdges(columns, 40)
    expect(edges.at(-1)).toBe(20_040)
    expect(columnsBetween(edges, 0, 1000)).toEqual({ first: 1, last: 9 })
    expect(columnsBetween(edges, 10_000, 11_000)).toEqual({ first: 99, last: 109 })
    expect(columnsBetween(edges, 19_040, 20_040)).toEqual({ first: 190, last: 199 })
  })

  it('draws few lines of a hundred thousand, wherever it is scrolled to', () => {
    const shape = { lines: 100_000, lineHeight: 32, edges: columnEdges(columns, 40) }
    const box = { left: 0, width: 1000, height: 700 }
    expect(windowOf({ ...box, top: 0 }, shape).lines).toEqual({ first: 0, last: 22 })
    expect(windowOf({ ...box, top: 1_600_000 }, shape).lines).toEqual({
      first: 49_999,
      last: 50_022,
    })
    expect(windowOf({ ...box, top: 9_999_999 }, shape).lines).toEqual({
      first: 99_999,
      last: 99_999,
    })
  })

  it('shows a cell that what sticks would cover', () => {
    const stuck = { before: 32, after: 34 }
    expect(scrollTo({ start: 100, end: 132 }, { start: 90, size: 500 }, stuck)).toBe(68)
    expect(scrollTo({ start: 560, end: 592 }, { start: 90, size: 500 }, stuck)).toBe(126)
    expect(scrollTo({ start: 200, end: 232 }, { start: 90, size: 500 }, stuck)).toBe(90)
  })

  it('keeps the width somebody gave and shares the rest', () => {
    expect(columnTemplate([column('a', 200), column('b', 100, 80)], 40)).toBe(
      '40px minmax(200px, 200fr) 80px',
    )
  })

  it('moves a column', () => {
    expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
    expect(movedTo(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a'])
  })
})
