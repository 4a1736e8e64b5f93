/** Which cells a paste fills: one value fills the whole range, more start at its corner; what hangs over the right edge is cut. Pure. */
import { type GridPlace } from '../../engines/grid/grid-keys'
import { columnsIn, type Rect, rowsIn } from '../../engines/grid/grid-range'

export interface PasteCell {
  place: GridPlace
  /** Cell of what was copied. */
  from: { row: number; column: number }
}

export interface PastePlan {
  cells: PasteCell[]
  rect: Rect
  /** Columns that have no place. */
  cut: number
}

export function pastePlan(
  rows: number,
  columns: number,
  range: Rect,
  columnCount: number,
): PastePlan {
  // A range that is whole copies of what was copied is filled with it, again and again.
  const isFill = rowsIn(range) % rows === 0 && columnsIn(range) % columns === 0
  const height = isFill ? rowsIn(range) : rows
  const wanted = isFill ? columnsIn(range) : columns
  const width = Math.min(wanted, columnCount - range.left)
  const cells: PasteCell[] = []
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      cells.push({
        place: { row: range.top + row, column: range.left + column },
        from: { row: row % rows, column: column % columns },
      })
    }
  }
  return {
    cells,
    rect: {
      top: range.top,
      left: range.left,
      bottom: range.top + height - 1,
      right: range.left + width - 1,
    },
    cut: wanted - width,
  }
}
