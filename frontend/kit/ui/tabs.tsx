/** Tabs: arrows move, Home and End jump, the panel is labelled by its tab. Panels are the caller's: spread tabPanel(). */
import { type KeyboardEvent, useId } from 'react'
import { cn } from './cn'

export interface TabItem<K extends string> {
  key: K
  label: string
  count?: string | number
}

export interface TabsProps<K extends string> {
  label: string
  items: readonly TabItem<K>[]
  value: K
  onChange: (key: K) => void
  /** From useTabs(): ties tabs to their panel. */
  id: string
  className?: string
}

export function useTabs(): string {
  return useId()
}

export function tabPanel(id: string, key: string) {
  return {
    role: 'tabpanel',
    id: `${id}-panel-${key}`,
    'aria-labelledby': `${id}-tab-${key}`,
    tabIndex: 0,
  } as const
}

export function Tabs<K extends string>({
  label,
  items,
  value,
  onChange,
  id,
  className,
}: TabsProps<K>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = items.findIndex((item) => item.key === value)
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: items.length - 1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    const next = items[(to + items.length) % items.length]
    if (!next) return
    onChange(next.key)
    document.getElementById(`${id}-tab-${next.key}`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      data-slot="tabs"
      onKeyDown={move}
      className={cn('flex h-10 shrink-0 items-stretch gap-4.5 overflow-x-auto', className)}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="tab"
          id={`${id}-tab-${item.key}`}
          aria-controls={`${id}-panel-${item.key}`}
          aria-selected={item.key === value}
          tabIndex={item.key === value ? 0 : -1}
          onClick={() => onChange(item.key)}
          className="flex items-center gap-1.5 border-y-2 border-transparent font-medium whitespace-nowrap text-fg-2 hover:text-fg -outline-offset-2 aria-selected:border-b-accent aria-selected:text-fg"
        >
          {item.label}
          {item.count !== undefined && (
            <span className="num text-count text-fg-3">{item.count}</span>
          )}
        </button>
      ))}
    </div>
  )
}
