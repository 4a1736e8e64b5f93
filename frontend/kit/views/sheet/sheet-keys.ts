/** What a key means in a sheet, as people know it from spreadsheets. Pure. */
import { type GridPlace, type GridSize, gridKey } from '../../engines/grid/grid-keys'

export type SheetAction =
  | { kind: 'move'; to: GridPlace }
  | { kind: 'extend'; to: GridPlace }
  /** `typed` replaces what is there; without it what is there is edited. */
  | { kind: 'edit'; typed?: string }
  /** To the next cell, of the range where there is one. */
  | { kind: 'next'; by: 'row' | 'column'; back: boolean }
  | { kind: 'clear' | 'fill' | 'undo' | 'all' | 'line' | 'column' | 'escape' | 'open' }

export interface SheetPress {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
}

const ARROWS = /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End)$/

/** `end`: where the range reaches; the place itself when it is one cell. */
export function sheetKey(
  place: GridPlace,
  end: GridPlace,
  press: SheetPress,
  size: GridSize,
): SheetAction | null {
  const { key, ctrl, shift, alt } = press
  if (alt) return null
  const isRange = place.row !== end.row || place.column !== end.column
  if (ARROWS.test(key)) {
    const from = shift ? end : place
    const found = gridKey(from, { key, ctrl }, shift ? { ...size, head: false } : size)
    if (!found || !('to' in found)) return null
    return { kind: shift ? 'extend' : 'move', to: found.to }
  }
  if (ctrl) return withCtrl(key.toLowerCase(), shift)
  switch (key) {
    case 'Enter':
      return isRange || shift ? { kind: 'next', by: 'column', back: shift } : { kind: 'edit' }
    case 'Tab':
      return { kind: 'next', by: 'row', back: shift }
    case 'F2':
      return { kind: 'edit' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' }
    case 'Escape':
      return { kind: 'escape' }
    case ' ':
      return shift ? { kind: 'line' } : { kind: 'edit' }
    default:
      return [...key].length === 1 ? { kind: 'edit', typed: key } : null
  }
}

function withCtrl(key: string, shift: boolean): SheetAction | null {
  switch (key) {
    case 'd':
      return { kind: 'fill' }
    case 'z':
      return shift ? null : { kind: 'undo' }
    case 'a':
      return { kind: 'all' }
    case ' ':
      return { kind: 'column' }
    case 'enter':
      return { kind: 'open' }
    default:
      return null
  }
}

/** Tab and Enter without a range: over the edge to the next line; null at the very end, where Tab leaves the sheet. */
export function nextCell(
  place: GridPlace,
  by: 'row' | 'column',
  back: boolean,
  size: Pick<GridSize, 'rows' | 'columns'>,
): GridPlace | null {
  const step = back ? -1 : 1
  if (by === 'column') {
    const row = place.row + step
    return row < 0 || row >= size.rows ? null : { ...place, row }
  }
  const column = place.column + step
  if (column >= 0 && column < size.columns) return { ...place, column }
  const row = place.row + step
  if (row < 0 || row >= size.rows) return null
  return { row, column: back ? size.columns - 1 : 0 }
}
