import { type ComponentProps } from 'react'
import { cn } from './cn'

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        'inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-chip border border-line bg-surface-2 px-1 font-sans text-count font-medium text-fg-3',
        className,
      )}
      {...props}
    />
  )
}
