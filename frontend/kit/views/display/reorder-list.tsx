/** A short list in an order of the person's own: dragged by its handle, or moved with Alt and the arrows. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { moved } from '../../fields/row-moves'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { announce } from '../../ui/visually-hidden'
import { displayMessages } from './display-messages'

export interface ReorderItem {
  key: string
  label: string
}

interface ReorderListProps<T extends ReorderItem> {
  label: string
  items: readonly T[]
  onReorder: (items: T[]) => void
  children: (item: T, index: number) => ReactNode
}

interface Drag {
  key: string
  to: number
}

export function ReorderList<T extends ReorderItem>({
  label,
  items,
  onReorder,
  children,
}: ReorderListProps<T>) {
  const words = useMessages(displayMessages)
  const list = useRef<HTMLUListElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const from = drag ? items.findIndex((item) => item.key === drag.key) : -1
  const shown = drag && from >= 0 ? moved(items, from, drag.to) : items

  const step = (event: KeyboardEvent, item: T, index: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const to = index + by
    if (to < 0 || to >= items.length) return
    onReorder(moved(items, index, to))
    announce(words.place(item.label, to + 1, items.length))
  }
  /** The place under the pointer, by the middles of the rows. */
  const placeAt = (y: number) => {
    const rows = [...(list.current?.children ?? [])]
    const above = rows.filter((row) => {
      const box = row.getBoundingClientRect()
      return box.top + box.height / 2 < y
    }).length
    return Math.max(0, Math.min(above, items.length - 1))
  }
  const start = (event: PointerEvent<HTMLButtonElement>, item: T, index: number) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ key: item.key, to: index })
  }
  const drop = () => {
    if (drag && from >= 0 && drag.to !== from) onReorder(moved(items, from, drag.to))
    setDrag(null)
  }
  return (
    <ul ref={list} aria-label={label} className="flex flex-col">
      {shown.map((item, index) => (
        <li
          key={item.key}
          className={cn(
            'flex min-h-8 items-center gap-1 rounded-chip max-md:min-h-11',
            drag?.key === item.key && 'bg-hover',
          )}
        >
          <button
            type="button"
            aria-label={words.drag(item.label)}
            className="grid size-6 shrink-0 cursor-grab touch-none place-items-center rounded-chip text-fg-3 hover:bg-hover active:cursor-grabbing max-md:size-10"
            onKeyDown={(event) => step(event, item, index)}
            onPointerDown={(event) => start(event, item, index)}
            onPointerMove={(event) => drag && setDrag({ ...drag, to: placeAt(event.clientY) })}
            onPointerUp={drop}
            onPointerCancel={() => setDrag(null)}
          >
            <Icon name="grip-vertical" size={14} />
          </button>
          {children(item, index)}
        </li>
      ))}
    </ul>
  )
}
