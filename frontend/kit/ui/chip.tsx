/** A short value with a hue of its own: an option, a stage, a tag. The word carries the meaning, the hue only helps. */
import { cva, type VariantProps } from 'class-variance-authority'
import { type ComponentProps, type ReactNode } from 'react'
import { type Hue } from '../meta/wire'
import { cn } from './cn'
import { Icon } from './icon'

const chipStyle = cva(
  'inline-flex max-w-full shrink-0 items-center gap-1.25 rounded-chip font-medium whitespace-nowrap [&>svg]:shrink-0',
  {
    variants: {
      tone: {
        plain: 'bg-hover text-fg-2',
        hue: 'bg-hue-soft text-hue-text',
        outline: 'bg-transparent text-fg-2 ring-1 ring-line ring-inset',
        ok: 'bg-ok-soft text-ok',
        warn: 'bg-warn-soft text-warn-text',
        bad: 'bg-bad-soft text-bad',
        accent: 'bg-accent-soft text-accent-text',
      },
      size: { default: 'h-5 px-1.5 text-meta max-md:h-5.5', large: 'h-6 px-2 text-meta' },
    },
    defaultVariants: { size: 'default' },
  },
)

export interface ChipProps
  extends Omit<ComponentProps<'span'>, 'color'>,
    VariantProps<typeof chipStyle> {
  hue?: Hue
  icon?: string
  /** Drawn before the text in place of an icon, e.g. a StageGlyph. */
  glyph?: ReactNode
}

export function Chip({ tone, size, hue, icon, glyph, className, children, ...props }: ChipProps) {
  return (
    <span
      data-slot="chip"
      data-hue={hue}
      className={cn(chipStyle({ tone: tone ?? (hue ? 'hue' : 'plain'), size }), className)}
      {...props}
    >
      {icon ? <Icon name={icon} size={12} /> : glyph}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** 8 px dot of a hue, for option lists; always beside its word. */
export function HueDot({ hue, className }: { hue: Hue; className?: string }) {
  return (
    <span
      aria-hidden
      data-hue={hue}
      className={cn('size-2 shrink-0 rounded-full bg-hue-dot', className)}
    />
  )
}
