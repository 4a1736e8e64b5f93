/** The one cell of the timeline in the tab order, and where an arrow takes it. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

export interface CellSpot {
  row: string
  cell: number
}

const PAGE = 10

/** Where a key goes from a spot; null when the key means nothing here. `cells` are those of a row that can be reached. Pure. */
export function nextSpot(
  rows: readonly string[],
  cells: (row: string) => readonly number[],
  from: CellSpot,
  key: string,
  ctrl = false,
): CellSpot | null {
  const index = rows.indexOf(from.row)
  const toRow = (to: number): CellSpot | null => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))]
    if (row === undefined) return null
    const found = cells(row)
    return { row, cell: found.includes(from.cell) ? from.cell : 0 }
  }
  const here = cells(from.row)
  const place = here.indexOf(from.cell)
  const along = (to: number): CellSpot | null => {
    const cell = here[Math.max(0, Math.min(to, here.length - 1))]
    return cell === undefined ? null : { row: from.row, cell }
  }
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return toRow(index + 1)
    case 'ArrowUp':
    case 'k':
      return toRow(index - 1)
    case 'PageDown':
      return toRow(index + PAGE)
    case 'PageUp':
      return toRow(index - PAGE)
    case 'ArrowRight':
      return along(place + 1)
    case 'ArrowLeft':
      return along(place - 1)
    case 'Home':
      return ctrl ? toRow(0) : along(0)
    case 'End':
      return ctrl ? toRow(rows.length - 1) : along(here.length - 1)
    default:
      return null
  }
}

interface CellFocus {
  spot: CellSpot | null
  set: (spot: CellSpot) => void
  /** Focuses the spot, or the first there is. */
  enter: () => void
  /** True when the key was for moving. */
  key: (event: KeyboardEvent) => boolean
}

export function useCellFocus(
  box: RefObject<HTMLElement | null>,
  rows: readonly string[],
  cells: (row: string) => readonly number[],
): CellFocus {
  const [kept, setKept] = useState<CellSpot | null>(null)
  const first = rows[0]
  const isKnown = kept !== null && rows.includes(kept.row)
  const known = isKnown && cells(kept.row).includes(kept.cell)
  const spot = known ? kept : isKnown ? { row: kept.row, cell: 0 } : null
  const shown = spot ?? (first === undefined ? null : { row: first, cell: 0 })
  const wants = useRef(false)

  useEffect(() => {
    if (!wants.current || !shown) return
    const found = box.current?.querySelector<HTMLElement>(
      `[data-cell="${CSS.escape(`${shown.row} ${shown.cell}`)}"]`,
    )
    if (!found) return // its row is drawn in a moment
    wants.current = false
    found.focus({ preventScroll: true })
  })

  return {
    spot: shown,
    set: setKept,
    enter: () => {
      wants.current = true
      setKept(shown && { ...shown })
    },
    key: (event) => {
      const next = shown && nextSpot(rows, cells, shown, event.key, event.ctrlKey)
      if (!next) return false
      wants.current = true
      setKept(next)
      return true
    },
  }
}
