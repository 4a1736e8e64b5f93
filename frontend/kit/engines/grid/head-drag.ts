/** Dragging in the head of a grid: the edge of a column makes it wider, its name takes it to another place. States as a union. */
import { type PointerEvent, useRef, useState } from 'react'
import { clampWidth, type GridColumn } from './grid-columns'

export type HeadDrag =
  | { kind: 'none' }
  | { kind: 'resize'; column: number; from: number; width: number; start: number }
  | { kind: 'press'; column: number; from: number }
  | { kind: 'move'; column: number; to: number }

const NONE: HeadDrag = { kind: 'none' }
/** Less than this is a press, not a drag. */
const SLACK = 6

interface HeadDragOptions {
  columns: readonly GridColumn[]
  onResize: (column: GridColumn, width: number) => void
  onMove: (from: number, to: number) => void
}

export interface HeadDragging {
  drag: HeadDrag
  startResize: (event: PointerEvent<HTMLElement>, column: number) => void
  startMove: (event: PointerEvent<HTMLElement>, column: number) => void
  /** On the head row. */
  follow: (event: PointerEvent<HTMLElement>) => void
  finish: () => void
  /** A drag just ended: the press that comes with it is none. */
  swallow: () => boolean
}

export function useHeadDrag({ columns, onResize, onMove }: HeadDragOptions): HeadDragging {
  const [drag, setDrag] = useState<HeadDrag>(NONE)
  const dragged = useRef(false)

  const headOf = (event: PointerEvent<HTMLElement>) =>
    event.currentTarget.closest<HTMLElement>('[role=columnheader]')
  /** The place the pointer is over: before the first column there is none, it stays. */
  const placeAt = (row: HTMLElement, x: number): number => {
    const heads = [...row.querySelectorAll<HTMLElement>('[role=columnheader][data-col]')]
    const before = heads.filter((head) => {
      const box = head.getBoundingClientRect()
      return box.left + box.width / 2 < x
    })
    const last = before.at(-1)
    return Math.max(1, last ? Number(last.dataset.col) + 1 : 1)
  }

  return {
    drag,
    startResize: (event, column) => {
      const head = headOf(event)
      if (!head || event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      const start = head.getBoundingClientRect().width
      setDrag({ kind: 'resize', column, from: event.clientX, width: start, start })
    },
    startMove: (event, column) => {
      if (event.button !== 0 || column === 0 || event.pointerType === 'touch') return
      setDrag({ kind: 'press', column, from: event.clientX })
    },
    follow: (event) => {
      if (drag.kind === 'none') return
      if (event.buttons === 0) return setDrag(NONE)
      if (drag.kind === 'resize') {
        setDrag({ ...drag, width: clampWidth(drag.start + event.clientX - drag.from) })
      } else if (drag.kind === 'move' || Math.abs(event.clientX - drag.from) > SLACK) {
        const to = placeAt(event.currentTarget, event.clientX)
        setDrag({ kind: 'move', column: drag.column, to })
      }
    },
    finish: () => {
      const column = drag.kind === 'none' ? undefined : columns[drag.column]
      dragged.current = drag.kind === 'resize' || drag.kind === 'move'
      setDrag(NONE)
      if (!column) return
      if (drag.kind === 'resize' && drag.width !== drag.start) onResize(column, drag.width)
      if (drag.kind !== 'move') return
      // Taken out first, so what stands after it moves one to the left.
      const to = drag.to > drag.column ? drag.to - 1 : drag.to
      if (to !== drag.column) onMove(drag.column, to)
    },
    swallow: () => {
      const was = dragged.current
      dragged.current = false
      return was
    },
  }
}
