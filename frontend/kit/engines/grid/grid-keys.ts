/** Where a key takes the focus in a grid, and whether it opens the row. Pure; the header is not part of it. */

export interface GridPlace {
  row: number
  column: number
}
export interface GridSize {
  rows: number
  columns: number
  /** Rows of one screen, for Page Up and Page Down. */
  page: number
}
export type GridKey = { to: GridPlace } | { open: true } | null

interface Pressed {
  key: string
  ctrl: boolean
}

const clamp = (value: number, last: number) => Math.max(0, Math.min(last, value))

export function gridKey(place: GridPlace, { key, ctrl }: Pressed, size: GridSize): GridKey {
  if (size.rows === 0) return null
  if (key === 'Enter') return { open: true }
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const go = (row: number, column = place.column): GridKey => ({
    to: { row: clamp(row, lastRow), column: clamp(column, lastColumn) },
  })
  switch (key) {
    case 'ArrowDown':
      return go(ctrl ? lastRow : place.row + 1)
    case 'ArrowUp':
      return go(ctrl ? 0 : place.row - 1)
    case 'ArrowRight':
      return go(place.row, ctrl ? lastColumn : place.column + 1)
    case 'ArrowLeft':
      return go(place.row, ctrl ? 0 : place.column - 1)
    case 'PageDown':
      return go(place.row + size.page)
    case 'PageUp':
      return go(place.row - size.page)
    case 'Home':
      return ctrl ? go(0, 0) : go(place.row, 0)
    case 'End':
      return ctrl ? go(lastRow, lastColumn) : go(place.row, lastColumn)
    case 'j':
      return ctrl ? null : go(place.row + 1)
    case 'k':
      return ctrl ? null : go(place.row - 1)
    default:
      return null
  }
}
