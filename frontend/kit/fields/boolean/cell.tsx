import { cn } from '../../ui/cn'
import { type CellProps } from '../contract'
import { booleanText } from './boolean'

/** The word, and a mark drawn by borders before it: one node. */
export function Cell({ value, field, context, place }: CellProps<boolean>) {
  if (value === null) return <span className="text-fg-3">—</span>
  const word = booleanText(value, context)
  return (
    <span
      className={cn(
        'flex min-w-0 items-center gap-2 truncate',
        value
          ? "before:mb-0.75 before:ml-0.5 before:h-2.5 before:w-1.25 before:shrink-0 before:rotate-45 before:border-r-2 before:border-b-2 before:border-ok before:content-['']"
          : "text-fg-2 before:h-0.5 before:w-2 before:shrink-0 before:rounded-full before:bg-line-input before:content-['']",
      )}
    >
      {place === 'card' ? `${field.label}: ${word}` : word}
    </span>
  )
}
