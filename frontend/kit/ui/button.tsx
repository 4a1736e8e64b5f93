/** The button. `toolbar` 28 px in bars, `form` 32 in forms and dialogs, `touch` 40; on a phone all are 40. */
import { cva, type VariantProps } from 'class-variance-authority'
import { type ComponentProps } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { Kbd } from './kbd'

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-55 aria-disabled:opacity-55',
  {
    variants: {
      variant: {
        outline:
          'border-line bg-surface text-fg hover:border-line-strong hover:bg-hover [&>svg]:text-fg-2',
        primary: 'border-transparent bg-accent text-accent-fg hover:bg-accent-hover',
        ghost: 'border-transparent bg-transparent text-fg-2 hover:bg-hover hover:text-fg',
        soft: 'border-transparent bg-accent-soft text-accent-text hover:bg-hover',
        danger: 'border-line bg-surface text-bad hover:border-bad hover:bg-bad-soft',
        'danger-fill': 'border-transparent bg-bad text-accent-fg',
      },
      size: {
        toolbar: 'h-(--control) px-2.5 text-ui max-md:px-3.5',
        form: 'h-(--control-form) px-3 text-ui max-md:px-3.5',
        touch: 'h-10 px-4 text-body',
        small: 'h-6 px-2 text-meta max-md:h-7 max-md:px-2.5',
      },
      pressed: { true: 'border-line-strong bg-hover' },
    },
    defaultVariants: { variant: 'outline', size: 'toolbar' },
  },
)

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  icon?: string
  iconEnd?: string
  /** The key that does the same, shown inside. */
  shortcut?: string
  /** Keeps the width, blocks the press and says so to assistive technology. */
  busy?: boolean
}

export function Button({
  variant,
  size,
  pressed,
  icon,
  iconEnd,
  shortcut,
  busy,
  className,
  children,
  disabled,
  type = 'button',
  ...props
}: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(buttonStyle({ variant, size, pressed }), className)}
      {...props}
    >
      {icon && <Icon name={icon} />}
      {children}
      {iconEnd && <Icon name={iconEnd} size={14} />}
      {shortcut && (
        <Kbd
          className={cn(
            'ml-0.5 max-md:hidden',
            variant === 'primary' && 'border-transparent bg-accent-fg/11 text-inherit',
          )}
        >
          {shortcut}
        </Kbd>
      )}
    </button>
  )
}
