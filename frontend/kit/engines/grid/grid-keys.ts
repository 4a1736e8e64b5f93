/** Where a key takes the focus in a grid. Row -1 is the head, where there is one to go to. Pure. */

export interface GridPlace {
  row: number
  column: number
}
export interface GridSize {
  rows: number
  columns: number
  /** Rows of one screen, for Page Up and Page Down. */
  page: number
  /** The arrows reach the head. */
  head?: boolean
}
export type GridKey = { to: GridPlace } | { open: true } | null

export interface Pressed {
  key: string
  ctrl: boolean
}

const clamp = (value: number, first: number, last: number) => Math.max(first, Math.min(last, value))

export function gridKey(place: GridPlace, { key, ctrl }: Pressed, size: GridSize): GridKey {
  if (size.rows === 0 && !size.head) return null
  if (key === 'Enter') return { open: true }
  const top = size.head ? -1 : 0
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const go = (row: number, column = place.column): GridKey => ({
    to: { row: clamp(row, top, Math.max(top, lastRow)), column: clamp(column, 0, lastColumn) },
  })
  /** A jump stays in the rows. */
  const jump = (row: number, column = place.column): GridKey => go(Math.max(0, row), column)
  switch (key) {
    case 'ArrowDown':
      return ctrl ? jump(lastRow) : go(place.row + 1)
    case 'ArrowUp':
      return ctrl ? jump(0) : go(place.row - 1)
    case 'ArrowRight':
      return go(place.row, ctrl ? lastColumn : place.column + 1)
    case 'ArrowLeft':
      return go(place.row, ctrl ? 0 : place.column - 1)
    case 'PageDown':
      return jump(place.row + size.page)
    case 'PageUp':
      return jump(place.row - size.page)
    case 'Home':
      return ctrl ? jump(0, 0) : go(place.row, 0)
    case 'End':
      return ctrl ? jump(lastRow, lastColumn) : go(place.row, lastColumn)
    case 'j':
      return ctrl ? null : go(place.row + 1)
    case 'k':
      return ctrl ? null : jump(place.row - 1)
    default:
      return null
  }
}
