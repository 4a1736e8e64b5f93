/** A button that is only an icon: the label is its name and its tooltip. */
import { cva, type VariantProps } from 'class-variance-authority'
import { type ComponentProps } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { tip } from './tooltip'

export const iconButtonStyle = cva(
  'relative inline-grid shrink-0 place-items-center rounded-control text-fg-2 transition-colors duration-100 hover:bg-hover hover:text-fg disabled:opacity-55 aria-expanded:bg-hover aria-expanded:text-fg data-popup-open:bg-hover data-popup-open:text-fg',
  {
    variants: {
      size: {
        toolbar: 'size-(--control)',
        form: 'size-(--control-form)',
        touch: 'size-10',
        small: 'size-6 max-md:size-7',
      },
      outline: { true: 'border border-line bg-surface' },
      pressed: { true: 'bg-hover text-fg' },
    },
    defaultVariants: { size: 'toolbar' },
  },
)

export interface IconButtonProps
  extends Omit<ComponentProps<'button'>, 'children'>,
    VariantProps<typeof iconButtonStyle> {
  icon: string
  label: string
  shortcut?: string
  /** A red dot that says something waits; the label must say it too. */
  pip?: boolean
}

export function IconButton({
  icon,
  label,
  shortcut,
  pip,
  size,
  outline,
  pressed,
  className,
  type = 'button',
  ...props
}: IconButtonProps) {
  return (
    <button
      data-slot="icon-button"
      type={type}
      aria-label={label}
      aria-pressed={pressed ?? undefined}
      className={cn(iconButtonStyle({ size, outline, pressed }), className)}
      {...tip(label, shortcut)}
      {...props}
    >
      <Icon name={icon} />
      {pip && (
        <span className="absolute top-1 right-1 size-2 rounded-full border border-surface bg-bad max-md:top-2.5 max-md:right-2.5" />
      )}
    </button>
  )
}
