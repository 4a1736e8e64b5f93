/** Makes a card draggable; the preview is the card itself, tilted, under the pointer where it was taken. */
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview'
import { type RefObject, useEffect, useRef } from 'react'

export const CARD = 'board-card'
/** Room around the preview for its tilt and shadow. */
const EDGE = 12

function preview(element: HTMLElement, container: HTMLElement): void {
  const box = element.getBoundingClientRect()
  const copy = element.cloneNode(true) as HTMLElement
  copy.style.width = `${box.width}px`
  copy.style.height = `${box.height}px`
  copy.classList.add('rotate-[-1.5deg]', 'shadow-dialog', 'border-line-strong')
  const frame = document.createElement('div')
  frame.style.padding = `${EDGE}px`
  frame.append(copy)
  container.append(frame)
}

export function useCardDrag(
  card: string,
  from: string,
  canMove: boolean,
): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (!element || !canMove) return
    return draggable({
      element,
      getInitialData: () => ({ type: CARD, card, from }),
      onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
        const box = element.getBoundingClientRect()
        const { clientX, clientY } = location.current.input
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: () => ({ x: clientX - box.left + EDGE, y: clientY - box.top + EDGE }),
          render: ({ container }) => preview(element, container),
        })
      },
    })
  }, [canMove, card, from])
  return ref
}
