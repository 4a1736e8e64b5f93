/** A range of cells: from where it began to where it reaches, in either direction. Pure. */
import { type GridPlace } from './grid-keys'

export interface Rect {
  top: number
  bottom: number
  left: number
  right: number
}

export function rectOf(from: GridPlace, to: GridPlace): Rect {
  return {
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  }
}

export const rowsIn = (rect: Rect): number => rect.bottom - rect.top + 1
export const columnsIn = (rect: Rect): number => rect.right - rect.left + 1
export const isOneCell = (rect: Rect): boolean => rowsIn(rect) === 1 && columnsIn(rect) === 1

/** The next cell of a range in reading order of rows (Tab) or of columns (Enter), round and round. */
export function nextInRange(
  rect: Rect,
  at: GridPlace,
  by: 'row' | 'column',
  back: boolean,
): GridPlace {
  const width = columnsIn(rect)
  const height = rowsIn(rect)
  const index =
    by === 'row'
      ? (at.row - rect.top) * width + (at.column - rect.left)
      : (at.column - rect.left) * height + (at.row - rect.top)
  const count = width * height
  const next = (index + (back ? count - 1 : 1)) % count
  return by === 'row'
    ? { row: rect.top + Math.floor(next / width), column: rect.left + (next % width) }
    : { row: rect.top + (next % height), column: rect.left + Math.floor(next / height) }
}
