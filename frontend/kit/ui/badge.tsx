/** A count in a pill. */
import { cva, type VariantProps } from 'class-variance-authority'
import { type ComponentProps } from 'react'
import { cn } from './cn'

const badgeStyle = cva(
  'num inline-grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-full px-1.25 text-count font-semibold',
  {
    variants: {
      tone: {
        plain: 'bg-hover text-fg-2',
        accent: 'bg-accent text-accent-fg',
        bad: 'bg-bad text-surface',
        warn: 'bg-warn-soft text-warn-text',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)

export function Badge({
  tone,
  className,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span data-slot="badge" className={cn(badgeStyle({ tone }), className)} {...props} />
}
