/** A radio group in a row: one stop of the Tab key, arrows move and choose. The items draw themselves. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

export interface RadioItem<K> {
  key: K
  label: string
}

interface RadioRowProps<K, I extends RadioItem<K>> {
  id: string
  label: string
  items: readonly I[]
  value: K | null
  /** By arrows: chosen, and the person may go on. */
  onChange: (key: K) => void
  /** By a press, Space or Enter: chosen for good. `again` when a pointer pressed the one already chosen. */
  onPick: (key: K, again: boolean) => void
  draw: (item: I) => ReactNode
  className?: string
  itemClassName?: string
  autoFocus?: boolean
  invalid?: boolean
  required?: boolean
  describedBy?: string
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }
const ENDS: Record<string, number> = { Home: 0, End: -1 }

export function RadioRow<K extends string | number, I extends RadioItem<K>>({
  id,
  label,
  items,
  value,
  onChange,
  onPick,
  draw,
  className,
  itemClassName,
  autoFocus,
  invalid,
  required,
  describedBy,
}: RadioRowProps<K, I>) {
  const group = useRef<HTMLDivElement>(null)
  const chosen = items.findIndex((item) => item.key === value)
  const stop = Math.max(chosen, 0)
  useEffect(() => {
    if (autoFocus) group.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [autoFocus])
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    const end = ENDS[event.key]
    if (step === undefined && end === undefined) return
    event.preventDefault()
    const start = chosen < 0 ? (step === 1 ? -1 : items.length) : chosen
    const index = end ?? (start + (step ?? 0) + items.length) % items.length
    const next = items.at(index)
    if (!next) return
    onChange(next.key)
    event.currentTarget
      .querySelectorAll<HTMLElement>('[role=radio]')
      .item(items.indexOf(next))
      .focus()
  }
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-required={required || undefined}
      aria-describedby={describedBy}
      onKeyDown={move}
      className={className}
    >
      {items.map((item, index) => (
        <button
          key={item.key}
          type="button"
          role="radio"
          id={index === stop ? id : undefined}
          aria-checked={item.key === value}
          aria-label={item.label}
          tabIndex={index === stop ? 0 : -1}
          onClick={(event) => onPick(item.key, event.detail > 0 && item.key === value)}
          className={itemClassName}
        >
          {draw(item)}
        </button>
      ))}
    </div>
  )
}
