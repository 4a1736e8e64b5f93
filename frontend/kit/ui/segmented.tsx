/** A few choices side by side, one on. As links it switches views; as buttons it is a radio group with arrow keys. */
import { type ComponentProps, type KeyboardEvent, type ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { tip } from './tooltip'

export const segmentedStyle = 'inline-flex shrink-0 gap-0.5 rounded-card bg-hover p-0.5'
export const segmentStyle =
  'inline-flex h-6 items-center gap-1.5 rounded-control px-2.25 font-medium whitespace-nowrap text-fg-2 transition-colors duration-100 hover:text-fg max-md:h-8 aria-checked:bg-segment aria-checked:text-fg aria-checked:shadow-1 aria-[current=page]:bg-segment aria-[current=page]:text-fg aria-[current=page]:shadow-1 [&[aria-current=page]>svg]:text-accent-text [&[aria-checked=true]>svg]:text-accent-text'

export interface Segment<K extends string> {
  key: K
  label: string
  icon?: string
}

export interface SegmentedControlProps<K extends string> {
  label: string
  items: readonly Segment<K>[]
  value: K
  onChange: (key: K) => void
  /** Words for the one that is on; the others show their icon, and their words as a tip. */
  compact?: boolean
  className?: string
}

export function SegmentedControl<K extends string>({
  label,
  items,
  value,
  onChange,
  compact,
  className,
}: SegmentedControlProps<K>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const index = items.findIndex((item) => item.key === value)
    const next = items[(index + step + items.length) % items.length]
    if (!next) return
    onChange(next.key)
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div
      role="radiogroup"
      aria-label={label}
      data-slot="segmented"
      className={cn(segmentedStyle, className)}
      onKeyDown={move}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="radio"
          data-key={item.key}
          aria-checked={item.key === value}
          tabIndex={item.key === value ? 0 : -1}
          onClick={() => onChange(item.key)}
          className={segmentStyle}
          {...(compact && item.icon && item.key !== value ? tip(item.label) : {})}
        >
          {item.icon && <Icon name={item.icon} />}
          <span className={compact && item.icon && item.key !== value ? 'sr-only' : undefined}>
            {item.label}
          </span>
        </button>
      ))}
    </div>
  )
}

/** Toolbar under the top bar: 40 px, filters at the left, tools at the right. */
export function Toolbar({
  className,
  label,
  ...props
}: ComponentProps<'div'> & { label: string; children: ReactNode }) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      data-slot="toolbar"
      className={cn(
        'flex min-h-(--bar-h) shrink-0 items-center gap-1.5 border-b border-line pr-3 pl-4 max-md:px-3 max-md:py-1.5',
        className,
      )}
      {...props}
    />
  )
}
