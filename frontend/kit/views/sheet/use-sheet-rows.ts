/** The lines of a sheet: rows that are saved, with what is on its way, and after them those that are not created yet. */
import { useCallback, useMemo } from 'react'
import { groupedLines, type Lines, plainLines } from '../../engines/grid/grid-lines'
import { type Rect } from '../../engines/grid/grid-range'
import { type Row } from '../../meta/wire'
import { type RowWindow } from '../row-window'
import { type NewRow } from './use-new-rows'
import { type SheetCells } from './use-sheet-cells'

export interface SheetRows {
  lines: Lines
  /** By number; rows not created yet come after those that are. */
  row: (index: number) => Row | undefined
  /** Number of the row on a line; null on the head of a group. */
  rowOn: (line: number) => number | null
  /** Which of the rows not created yet, null for one that is. */
  newAt: (index: number) => number | null
  /** The rows of a range of lines, heads of groups left out; a promise where some must be read. */
  inRange: (rect: Pick<Rect, 'top' | 'bottom'>) => SheetLine[] | Promise<SheetLine[]>
}

export interface SheetLine {
  index: number
  row: Row | undefined
}

export function useSheetRows(
  list: RowWindow,
  created: readonly NewRow[],
  cells: Pick<SheetCells, 'shown'>,
  isGrouped: boolean,
  closed: ReadonlySet<string>,
): SheetRows {
  const { length, groups, row: saved, read } = list
  const { shown } = cells
  const lines = useMemo((): Lines => {
    const sizes = groups?.map(({ key, count }) => ({
      key: JSON.stringify(key),
      count: count.value,
    }))
    const base = isGrouped && sizes ? groupedLines(sizes, length, closed) : plainLines(length)
    return {
      count: base.count + created.length,
      at: (line) =>
        line < base.count ? base.at(line) : { kind: 'row', row: length + line - base.count },
      ofRow: (row) => (row < length ? base.ofRow(row) : base.count + row - length),
    }
  }, [isGrouped, groups, length, closed, created.length])

  const row = useCallback(
    (index: number) => {
      if (index >= length) return created[index - length]?.row
      const here = saved(index)
      return here && shown(here)
    },
    [length, created, saved, shown],
  )
  const rowOn = (line: number): number | null => {
    // Beyond the end there is room for rows to come.
    if (line >= lines.count) return length + created.length + line - lines.count
    const at = lines.at(line)
    return at.kind === 'row' ? at.row : null
  }
  return {
    lines,
    row,
    rowOn,
    newAt: (index) => (index < length ? null : index - length),
    inRange: ({ top, bottom }) => {
      const found: SheetLine[] = []
      for (let line = Math.max(0, top); line <= bottom; line += 1) {
        const index = rowOn(line)
        if (index !== null) found.push({ index, row: row(index) })
      }
      const missing = found.filter((one) => one.index < length && !one.row)
      const first = missing[0]?.index
      const last = missing.at(-1)?.index
      if (first === undefined || last === undefined) return found
      return read(first, last).then((rows) =>
        found.map((one) =>
          one.row || one.index < first ? one : { ...one, row: rows[one.index - first] },
        ),
      )
    },
  }
}
