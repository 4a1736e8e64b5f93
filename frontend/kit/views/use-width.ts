/** How wide an element is drawn, in px; followed while it changes. */
import { type RefObject, useLayoutEffect, useState } from 'react'

export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const found = element.current
    if (!found) return
    const read = () => setWidth(found.clientWidth || found.offsetWidth)
    read()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(read)
    observer.observe(found)
    return () => observer.disconnect()
  }, [element])
  return width
}
