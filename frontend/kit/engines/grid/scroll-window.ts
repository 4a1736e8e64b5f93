/** Which lines and columns of a grid are in sight. Lines have one height, so it is arithmetic; state changes only when the answer does. */
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { columnsBetween, type Span } from './grid-columns'

export const HEAD = 32
export const FOOT = 34
/** Lines drawn beyond either edge. */
export const OVERSCAN = 1

export interface ScrollWindow {
  lines: Span
  columns: Span
  /** Lines that fit on the screen. */
  page: number
}

interface Shape {
  lines: number
  lineHeight: number
  /** Pixels at which columns start and the last one ends. */
  edges: readonly number[]
}

interface Box {
  top: number
  left: number
  height: number
  width: number
}

/** What of the shape shows through the box. A box without a width (no layout yet) shows every column. */
export function windowOf(box: Box, { lines, lineHeight, edges }: Shape): ScrollWindow {
  const page = Math.max(1, Math.ceil((box.height - HEAD) / lineHeight))
  const first = Math.max(0, Math.floor(box.top / lineHeight) - OVERSCAN)
  const last = Math.min(lines - 1, Math.floor(box.top / lineHeight) + page + OVERSCAN)
  const all = { first: 1, last: edges.length - 2 }
  const isNarrow = box.width > 0 && (edges.at(-1) ?? 0) > box.width
  const columns = isNarrow ? columnsBetween(edges, box.left, box.left + box.width) : all
  return { lines: { first: Math.min(first, Math.max(0, last)), last }, columns, page }
}

const same = (a: ScrollWindow, b: ScrollWindow) =>
  a.lines.first === b.lines.first &&
  a.lines.last === b.lines.last &&
  a.columns.first === b.columns.first &&
  a.columns.last === b.columns.last &&
  a.page === b.page

const NOTHING: Box = { top: 0, left: 0, height: 900, width: 0 }

export function useScrollWindow(
  scroller: RefObject<HTMLElement | null>,
  shape: Shape,
  startTop: number,
): ScrollWindow {
  const [box, setBox] = useState<Box>({ ...NOTHING, top: startTop })
  const shown = windowOf(box, shape)
  const look = useEffectEvent((node: HTMLElement, now: boolean) => {
    const next = {
      top: node.scrollTop,
      left: node.scrollLeft,
      height: node.clientHeight,
      width: node.clientWidth,
    }
    if (same(windowOf(next, shape), shown)) return
    // Painted with the scroll, not a frame after it.
    if (now) flushSync(() => setBox(next))
    else setBox(next)
  })
  useEffect(() => {
    const node = scroller.current
    if (!node) return
    const scrolled = () => look(node, true)
    node.addEventListener('scroll', scrolled, { passive: true })
    const sized = new ResizeObserver(() => look(node, false))
    sized.observe(node)
    return () => {
      node.removeEventListener('scroll', scrolled)
      sized.disconnect()
    }
  }, [scroller])
  return shown
}

/** How far to scroll so that a stretch shows between what sticks to the two ends. */
export function scrollTo(
  stretch: { start: number; end: number },
  view: { start: number; size: number },
  stuck: { before: number; after: number },
): number {
  if (stretch.start < view.start + stuck.before) return Math.max(0, stretch.start - stuck.before)
  if (stretch.end > view.start + view.size - stuck.after)
    return stretch.end - view.size + stuck.after
  return view.start
}
